import fc from 'fast-check';
import { judgeMove, type Move, type Mover, type Ownership } from '../../src/conversation/ownership';

const agents: Mover[] = [
  { id: 'anna', name: 'Anna', manages: false },
  { id: 'marco', name: 'Marco', manages: false },
  { id: 'gina', name: 'Gina', manages: true },
];
const agent = fc.constantFrom(...agents);
const state: fc.Arbitrary<Ownership> = fc.oneof(
  fc.record({
    phase: fc.constant('bot' as const),
    owner: fc.constant({ kind: 'bot' as const }),
    promiseOpen: fc.constant(false),
  }),
  fc.record({
    phase: fc.constant('waiting' as const),
    owner: fc.constant({ kind: 'line' as const }),
    promiseOpen: fc.constant(true),
  }),
  fc.record({
    phase: fc.constant('human' as const),
    owner: agent.map(({ id, name }) => ({ kind: 'agent' as const, id, name })),
    promiseOpen: fc.boolean(),
  }),
  fc.record({
    phase: fc.constant('closed' as const),
    owner: fc.constant({ kind: 'none' as const }),
    promiseOpen: fc.constant(false),
  }),
);
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.constant<Move>({ kind: 'hand-off' }),
  agent.map((by): Move => ({ kind: 'claim', by })),
  fc.tuple(agent, agent).map(([by, to]): Move => ({ kind: 'transfer', by, to })),
  agent.map((by): Move => ({ kind: 'release', by })),
  fc.constant<Move>({ kind: 'return-to-line' }),
  fc.tuple(agent, fc.boolean()).map(([by, settles]): Move => ({ kind: 'hand-back', by, settles })),
  fc.constant<Move>({ kind: 'leave-line' }),
  fc.tuple(fc.option(agent), fc.boolean()).map(([by, settles]): Move => ({ kind: 'close', by, settles })),
  fc.boolean().map((toLine): Move => ({ kind: 'reopen', toLine })),
);
const ownerOf = { bot: 'bot', waiting: 'line', human: 'agent', closed: 'none' } as const;

describe('the table of ownership', () => {
  it('answers every move in every state, and names the one owner its phase has', () => {
    fc.assert(
      fc.property(state, move, (from, wish) => {
        const verdict = judgeMove(from, wish);
        if (verdict.kind === 'moves') expect(verdict.owner.kind).toBe(ownerOf[verdict.phase]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('never ends a wait or a person’s care while a promise is open, unless the move settles it', () => {
    fc.assert(
      fc.property(state, move, (from, wish) => {
        const verdict = judgeMove(from, wish);
        if (verdict.kind !== 'moves' || !from.promiseOpen) return;
        if (verdict.phase !== 'bot' && verdict.phase !== 'closed') return;
        const isSettled =
          wish.kind === 'leave-line' || ((wish.kind === 'hand-back' || wish.kind === 'close') && wish.settles);
        expect(isSettled).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('lets nobody but the owner or a manager take a conversation from a person', () => {
    fc.assert(
      fc.property(state, move, (from, wish) => {
        if (from.owner.kind !== 'agent' || !('by' in wish) || wish.by === null) return;
        const verdict = judgeMove(from, wish);
        if (verdict.kind === 'moves') expect(wish.by.id === from.owner.id || wish.by.manages).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });

  it('finds a repeated move already done', () => {
    fc.assert(
      fc.property(state, move, (from, wish) => {
        const first = judgeMove(from, wish);
        if (first.kind !== 'moves') return;
        const promiseOpen = first.phase === 'waiting' || (first.phase === 'human' && from.promiseOpen);
        const again = judgeMove({ phase: first.phase, owner: first.owner, promiseOpen }, wish);
        expect(again.kind === 'moves' && first.phase !== again.phase).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });

  it('can close from every state', () => {
    fc.assert(
      fc.property(state, (from) => {
        const by = agents[2] ?? null;
        expect(['moves', 'stays']).toContain(judgeMove(from, { kind: 'close', by, settles: true }).kind);
      }),
    );
  });

  it('says who was faster when a claim comes second', () => {
    const claimed: Ownership = {
      phase: 'human',
      owner: { kind: 'agent', id: 'anna', name: 'Anna' },
      promiseOpen: true,
    };
    const [anna, marco] = agents;
    if (anna === undefined || marco === undefined) throw new Error('two agents are needed');
    expect(judgeMove(claimed, { kind: 'claim', by: marco })).toEqual({ kind: 'refused', because: 'already-claimed' });
    expect(judgeMove(claimed, { kind: 'claim', by: anna })).toEqual({ kind: 'stays' });
  });
});
