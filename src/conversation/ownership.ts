// Who may speak: the pure, total table of ownership. handoff/desk.ts alone acts on it; exactly one owner at any version.
import type { Owner, Phase } from './types';

export interface Ownership {
  phase: Phase;
  owner: Owner;
  promiseOpen: boolean;
}

/** The person who asks for a move; `manages` lets managers act on conversations of others. */
export interface Mover {
  id: string;
  name: string;
  manages: boolean;
}

export type Move =
  | { kind: 'hand-off' }
  | { kind: 'claim'; by: Mover }
  | { kind: 'transfer'; by: Mover; to: { id: string; name: string } }
  | { kind: 'release'; by: Mover }
  /** The agent is gone or silent: back to the line without being asked. */
  | { kind: 'return-to-line' }
  /** `settles`: the same request releases the open promise, and the customer is told. */
  | { kind: 'hand-back'; by: Mover; settles: boolean }
  /** The customer no longer wants a person. */
  | { kind: 'leave-line' }
  /** `by` null: by itself, after a long silence. */
  | { kind: 'close'; by: Mover | null; settles: boolean }
  | { kind: 'reopen'; toLine: boolean };

export type Refusal = 'already-claimed' | 'not-yours' | 'promise-open' | 'closed' | 'not-waiting' | 'not-with-bot';

export type Verdict =
  | { kind: 'moves'; phase: Phase; owner: Owner }
  /** The wish is already fulfilled; nothing is written. */
  | { kind: 'stays' }
  | { kind: 'refused'; because: Refusal };

const bot: Verdict = { kind: 'moves', phase: 'bot', owner: { kind: 'bot' } };
const line: Verdict = { kind: 'moves', phase: 'waiting', owner: { kind: 'line' } };
const closed: Verdict = { kind: 'moves', phase: 'closed', owner: { kind: 'none' } };
const stays: Verdict = { kind: 'stays' };
const toAgent = (agent: { id: string; name: string }): Verdict => ({
  kind: 'moves',
  phase: 'human',
  owner: { kind: 'agent', id: agent.id, name: agent.name },
});
const refused = (because: Refusal): Verdict => ({ kind: 'refused', because });

/** What `move` does to `state`; defined for every state and every move. */
export function judgeMove(state: Ownership, move: Move): Verdict {
  switch (move.kind) {
    case 'hand-off':
      return state.phase === 'bot' ? line : refused('not-with-bot');
    case 'claim':
      return judgeClaim(state, move.by);
    case 'transfer':
      return judgeTransfer(state, move);
    case 'release':
      return judgeRelease(state, move.by);
    case 'return-to-line':
      return state.phase === 'human' ? line : stays;
    case 'hand-back':
      return judgeHandBack(state, move);
    case 'leave-line':
      return state.phase === 'waiting' ? bot : refused('not-waiting');
    case 'close':
      return judgeClose(state, move);
    case 'reopen':
      if (state.phase !== 'closed') return stays;
      return move.toLine ? line : bot;
    default:
      return move satisfies never;
  }
}

function judgeClaim(state: Ownership, by: Mover): Verdict {
  if (state.phase === 'closed') return refused('closed');
  if (state.phase !== 'human') return toAgent(by);
  return owns(state, by) ? stays : refused('already-claimed');
}

function judgeTransfer(state: Ownership, move: Extract<Move, { kind: 'transfer' }>): Verdict {
  if (state.phase === 'closed') return refused('closed');
  if (state.phase !== 'human') return refused('not-yours');
  if (owns(state, move.to)) return stays;
  return mayAct(state, move.by) ? toAgent(move.to) : refused('not-yours');
}

function judgeRelease(state: Ownership, by: Mover): Verdict {
  if (state.phase === 'closed') return refused('closed');
  if (state.phase === 'waiting') return stays;
  return state.phase === 'human' && mayAct(state, by) ? line : refused('not-yours');
}

function judgeHandBack(state: Ownership, move: Extract<Move, { kind: 'hand-back' }>): Verdict {
  if (state.phase === 'closed') return refused('closed');
  if (state.phase === 'bot') return stays;
  if (!mayAct(state, move.by)) return refused('not-yours');
  return state.promiseOpen && !move.settles ? refused('promise-open') : bot;
}

function judgeClose(state: Ownership, move: Extract<Move, { kind: 'close' }>): Verdict {
  if (state.phase === 'closed') return stays;
  if (move.by !== null && !mayAct(state, move.by)) return refused('not-yours');
  return state.promiseOpen && !move.settles ? refused('promise-open') : closed;
}

function owns(state: Ownership, agent: { id: string }): boolean {
  return state.owner.kind === 'agent' && state.owner.id === agent.id;
}

/** Whoever owns it, a manager, or anyone while no person owns it. */
function mayAct(state: Ownership, by: Mover): boolean {
  return state.phase !== 'human' || owns(state, by) || by.manages;
}
