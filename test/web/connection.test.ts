import fc from 'fast-check';
import { Connection } from '../../src/web/widget/chat/connection';
import type { SocketEvents } from '../../src/web/widget/chat/ports';
import { createFakeClock } from '../fake-clock';

/** A page whose server has just closed its stream; answers after how long the page asked for the next one. */
async function comesBackAfterMs(closeCode: number, random: number): Promise<number> {
  const clock = createFakeClock();
  const sockets: SocketEvents[] = [];
  const connection = new Connection({
    ports: {
      clock,
      random: () => random,
      openSocket(_url, events) {
        sockets.push(events);
        return { send: () => {}, close: () => {} };
      },
    },
    directLine: { streamUrl: async () => 'wss://care.example/stream', after: async () => ({ activities: [] }) },
    isOffline: () => false,
    onBatch: () => {},
    onStatus: () => {},
  });
  connection.start();
  await clock.advance(0);
  sockets[0]?.opened();
  sockets[0]?.received('{"activities":[],"watermark":"1"}');
  const closedAt = clock.now().getTime();
  sockets[0]?.closed(closeCode);
  while (sockets.length === 1) await clock.advance(10);
  return clock.now().getTime() - closedAt;
}

test('pages whose server stops come back spread over seconds, not in one instant', async () => {
  expect(await comesBackAfterMs(1012, 0.99)).toBeGreaterThan(2_500);
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (random) => {
      const waitedMs = await comesBackAfterMs(1012, random);
      expect(waitedMs).toBeGreaterThanOrEqual(340);
      expect(Math.abs(waitedMs - (3_000 * random + 350 + 300 * random))).toBeLessThan(40);
    }),
    { numRuns: 30 },
  );
});

test('a page whose stream broke alone is back within a second', async () => {
  expect(await comesBackAfterMs(1006, 0.99)).toBeLessThan(1_000);
});
