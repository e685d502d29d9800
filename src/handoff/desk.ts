// Where ownership moves, and nowhere else: judge by the table, build the change, commit it on the version that was judged,
// and judge again when somebody was faster. Every wish may be repeated without harm.
import type { Clock } from '../clock';
import type { Change } from '../conversation/change';
import type { Journal } from '../conversation/journal';
import { judgeMove, type Move, type Mover, type Refusal } from '../conversation/ownership';
import type { Conversation, Outcome } from '../conversation/types';
import type { OpeningHours, Promises } from '../dialogs/policy';
import type { Texts } from '../dialogs/texts';
import { CareError } from '../errors';
import * as agentMoves from './agent-moves';
import type { Line } from './line';
import * as lineMoves from './line-moves';
import type { MoveChange, MoveFacts } from './moves';
import { hasOpenPromise } from './promises';
import { planWait, type Wait } from './wait';

export interface DeskParts {
  journal: Journal;
  line: Line;
  clock: Clock;
  texts: Texts;
  hours: OpeningHours;
  promises: Promises;
  anybodyOnline(): boolean;
  /** An active agent, or null. */
  findAgent(agentId: string): Promise<{ id: string; name: string } | null>;
  /** Told of every committed move, after it is in the log. */
  onMoved(before: Conversation, after: Conversation): void;
}

export type DeskRefusal = Refusal | 'new-message' | 'no-such-agent' | 'id-reused';

export type DeskResult =
  | { kind: 'done'; conversation: Conversation }
  | { kind: 'refused'; because: DeskRefusal; conversation: Conversation }
  | { kind: 'not-found' };

/** What an agent may add to a hand-back or a close. */
export interface Settling {
  /** The newest seq the agent has seen; a later customer message refuses the move. */
  seenSeq?: number | undefined;
  /** Releases an open promise; the customer reads the reason. */
  releaseReason?: string | undefined;
}

type Plan = MoveChange | { refused: DeskRefusal } | 'stays';

const mostTries = 50;
const mostContactChanges = 3;

export type Desk = ReturnType<typeof createDesk>;

export function createDesk(parts: DeskParts) {
  const { journal, clock, texts } = parts;

  const factsOf = (conversation: Conversation, language = conversation.language): MoveFacts => ({
    conversation,
    language,
    now: clock.now(),
    texts,
    zone: parts.hours.zone,
    newId: journal.newId,
  });

  async function waitFor(priority: number, since: Date): Promise<Wait> {
    const ahead = await parts.line.countAhead(priority, since);
    return planWait({
      now: clock.now(),
      hours: parts.hours,
      firstReplyWithinMs: parts.promises.firstReplyWithinMs,
      ahead,
      anybodyOnline: parts.anybodyOnline(),
    });
  }

  async function move(
    conversationId: string,
    plan: (conversation: Conversation) => Promise<Plan>,
  ): Promise<DeskResult> {
    for (let tries = 0; tries < mostTries; tries++) {
      const conversation = await journal.load(conversationId);
      if (conversation === null) return { kind: 'not-found' };
      const planned = await plan(conversation);
      if (planned === 'stays') return { kind: 'done', conversation };
      if ('refused' in planned) return { kind: 'refused', because: planned.refused, conversation };
      const change: Change = { ...planned, moveId: journal.newId() };
      const after = await journal.commit(conversation, change);
      if (after === 'conflict') continue;
      parts.onMoved(conversation, after);
      return { kind: 'done', conversation: after };
    }
    throw new CareError('conversation-busy', 'This conversation is changing too quickly.', {
      status: 503,
      retryable: true,
    });
  }

  /** Judges first; builds the change only for a move that happens. */
  function judged(conversation: Conversation, wish: Move, build: () => MoveChange | Promise<MoveChange>) {
    const verdict = judgeMove({ ...conversation, promiseOpen: hasOpenPromise(conversation) }, wish);
    if (verdict.kind === 'stays') return 'stays' as const;
    if (verdict.kind === 'refused') return { refused: verdict.because };
    return build();
  }

  async function customerWroteSince(conversation: Conversation, seenSeq: number | undefined): Promise<boolean> {
    if (seenSeq === undefined) return false;
    return (await journal.customerRowsAfter(conversation.id, seenSeq)).length > 0;
  }

  async function backToLine(
    conversationId: string,
    wish: Extract<Move, { kind: 'release' | 'return-to-line' }>,
    why: string,
    stillTrue: (conversation: Conversation) => boolean = () => true,
  ): Promise<DeskResult> {
    return move(conversationId, async (conversation) => {
      if (!stillTrue(conversation)) return 'stays';
      return judged(conversation, wish, async () => {
        const since = conversation.human?.customerWaitingSince ?? conversation.waitingSince ?? clock.now();
        const wait = await waitFor(conversation.priority, since);
        return lineMoves.toLine(factsOf(conversation), wish.kind === 'release' ? wish.by : null, why, wait);
      });
    });
  }

  return {
    factsOf,
    waitFor,

    claim: (conversationId: string, by: Mover): Promise<DeskResult> =>
      move(conversationId, async (conversation) =>
        judged(conversation, { kind: 'claim', by }, () => agentMoves.claim(factsOf(conversation), by)),
      ),

    /** Repeatable by `clientId`: a reply already in the log answers as done, whoever owns the conversation now. */
    async reply(conversationId: string, by: Mover, message: { text: string; clientId: string }): Promise<DeskResult> {
      const key = `agent:${by.id}:${message.clientId}`;
      return move(conversationId, async (conversation) => {
        const before = await journal.findByKey(conversationId, key);
        if (before !== null) return before.text === message.text ? 'stays' : { refused: 'id-reused' };
        if (conversation.owner.kind !== 'agent' || conversation.owner.id !== by.id) return { refused: 'not-yours' };
        return agentMoves.reply(factsOf(conversation), by, { key, text: message.text });
      });
    },

    transfer: (conversationId: string, by: Mover, toId: string): Promise<DeskResult> =>
      move(conversationId, async (conversation) => {
        const to = await parts.findAgent(toId);
        if (to === null) return { refused: 'no-such-agent' };
        return judged(conversation, { kind: 'transfer', by, to }, () =>
          agentMoves.transfer(factsOf(conversation), by, to),
        );
      }),

    release: (conversationId: string, by: Mover): Promise<DeskResult> =>
      backToLine(conversationId, { kind: 'release', by }, 'released'),

    /** Without being asked; `stillTrue` is judged on the very version that would move. */
    returnToLine: (
      conversationId: string,
      why: 'agent-offline' | 'unanswered' | 'deactivated',
      stillTrue: (conversation: Conversation) => boolean,
    ): Promise<DeskResult> => backToLine(conversationId, { kind: 'return-to-line' }, why, stillTrue),

    handBack: (conversationId: string, by: Mover, { seenSeq, releaseReason }: Settling = {}): Promise<DeskResult> =>
      move(conversationId, async (conversation) => {
        if (await customerWroteSince(conversation, seenSeq)) return { refused: 'new-message' };
        return judged(conversation, { kind: 'hand-back', by, settles: releaseReason !== undefined }, async () =>
          agentMoves.handBack(factsOf(conversation), by, await journal.lastSeq(conversationId), releaseReason ?? null),
        );
      }),

    close: (conversationId: string, by: Mover, outcome: Outcome, { seenSeq, releaseReason }: Settling = {}) =>
      move(conversationId, async (conversation) => {
        if (await customerWroteSince(conversation, seenSeq)) return { refused: 'new-message' };
        return judged(conversation, { kind: 'close', by, settles: releaseReason !== undefined }, () =>
          agentMoves.close(factsOf(conversation), by, outcome, releaseReason ?? null),
        );
      }),

    /** The customer is being erased: whoever has it lets go, the promise ends, and nobody is left to be told. */
    letGo: (conversationId: string): Promise<DeskResult> =>
      move(conversationId, async (conversation) =>
        conversation.phase === 'closed' ? 'stays' : agentMoves.letGo(factsOf(conversation)),
      ),

    /** By itself, after a silence that is judged on the very version that would close; an open promise refuses it. */
    closeIdle: (conversationId: string, isStillIdle: (conversation: Conversation) => boolean): Promise<DeskResult> =>
      move(conversationId, async (conversation) => {
        if (!isStillIdle(conversation)) return 'stays';
        return judged(conversation, { kind: 'close', by: null, settles: false }, () =>
          agentMoves.close(factsOf(conversation), null, 'no-answer', null),
        );
      }),

    leaveLine: (conversationId: string): Promise<DeskResult> =>
      move(conversationId, async (conversation) =>
        judged(conversation, { kind: 'leave-line' }, async () =>
          lineMoves.leaveLine(factsOf(conversation), await journal.lastSeq(conversationId)),
        ),
      ),

    /** Keeps an e-mail address as the way to reach a customer who waits for a person, and says so. */
    leaveContact: (conversationId: string, email: string): Promise<DeskResult> =>
      move(conversationId, async (conversation) =>
        mayLeaveContact(conversation, email) ? lineMoves.leaveContact(factsOf(conversation), email) : 'stays',
      ),

    /** Breaks and renews a promise whose time has passed; nothing happens when it was settled meanwhile. */
    breakOverdue: (conversationId: string): Promise<DeskResult> =>
      move(conversationId, async (conversation) => {
        const { promise } = conversation;
        if (promise?.state !== 'open' || promise.dueAt > clock.now()) return 'stays';
        const since = conversation.waitingSince ?? promise.madeAt;
        return lineMoves.breakPromise(factsOf(conversation), await waitFor(conversation.priority, since));
      }),
  };
}

/** A few corrections are fine; a form that is sent over and over is not, and nobody else's address is proved by it. */
function mayLeaveContact({ phase, customer }: Conversation, email: string): boolean {
  if (phase !== 'waiting' && phase !== 'human') return false;
  return customer.contactEmail !== email && (customer.contactChanges ?? 0) < mostContactChanges;
}
