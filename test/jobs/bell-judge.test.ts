// When a worker is held for deaf, ended or faulty, and that a busy or an idle one never is.
import fc from 'fast-check';
import { type BellSight, createBellJudge, mostFaults, type Verdict } from '../../src/jobs/bell-judge';
import { mostBellsAtOnce } from '../../src/jobs/bells';

const calm: BellSight = { oldestWaiting: null, taken: 0, inHand: 0, faults: 0, isRunning: true };

function judgeAll(sights: Partial<BellSight>[]): Verdict[] {
  const judge = createBellJudge();
  return sights.map((sight) => judge({ ...calm, ...sight }));
}

test('a worker that lets the same bell wait over three looks, with its hands free, is deaf', () => {
  const left = { oldestWaiting: 'b1' };
  expect(judgeAll([left, left, left])).toEqual(['fine', 'fine', 'deaf']);
});

test('after a verdict the next worker is judged anew', () => {
  const left = { oldestWaiting: 'b1' };
  expect(judgeAll([left, left, left, left, left, left])).toEqual(['fine', 'fine', 'deaf', 'fine', 'fine', 'deaf']);
});

test('a worker that ended by itself or fails all the time is found at the first look', () => {
  expect(judgeAll([{ isRunning: false }, { faults: mostFaults, isRunning: false }])).toEqual(['ended', 'faulty']);
});

test('whoever takes bells, has none to take or no hand free is never deaf', () => {
  const busy = fc.record({ inHand: fc.constant(mostBellsAtOnce), oldestWaiting: fc.constantFrom('b1', 'b2') });
  const idle = fc.constant({ oldestWaiting: null });
  const looks = fc.array(fc.oneof(busy, idle, fc.constant('takes' as const)), { maxLength: 20 });
  fc.assert(
    fc.property(looks, (kinds) => {
      let taken = 0;
      const sights = kinds.map((kind) =>
        kind === 'takes' ? { oldestWaiting: 'b1', taken: ++taken } : { ...kind, taken },
      );
      expect(judgeAll(sights)).toEqual(sights.map(() => 'fine'));
    }),
  );
});
