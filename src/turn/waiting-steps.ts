// While a person owns the conversation, or the line does, the bot does not answer: it relays, acknowledges and lets go.
import { sayDue, sayPlace } from '../dialogs/moments';
import { leaveLine } from '../handoff/line-moves';
import { noticeKey, system } from '../handoff/moves';
import type { StepParts } from './step-parts';
import type { Step, Turn } from './turn';

const withdrawalThreshold = 0.6;

/** The agent sees it in the log; the clock of their answer starts. */
export const relayToAgent: Step = {
  name: 'relay-to-agent',
  async run(turn) {
    const { human, phase } = turn.conversation;
    if (phase !== 'human' || human === undefined) return 'next';
    const since = human.customerWaitingSince ?? turn.messages[0]?.at ?? turn.now;
    turn.add({ set: { human: { ...human, customerWaitingSince: since } } });
    return 'handled';
  },
};

/** In line: the customer may leave it; otherwise at most one acknowledgement per `acknowledgeEvery`. */
export const stayInLine = (parts: Pick<StepParts, 'texts' | 'promises' | 'desk'>): Step => ({
  name: 'stay-in-line',
  async run(turn) {
    const { conversation } = turn;
    if (conversation.phase !== 'waiting') return 'next';
    if (wantsToLeave(turn, parts))
      turn.add(leaveLine(parts.desk.factsOf(conversation, turn.language), turn.throughSeq));
    else await acknowledge(turn, parts);
    return 'handled';
  },
});

function wantsToLeave(turn: Turn, { texts }: Pick<StepParts, 'texts'>): boolean {
  const said = turn.messages.at(-1)?.text.trim() ?? '';
  const pressed = (['it', 'en'] as const).some((language) => said === texts.say('leave-line', language, {}));
  return pressed || (turn.detection.withdrawal >= withdrawalThreshold && turn.detection.signals.personRequest < 0.5);
}

async function acknowledge(turn: Turn, { texts, promises, desk }: Pick<StepParts, 'texts' | 'promises' | 'desk'>) {
  const { conversation, language, now } = turn;
  const { promise, lastAcknowledgedAt } = conversation;
  const sinceMs = now.getTime() - (lastAcknowledgedAt?.getTime() ?? 0);
  if (promise?.state !== 'open' || sinceMs < promises.acknowledgeEveryMs) return;
  const facts = desk.factsOf(conversation, language);
  const wait = await desk.waitFor(conversation.priority, conversation.waitingSince ?? now);
  const due = texts.say('waiting-acknowledgement', language, { due: sayDue(promise.dueAt, facts) });
  const place = texts.say('waiting-place', language, { place: sayPlace(wait.place, language) });
  const text = wait.deferredUntil === undefined ? `${due} ${place}` : due;
  turn.add({
    set: { lastAcknowledgedAt: now },
    messages: [{ key: noticeKey(conversation, 0), from: system, text, at: now, language }],
  });
}
