// Bells in memory under any order of rings and ends: one run per key at a time, and nobody who rang is left without a later run.
import fc from 'fast-check';
import { createBells, mostBellsAtOnce } from '../../src/jobs/bells';
import { createLog } from '../../src/log';
import { createFakeClock } from '../fake-clock';

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Bells whose runs end one by one, when told to. */
function openBells() {
  const bells = createBells({ clock: createFakeClock(), log: createLog('silent') });
  const started: string[] = [];
  const running = new Map<string, () => void>();
  let overlaps = 0;
  bells.onRing('turn', (key) => {
    if (running.has(key)) overlaps++;
    started.push(key);
    return new Promise((resolve) => {
      running.set(key, () => {
        running.delete(key);
        resolve();
      });
    });
  });
  bells.start();
  return { bells, started, running, overlaps: () => overlaps };
}

const step = fc.record({ kind: fc.constantFrom('ring', 'answer', 'end'), key: fc.constantFrom('a', 'b', 'c') });
const steps = fc.array(step, { maxLength: 40 });

test('in any order, each ring is followed by a run of its key, one at a time, and told at the end of it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const { bells, started, running, overlaps } = openBells();
      const runsOf = (key: string) => started.filter((one) => one === key).length;
      const wrong: string[] = [];
      const owed: { key: string; least: number }[] = [];
      for (const { kind, key } of script) {
        const least = runsOf(key) + 1;
        if (kind === 'end') running.get(key)?.();
        else owed.push({ key, least });
        if (kind === 'ring') bells.ring('turn', key);
        if (kind === 'answer')
          void bells.answer('turn', key).then((isAnswered) => {
            if (!isAnswered || runsOf(key) < least) wrong.push(`${key} told before run ${least}`);
          });
        await turn();
      }
      while (running.size > 0) {
        for (const end of running.values()) end();
        await turn();
      }
      expect({ wrong, overlaps: overlaps() }).toEqual({ wrong: [], overlaps: 0 });
      for (const { key, least } of owed) expect(runsOf(key)).toBeGreaterThanOrEqual(least);
      // At most one run more than there were rings.
      expect(started.length).toBeLessThanOrEqual(owed.length);
      await bells.close();
    }),
    { numRuns: 200 },
  );
});

test('who asks for an answer when all is closed, or waits for one then, is told that none will come', async () => {
  const { bells, running } = openBells();
  const inProgress = bells.answer('turn', 'a');
  await turn();
  const waiting = bells.answer('turn', 'a');
  const closed = bells.close();
  expect(await waiting).toBe(false);
  running.get('a')?.();
  expect(await inProgress).toBe(true);
  await closed;
  expect(await bells.answer('turn', 'a')).toBe(false);
});

test('the end of a run that failed is told as well', async () => {
  const bells = createBells({ clock: createFakeClock(), log: createLog('silent') });
  bells.onRing('turn', () => Promise.reject(new Error('a handler')));
  bells.start();
  expect(await bells.answer('turn', 'a')).toBe(true);
});

test('a run that hangs keeps neither the next one of its key nor others from beginning, and is not waited for at the end', async () => {
  const clock = createFakeClock();
  const bells = createBells({ clock, log: createLog('silent') });
  const started: string[] = [];
  bells.onRing('turn', (key) => {
    started.push(key);
    return started.length <= mostBellsAtOnce ? new Promise(() => undefined) : Promise.resolve();
  });
  bells.start();
  const told = bells.answer('turn', '0');
  for (let key = 1; key <= mostBellsAtOnce; key++) bells.ring('turn', String(key));
  bells.ring('turn', '0');
  await turn();
  expect(started).toHaveLength(mostBellsAtOnce);
  await clock.advance(30_000);
  expect(await told).toBe(true);
  expect(started.slice(mostBellsAtOnce).sort()).toEqual(['0', String(mostBellsAtOnce)]);
  await bells.close();
});
