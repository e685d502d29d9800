// What customers and agents may do in a history, and what the console must answer: the rules of ownership once more, in the
// words of the HTTP contract and written without a look at the product's own table.
import fc from 'fast-check';

export type Wish =
  | { do: 'say'; clientId: number }
  | { do: 'leave-line' }
  | { do: 'claim' | 'reply' | 'release'; agent: number }
  | { do: 'transfer'; agent: number; to: number }
  | { do: 'hand-back' | 'close'; agent: number; settles: boolean };

export type AgentWish = Extract<Wish, { agent: number }>;

/** Wishes of one group come at the same time; in some histories the process dies or is restarted during one of them. */
export interface History {
  groups: Wish[][];
  restart: { during: number; how: 'kill -9' | 'stop' } | null;
}

export const agentCount = 4;

const agent = fc.nat(agentCount - 1);
const settles = fc.boolean();
const just = <const T>(value: T) => fc.constant(value);
const wish: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: just('say'), clientId: fc.nat(11) }) },
  { weight: 3, arbitrary: fc.record({ do: just('claim'), agent }) },
  { weight: 3, arbitrary: fc.record({ do: just('reply'), agent }) },
  { weight: 1, arbitrary: fc.record({ do: just('release'), agent }) },
  { weight: 1, arbitrary: fc.record({ do: just('transfer'), agent, to: agent }) },
  { weight: 1, arbitrary: fc.record({ do: just('hand-back'), agent, settles }) },
  { weight: 1, arbitrary: fc.record({ do: just('close'), agent, settles }) },
  { weight: 1, arbitrary: fc.record({ do: just('leave-line') }) },
);

export const histories: fc.Arbitrary<History> = fc.record({
  groups: fc.array(fc.array(wish, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 7 }),
  restart: fc.oneof(
    { weight: 8, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.record({ during: fc.nat(6), how: fc.constantFrom('kill -9' as const, 'stop' as const) }),
    },
  ),
});

/** A conversation as one read of the console shows it. */
export interface Shown {
  phase: 'bot' | 'waiting' | 'human' | 'closed';
  ownerId: string | undefined;
  promiseOpen: boolean;
}

export interface Asker {
  id: string;
  manages: boolean;
}

/** The one right answer to a wish that nothing else competes with. */
export type Due = { refused: string } | { phase: Shown['phase']; ownerId: string | undefined };

const refuse = (refused: string): Due => ({ refused });
const human = (ownerId: string | undefined): Due => ({ phase: 'human', ownerId });
const bot: Due = { phase: 'bot', ownerId: undefined };
const line: Due = { phase: 'waiting', ownerId: undefined };

/** `to` is who gets a transfer; `repeats` says that this very reply was answered 200 before. */
export function dueAnswer(one: AgentWish, shown: Shown, by: Asker, more: { to?: string; repeats: boolean }): Due {
  const { phase, ownerId } = shown;
  const same: Due = { phase, ownerId };
  const isMine = phase === 'human' && ownerId === by.id;
  const isOthers = phase === 'human' && ownerId !== by.id;
  if (one.do === 'reply') return isMine || more.repeats ? same : refuse('not-yours');
  if (phase === 'closed') return one.do === 'close' ? same : refuse('closed');
  switch (one.do) {
    case 'claim':
      return isOthers ? refuse('already-claimed') : human(by.id);
    case 'release':
      if (phase === 'waiting') return same;
      return isMine || (isOthers && by.manages) ? line : refuse('not-yours');
    case 'transfer':
      if (phase !== 'human') return refuse('not-yours');
      return isMine || by.manages || more.to === ownerId ? human(more.to) : refuse('not-yours');
    case 'hand-back':
    case 'close':
      if (one.do === 'hand-back' && phase === 'bot') return same;
      if (isOthers && !by.manages) return refuse('not-yours');
      if (shown.promiseOpen && !one.settles) return refuse('promise-open');
      return one.do === 'close' ? { phase: 'closed', ownerId: undefined } : bot;
    default:
      return one.do satisfies never;
  }
}
