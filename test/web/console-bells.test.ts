// Whose bell rings in the console, and when.
import { bellDelayMs, stillRings } from '../../src/web/console/notices/bell';

describe('a bell', () => {
  it('rings at once for whoever the server tells first, of a wait as of a delay', () => {
    expect([bellDelayMs('waiting', true), bellDelayMs('late', true)]).toEqual([0, 0]);
  });

  it('rings for the others only of a wait, and only if it lasts', () => {
    expect(bellDelayMs('waiting', false)).toBe(20_000);
    expect(bellDelayMs('late', false)).toBeNull();
  });

  it('tells a delay whoever has the conversation, until it was made good', () => {
    expect(stillRings('late', { presence: 'online', phase: 'human', isLate: true })).toBe(true);
    expect(stillRings('late', { presence: 'online', phase: 'waiting', isLate: true })).toBe(true);
    expect(stillRings('late', { presence: 'online', phase: 'human', isLate: false })).toBe(false);
  });

  it('tells a wait until somebody takes it', () => {
    expect(stillRings('waiting', { presence: 'online', phase: 'waiting', isLate: false })).toBe(true);
    expect(stillRings('waiting', { presence: 'online', phase: 'human', isLate: true })).toBe(false);
  });

  it.each(['waiting', 'late'] as const)('disturbs nobody who is away (%s)', (kind) => {
    expect(stillRings(kind, { presence: 'away', phase: 'waiting', isLate: true })).toBe(false);
  });
});
