// While a person owns the conversation, or the line does, the bot does not answer: it relays, acknowledges and lets go.
import { languages } from '../conversation/types';
import { sayDue, sayPlace } from '../dialogs/moments';
import { leaveLine } from '../handoff/line-moves';
import { noticeKey, system } from '../handoff/moves';
import type { StepParts } from './step-parts';
import type { Step, Turn } from './turn';

const withdrawalThreshold = 0.6;
const mostlyWithdrawn = 0.6;
/** A longer message has something else to say. */
const mostWords = 7;
/** A signal below this is no reason for anything. */
const faint = 0.3;

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

type WaitingParts = Pick<StepParts, 'texts' | 'promises' | 'desk' | 'answerer' | 'shop'>;

/** In line: the customer may leave it; otherwise at most one acknowledgement per `acknowledgeEvery`. */
export const stayInLine = (parts: WaitingParts): Step => ({
  name: 'stay-in-line',
  async run(turn) {
    const { conversation } = turn;
    if (conversation.phase !== 'waiting') return 'next';
    if (wantsToLeave(turn, parts))
      turn.add(leaveLine(parts.desk.factsOf(conversation, turn.language), turn.throughSeq));
    else if (await asksWhoSpeaks(turn, parts)) sayWhoSpeaks(turn, parts);
    else await acknowledge(turn, parts);
    return 'handled';
  },
});

/** Words alone release a promise only when they say little else and nothing is wrong; the button is always there. */
function wantsToLeave(turn: Turn, { texts }: Pick<StepParts, 'texts'>): boolean {
  if (isLeaveLinePressed(turn, texts)) return true;
  const { withdrawal, signals } = turn.detection;
  const isCalm = signals.complaint < faint && signals.frustration < faint && signals.abuse < faint;
  return withdrawal >= withdrawalThreshold && signals.personRequest < faint && isCalm && saysLittleElse(turn);
}

export function isLeaveLinePressed({ messages }: Turn, texts: StepParts['texts']): boolean {
  const said = messages.at(-1)?.text.trim();
  return languages.some((language) => said === texts.say('leave-line', language, {}));
}

/** The last message is short, and most of its letters belong to the withdrawal. */
function saysLittleElse({ messages, detection }: Turn): boolean {
  const last = messages.at(-1);
  if (last === undefined || last.text.trim().split(/\s+/).length > mostWords) return false;
  const isWithdrawn = new Array<boolean>(last.text.length).fill(false);
  for (const { messageId, start, end, cue } of detection.evidence)
    if (messageId === last.id && cue.startsWith('withdrawal.')) isWithdrawn.fill(true, start, end);
  const letters = [...last.text].map((letter, at) => ({ letter, at })).filter(({ letter }) => /\p{L}/u.test(letter));
  const withdrawn = letters.filter(({ at }) => isWithdrawn[at]).length;
  return withdrawn / Math.max(1, letters.length) >= mostlyWithdrawn;
}

async function asksWhoSpeaks({ text, language }: Turn, { answerer }: WaitingParts): Promise<boolean> {
  const answered = text === '' ? null : await answerer.answer({ text, language });
  return answered?.kind === 'courtesy' && answered.text === 'identity';
}

/** Whoever asks is told at any time, also twice in five minutes. */
function sayWhoSpeaks(turn: Turn, { texts, desk, shop }: WaitingParts): void {
  const { conversation, language, now } = turn;
  const { promise } = conversation;
  if (promise?.state !== 'open') return;
  const due = sayDue(promise.dueAt, desk.factsOf(conversation, language));
  const text = texts.say('waiting-identity', language, { shop, due });
  turn.add({ messages: [{ key: noticeKey(conversation, 0), from: system, text, at: now, language }] });
}

async function acknowledge(turn: Turn, { texts, promises, desk }: WaitingParts) {
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
