import { emptyMemory, noSignals, type Signals } from '../../src/conversation/types';
import type { Detection } from '../../src/detection/detector';
import { decideHandoff } from '../../src/detection/handoff-policy';
import { detectTurn, detectWords, reasonFor, thresholds } from './detect-words';

const heard = (signals: Partial<Signals>, more: Partial<Detection> = {}): Detection => ({
  signals: { ...noSignals, ...signals },
  legalOrSafety: 0,
  withdrawal: 0,
  evidence: [],
  language: 'it',
  perMessage: [],
  ...more,
});
const decide = (detection: Detection, failedAnswers = 0) =>
  decideHandoff({ detection, memory: { ...emptyMemory, failedAnswers }, channel: 'web', thresholds });

test('nothing noticed keeps the conversation with the bot', () => {
  expect(decide(heard({}))).toBeNull();
});

test('the weightiest reason is the one given', () => {
  const everything = heard(
    { complaint: 1, frustration: 1, abuse: 1, personRequest: 1, urgency: 1 },
    { legalOrSafety: 1 },
  );
  const without = (signals: Partial<Signals>) =>
    decide({ ...everything, legalOrSafety: 0, signals: { ...everything.signals, ...signals } }, 2);
  expect(decide(everything, 2)?.reason).toBe('legal-or-safety');
  expect(without({})?.reason).toBe('asked-for-person');
  expect(without({ personRequest: 0 })?.reason).toBe('frustration');
  expect(without({ personRequest: 0, frustration: 0 })?.reason).toBe('complaint');
  expect(without({ personRequest: 0, frustration: 0, complaint: 0 })?.reason).toBe('abuse');
  expect(without(noSignals)?.reason).toBe('bot-failed');
});

test('a threshold is reached by its very number and not below', () => {
  const { web } = thresholds;
  expect(decide(heard({ complaint: web.complaint }))?.reason).toBe('complaint');
  expect(decide(heard({ complaint: web.complaint - 0.001 }))).toBeNull();
  expect(decide(heard({}), web.failedAnswers - 1)).toBeNull();
});

test('a complaint that is not the first needs less', () => {
  const again = { messageId: 'm', start: 0, end: 5, cue: 'complaint.second-time', weight: 0.3 };
  expect(decide(heard({ complaint: 0.4 }))).toBeNull();
  expect(decide(heard({ complaint: 0.4 }, { evidence: [again] }))).toMatchObject({
    reason: 'complaint',
    evidence: [again],
  });
});

test('a wish that was taken back is none, a complaint beside it still is', () => {
  expect(decide(heard({ personRequest: 0.9 }, { withdrawal: 0.9 }))).toBeNull();
  expect(decide(heard({ personRequest: 0.9, complaint: 0.9 }, { withdrawal: 0.9 }))?.reason).toBe('complaint');
});

test('the evidence holds the words of the reason and of what else would have been one', () => {
  const verdict = decide(detectWords('È la terza volta che il pacco arriva rotto, voglio parlare con una persona'));
  expect(verdict?.reason).toBe('asked-for-person');
  expect(new Set(verdict?.evidence.map(({ cue }) => cue.split('.')[0]))).toEqual(
    new Set(['personRequest', 'complaint', 'frustration']),
  );
  const calm = decide(detectWords('vorrei parlare con una persona entro domani'));
  expect(calm?.evidence.map(({ cue }) => cue)).toEqual(['personRequest.wants-person']);
});

test('danger comes first in line, the urgent before the calm, a bot that failed last', () => {
  const priorityOf = (text: string) => decide(detectWords(text))?.priority;
  expect(priorityOf('mi sono tagliato con il piatto')).toBe(0);
  expect(priorityOf('sono furiosa')).toBeLessThan(priorityOf('il vaso è arrivato rotto') ?? -1);
  expect(priorityOf('voglio un operatore, è urgente')).toBeLessThan(priorityOf('voglio un operatore') ?? -1);
  expect(decide(heard({}), 2)?.priority).toBeGreaterThan(priorityOf('siete degli stronzi') ?? 9);
});

test('public comments need more than a private chat', () => {
  expect(reasonFor('il pacco è in ritardo', 'web')).toBe('complaint');
  expect(reasonFor('il pacco è in ritardo', 'comment')).toBeNull();
  expect(reasonFor('voglio parlare con una persona', 'comment')).toBe('asked-for-person');
});

test('the third time the same question is asked, a person answers', () => {
  const before = ['quand arriv pacc', 'quand arriv pacc'];
  expect(decide(detectTurn(['quando arriva il pacco?'], { recentQuestions: before.slice(1) }))).toBeNull();
  expect(decide(detectTurn(['quando arriva il pacco?'], { recentQuestions: before }))?.reason).toBe('frustration');
});
