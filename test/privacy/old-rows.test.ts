import { createLog } from '../../src/log';
import { createOldRows, pageSize } from '../../src/privacy/old-rows';
import { createFakeClock } from '../fake-clock';

it('goes on where it ended, and begins anew after the last', async () => {
  const rows = Array.from({ length: 250 }, (_, n) => n);
  const looked: number[] = [];
  const go = createOldRows<number>({
    clock: createFakeClock(),
    log: createLog('silent'),
    read: async (last) => rows.filter((row) => last === null || row > last).slice(0, pageSize),
    remove: async (row) => {
      looked.push(row);
      if (row % 2 === 0) throw new Error('stays');
      return true;
    },
    conversationOf: String,
  });
  let asked = 0;
  const first = await go(() => ++asked <= 4);
  const place = looked.length;
  expect(place).toBeGreaterThan(0);
  expect(place).toBeLessThan(100);
  expect(first + (await go(() => true))).toBe(125);
  expect(looked).toEqual(rows);
  await go(() => true);
  expect(looked.slice(250)).toEqual(rows);
});
