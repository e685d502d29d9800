import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createReceipts, deliveryUnder } from '../../src/channels/web/receipts';
import { createTyping } from '../../src/channels/web/typing';
import type { Author, DeliveryState } from '../../src/conversation/types';
import { consoleTopic, type Hint } from '../../src/jobs/fan-out';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import { createFakeClock } from '../fake-clock';

let store: Store;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ascolto-receipts-'));
  store = await createStore({ dataDir, log: createLog('silent') });
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const bot: Author = { kind: 'bot' };
const sent = (seq: number, from: Author = bot) => ({ seq, from, delivery: 'sent' as DeliveryState });

function start() {
  const clock = createFakeClock();
  const fanOut = createLocalFanOut();
  const hints: Hint[] = [];
  fanOut.subscribe(consoleTopic, (hint) => hints.push(hint));
  return { clock, fanOut, hints, receipts: createReceipts({ store, clock, fanOut, log: createLog('silent') }) };
}

describe('receipts', () => {
  test('say sent, delivered, read of what the shop wrote, and sent of what the customer wrote', async () => {
    const { receipts } = start();
    receipts.delivered('r1', 3);
    receipts.read('r1', 2);
    const deliveryOf = await receipts.deliveryOf('r1');
    expect([1, 2, 3, 4].map((seq) => deliveryOf(sent(seq)))).toEqual(['read', 'read', 'delivered', 'sent']);
    for (const kind of ['agent', 'system'] as const) expect(deliveryOf(sent(3, { kind }))).toBe('delivered');
    expect(deliveryOf(sent(1, { kind: 'customer' }))).toBe('sent');
  });

  test('gather for a second and are written together, then told to the console', async () => {
    const { receipts, clock, hints } = start();
    for (let seq = 1; seq <= 40; seq++) receipts.delivered('r2', seq);
    receipts.read('r3', 7);
    expect(await store.receipts.countDocuments({ _id: { $in: ['r2', 'r3'] } })).toBe(0);
    await clock.advance(1_000);
    await receipts.flush();
    expect(await store.receipts.findById('r2').lean()).toMatchObject({ deliveredSeq: 40, readSeq: 0 });
    expect(hints).toEqual([
      { event: 'receipt', conversationId: 'r2', deliveredSeq: 40, readSeq: 0 },
      { event: 'receipt', conversationId: 'r3', deliveredSeq: 7, readSeq: 7 },
    ]);
  });

  test('only move forward, in whatever order marks and processes come', async () => {
    const mark = fc.record({
      kind: fc.constantFrom('delivered', 'read'),
      seq: fc.nat(30),
      process: fc.nat(1),
      flush: fc.boolean(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(mark, { maxLength: 12 }), async (marks) => {
        const id = `p${run++}`;
        const processes = [start().receipts, start().receipts];
        let [delivered, read] = [0, 0];
        for (const { kind, seq, process, flush } of marks) {
          const receipts = processes[process] ?? start().receipts;
          if (kind === 'read') receipts.read(id, seq);
          else receipts.delivered(id, seq);
          delivered = Math.max(delivered, seq);
          read = kind === 'read' ? Math.max(read, seq) : read;
          if (flush) await receipts.flush();
        }
        await Promise.all(processes.map((receipts) => receipts.flush()));
        const deliveryOf = await start().receipts.deliveryOf(id);
        for (let seq = 1; seq <= 30; seq++) {
          const expected = seq <= read ? 'read' : seq <= delivered ? 'delivered' : 'sent';
          expect(deliveryOf(sent(seq))).toBe(expected);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('never take back what a message has reached', () => {
    expect(deliveryUnder({ deliveredSeq: 0, readSeq: 0 }, { seq: 1, from: bot, delivery: 'delivered' })).toBe(
      'delivered',
    );
  });
});

describe('typing', () => {
  test('of a customer is known for a few seconds, told to the console, and over when they have written', async () => {
    const { clock, fanOut, hints } = start();
    const typing = createTyping({ clock, fanOut });
    typing.report('t1');
    expect([typing.isTyping('t1'), typing.isTyping('t2')]).toEqual([true, false]);
    expect(hints).toEqual([{ event: 'typing', conversationId: 't1', by: 'customer' }]);
    await clock.advance(3_000);
    expect(typing.isTyping('t1')).toBe(true);
    await clock.advance(600);
    expect(typing.isTyping('t1')).toBe(false);
    typing.report('t1');
    typing.settle('t1');
    expect(typing.isTyping('t1')).toBe(false);
  });
});
