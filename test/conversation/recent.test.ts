// What a process keeps at hand must be the end of the log or nothing: rows are reported after their inserts, in any order.
import fc from 'fast-check';
import { createRecent } from '../../src/conversation/recent';
import type { Message } from '../../src/conversation/types';

const id = 'a';
const at = new Date('2026-03-04T09:00:00Z');
const row = (seq: number): Message => ({
  id: `${id}|${seq}`,
  conversationId: id,
  seq,
  key: `k${seq}`,
  from: { kind: seq % 2 === 0 ? 'customer' : 'bot' },
  text: String(seq),
  at,
  delivery: 'sent',
});

describe('the rows at hand', () => {
  it('do not hide the customer’s newest row when an older one is reported after a conflict', () => {
    let last = 0;
    const recent = createRecent({ lastSeq: () => last });
    last = 126;
    recent.appended([row(126)]);
    recent.forget(id);
    recent.appended([row(125)]);
    expect(recent.rowsAfter(id, 124)).toBeNull();
  });

  it('are all rows after a seq or none, however reports and forgetting fall', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('insert' as const), count: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ kind: fc.constant('report' as const), which: fc.nat({ max: 5 }) }),
      fc.record({ kind: fc.constant('forget' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat({ max: 30 }), (steps, seq) => {
        let last = 0;
        let unreported: Message[][] = [];
        const recent = createRecent({ lastSeq: () => last });
        for (const move of steps) {
          if (move.kind === 'forget') recent.forget(id);
          else if (move.kind === 'insert') {
            unreported.push(Array.from({ length: move.count }, (_, n) => row(last + 1 + n)));
            last += move.count;
          } else {
            recent.appended(unreported[move.which] ?? []);
            unreported = unreported.filter((_, n) => n !== move.which);
          }
          const atHand = recent.rowsAfter(id, seq);
          const all = Array.from({ length: Math.max(0, last - seq) }, (_, n) => seq + 1 + n);
          if (atHand !== null) expect(atHand.map((one) => one.seq)).toEqual(all);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
