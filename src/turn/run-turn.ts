// Runs a conversation's turn: read what is undecided, decide, look again for what arrived meanwhile, commit once. If a
// person took over while the bot was deciding, the commit's condition fails and the decision is dropped.
import { type Clock, pause } from '../clock';
import type { Journal } from '../conversation/journal';
import type { Conversation } from '../conversation/types';
import type { Detector } from '../detection/detector';
import { CareError } from '../errors';
import { describeFault, type Log } from '../log';
import { newTurn, type Turn } from './turn';

export interface TurnRunnerParts {
  journal: Journal;
  clock: Clock;
  log: Log;
  detector: Detector;
  /** Runs the steps; passed in by app.ts, because the bot's turn goes through the Bot Framework pipeline. */
  decide(turn: Turn): Promise<void>;
  /** What is said when deciding failed: the message is safe, a person is offered. */
  admitTrouble(turn: Turn): void;
  /** The customer is typing right now. */
  isTyping(conversationId: string): boolean;
  /** Told of every committed turn. */
  onDecided(before: Conversation, after: Conversation): void;
  /** Told how each committed turn went; it must not throw. */
  onTurn?(report: TurnReport): void;
}

export interface TurnReport {
  turn: Turn;
  /** How many messages it said. */
  said: number;
  /** From the arrival of the oldest message to the first look at it. */
  waitedMs: number;
  /** From the first look to the commit. */
  tookMs: number;
}

const mostTries = 50;
const mostSecondLooks = 2;
const longestTypingWaitMs = 2_000;
const typingCheckMs = 100;

/** A function that handles everything undecided in one conversation; run by one handler at a time per conversation. */
export function createTurnRunner(parts: TurnRunnerParts): (conversationId: string) => Promise<void> {
  const { journal, clock } = parts;

  async function readTurn(conversationId: string): Promise<Turn | null> {
    const conversation = await journal.latest(conversationId);
    if (conversation === null) return null;
    const messages = await journal.customerRowsAfter(conversationId, conversation.decidedThroughSeq);
    return messages.length === 0 ? null : newTurn(conversation, messages, clock.now(), parts.detector);
  }

  /** The decided turn; when a step failed, a fresh one that says so, since the failed one may be half done. */
  async function decide(turn: Turn): Promise<Turn> {
    try {
      await parts.decide(turn);
      return turn;
    } catch (fault) {
      parts.log.error({ ...describeFault(fault), conversationId: turn.conversation.id }, 'turn-failed');
      const fresh = newTurn(turn.conversation, turn.messages, turn.now, parts.detector);
      parts.admitTrouble(fresh);
      return fresh;
    }
  }

  async function hasNewer(turn: Turn): Promise<boolean> {
    return (await journal.customerRowsAfter(turn.conversation.id, turn.throughSeq)).length > 0;
  }

  /** Waits while the customer is still typing, at most 2 s in all; a request for a person never waits. */
  async function settleTyping(turn: Turn, waitedMs: number): Promise<boolean> {
    if (turn.conversation.phase !== 'bot' || turn.detection.signals.personRequest >= 0.5) return false;
    if (waitedMs >= longestTypingWaitMs || !parts.isTyping(turn.conversation.id)) return false;
    await pause(clock, typingCheckMs);
    return true;
  }

  function report(turn: Turn, said: number, startedAt: Date): void {
    const waitedMs = startedAt.getTime() - (turn.messages[0]?.at ?? startedAt).getTime();
    const tookMs = clock.now().getTime() - startedAt.getTime();
    parts.onTurn?.({ turn, said, waitedMs: Math.max(0, waitedMs), tookMs: Math.max(0, tookMs) });
  }

  return async (conversationId) => {
    const startedAt = clock.now();
    let looks = 0;
    let waitedMs = 0;
    for (let tries = 0; tries < mostTries; ) {
      const turn = await readTurn(conversationId);
      if (turn === null) return;
      if (await settleTyping(turn, waitedMs)) {
        waitedMs += typingCheckMs;
        continue;
      }
      const decided = await decide(turn);
      if (looks < mostSecondLooks && (await hasNewer(turn))) {
        looks++;
        continue;
      }
      const change = { moveId: journal.newId(), ...decided.toChange() };
      const after = await journal.commit(turn.conversation, change);
      if (after === 'conflict') {
        tries++;
        continue;
      }
      report(decided, change.messages.length, startedAt);
      return parts.onDecided(turn.conversation, after);
    }
    throw new CareError('conversation-busy', 'This conversation is changing too quickly.', { retryable: true });
  };
}
