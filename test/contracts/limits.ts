// What every adapter of the Limits port must do, in real time. An adapter's test calls this with processes that share.
import type { Limits } from '../../src/jobs/limits';
import { rest } from '../jobs/until';

/** Registers the contract tests; `processes` are two that count together (or the same one twice). */
export function describeLimits(adapter: string, processes: () => [Limits, Limits]): void {
  let names = 0;
  const newName = () => `test-${++names}`;

  describe(`limits on ${adapter}`, () => {
    describe('an allowance', () => {
      const start = (options: { burst: number; perSecond: number }) => {
        const name = newName();
        return processes().map((limits) => limits.allowance(name, options));
      };

      test('lets a burst through, then refuses and says how long to wait, also at the other process', async () => {
        const [one, other] = start({ burst: 3, perSecond: 0.25 });
        expect([await one?.('a'), await other?.('a'), await one?.('a')]).toEqual([null, null, null]);
        expect([await one?.('a'), await other?.('a')]).toEqual([4, 4]);
      });

      test('refills steadily, and never beyond its burst', async () => {
        const [one] = start({ burst: 2, perSecond: 10 });
        await Promise.all([one?.('a'), one?.('a')]);
        expect(await one?.('a')).toBe(1);
        await rest(150);
        expect([await one?.('a'), await one?.('a')]).toEqual([null, 1]);
        await rest(1_000);
        expect([await one?.('a'), await one?.('a'), await one?.('a')]).toEqual([null, null, 1]);
      });

      test('takes several at once, all or none', async () => {
        const [one, other] = start({ burst: 5, perSecond: 0.01 });
        const isLetThrough = [await one?.('a', 3), await other?.('a', 4), await one?.('a', 2), await other?.('a')];
        expect(isLetThrough.map((wait) => wait === null)).toEqual([true, false, true, false]);
        expect(await one?.('a', 5)).toBeGreaterThan(400);
      });

      test('counts each key by itself, and each name', async () => {
        const [one] = start({ burst: 1, perSecond: 0.1 });
        const [elsewhere] = start({ burst: 1, perSecond: 0.1 });
        expect([await one?.('a'), await one?.('b'), await elsewhere?.('a')]).toEqual([null, null, null]);
        expect(await one?.('a')).toBe(10);
      });

      test('lets exactly the burst through when all ask at once', async () => {
        const [one, other] = start({ burst: 10, perSecond: 0.1 });
        const answers = await Promise.all(
          Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? one : other)?.('a') ?? Promise.resolve(null)),
        );
        expect(answers.filter((wait) => wait === null)).toHaveLength(10);
      });
    });

    describe('tries', () => {
      const start = (options: { most: number; windowSeconds: number }) => {
        const name = newName();
        return processes().map((limits) => limits.tries(name, options));
      };

      test('are refused beyond the limit, wherever they were made, and say when the window ends', async () => {
        const [one, other] = start({ most: 3, windowSeconds: 60 });
        expect([await one?.take('a'), await other?.take('a'), await one?.take('a')]).toEqual([null, null, null]);
        const waits = [await one?.take('a'), await other?.take('a')];
        for (const wait of waits) {
          expect(wait).toBeGreaterThan(50);
          expect(wait).toBeLessThanOrEqual(60);
        }
        expect(await other?.take('b')).toBeNull();
      });

      test('are counted anew when the window is over', async () => {
        const [one] = start({ most: 1, windowSeconds: 1 });
        expect([await one?.take('a'), await one?.take('a')]).toEqual([null, 1]);
        await rest(1_100);
        expect(await one?.take('a')).toBeNull();
      });

      test('can be given back one by one, or forgotten', async () => {
        const [one, other] = start({ most: 2, windowSeconds: 60 });
        await one?.take('a');
        await one?.take('a');
        await other?.giveBack('a');
        expect([await one?.take('a'), (await one?.take('a')) !== null]).toEqual([null, true]);
        await other?.forget('a');
        expect([await one?.take('a'), await other?.take('a')]).toEqual([null, null]);
      });
    });
  });
}
