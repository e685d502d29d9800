// The checker can fail: each thing that must not be is found where somebody put it there by hand.

import { createAuditLog } from '../../src/privacy/audit-log';
import { noteMoves } from '../../src/privacy/audit-moves';
import { anna, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import type { ShownConversation } from './console-view';
import { auditFaults, brokenRulesOf, consoleFaults } from './debts';
import { remainsOf } from './leavers';

const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

/** A conversation that was claimed, as every process leaves one. */
async function claimed() {
  const { store } = opened;
  const onEvents = noteMoves(createAuditLog({ store, clock }));
  const { desk, open, say, read, log } = createCareWorld({ store, clock, onEvents });
  const { id } = await open();
  await say(id, 'quanto costa la spedizione?');
  await desk.claim(id, anna);
  const { version, phase, customer } = await read(id);
  const rows = (await log(id)).map(({ seq, text, from }) => ({ seq, text, author: from.kind }));
  const shown: ShownConversation = { version, phase, ownerId: anna.id, rows };
  return { store, id, customerId: customer.id, shown };
}

const kindsOf = (debts: readonly { kind: string }[]) => debts.map(({ kind }) => kind);
const screen = (id: string, shown: ShownConversation) => ({
  shown: new Map([[id, shown]]),
  end: async () => undefined,
});

it('finds a console that shows an older version, lacks a row, shows other words, or shows what is gone', async () => {
  const { store, id, shown } = await claimed();
  if (shown === null) throw new Error('nothing shown');
  expect(await consoleFaults(store, screen(id, shown))).toEqual([]);
  const wrong: ShownConversation[] = [
    { ...shown, version: shown.version - 1 },
    { ...shown, rows: shown.rows.slice(0, -1) },
    { ...shown, rows: shown.rows.map((row) => ({ ...row, text: 'altro' })) },
    { ...shown, ownerId: 'marco' },
    null,
  ];
  for (const one of wrong) expect(kindsOf(await consoleFaults(store, screen(id, one)))).toEqual(['lost']);
  expect(kindsOf(await consoleFaults(store, screen('gone', shown)))).toEqual(['lost']);
});

it('finds what is left of somebody who was erased, in whatever collection', async () => {
  const { store, id, customerId } = await claimed();
  const gone = [[id, customerId, 'spedizione']];
  const places = async () => (await remainsOf(store, gone)).map(({ about }) => about.split(' ')[2]);
  expect(await places()).toEqual(expect.arrayContaining(['conversations', 'messages', 'events']));
  const { conversations, messages, events } = store.rows;
  await Promise.all([conversations.deleteMany({}), messages.deleteMany({}), events.deleteMany({})]);
  expect(await places()).toEqual([]);
  await store.receipts.create({ _id: id, deliveredSeq: 1, readSeq: 1 });
  expect(await places()).toEqual(['receipts']);
});

it('finds what the bot said of its own accord after an opt-out', async () => {
  const { store, id, customerId } = await claimed();
  await store.optOuts.create({ _id: customerId, at: clock.now(), by: anna.id });
  expect(kindsOf(await brokenRulesOf(store, id))).not.toContain('unwanted');
  const at = new Date(clock.now().getTime() + 1_000);
  await store.rows.messages.updateOne(
    { conversationId: id, 'from.kind': 'bot' },
    { $set: { at, key: 'reminder:1' }, $unset: { source: 1 } },
  );
  expect(kindsOf(await brokenRulesOf(store, id))).toContain('unwanted');
});

it('finds a claim that the audit log does not tell of', async () => {
  const { store } = await claimed();
  expect(await auditFaults(store)).toEqual([]);
  await store.auditEntries.deleteMany({});
  await store.auditHeads.updateOne({}, { $set: { seq: 0, hash: '' } });
  expect((await auditFaults(store)).map(({ about }) => about)).toContainEqual(expect.stringMatching(/^audit-untold/));
});
