// What has been kept long enough goes, and nothing else: files after 90 days, whole conversations after 365.
import { createVisits } from '../../src/channels/web/visits';
import { findFaults } from '../../src/conversation/invariants';
import { createJournal, type Journal } from '../../src/conversation/journal';
import { verifyStore } from '../../src/conversation/verify-store';
import type { FanOut } from '../../src/jobs/fan-out';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createLog } from '../../src/log';
import { after } from '../../src/privacy/old-rows';
import type { RouteRequest } from '../../src/route';
import { anna, type CareWorld, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { usesIndex } from '../store/query-plans';
import { createPrivacyOf } from './privacy-world';

const start = new Date('2024-03-06T09:00:00Z');
const dayMs = 24 * 3_600_000;
const clock = createFakeClock(start);
let opened: OpenStore;
let care: CareWorld;
beforeEach(async () => {
  clock.set(start);
  opened = await openStore();
  care = createCareWorld({ store: opened.store, clock, isAlone: true });
});
afterEach(() => opened.close());

const afterDays = (days: number) => clock.set(new Date(start.getTime() + days * dayMs));
const files = () => opened.store.attachments.countDocuments({});
const conversations = () => opened.store.rows.conversations.countDocuments({});

/** One conversation with a file; closed by an agent unless it is to stay open. */
async function talk(ending: 'closed' | 'waiting' | 'with the bot' = 'closed'): Promise<string> {
  const { id } = await care.open('en');
  const file = { id: `file-${id}`, name: 'vase.png', contentType: 'image/png', sizeBytes: 4 };
  const { id: _id, ...rest } = file;
  const bytes = Buffer.from('vase');
  await opened.store.attachments.create({ ...rest, _id, conversationId: id, bytes, at: clock.now() });
  const from = { kind: 'customer' as const };
  await care.journal.append({ conversationId: id, key: 'customer:1', from, text: 'My vase', attachments: [file] });
  await care.runTurn(id);
  if (ending === 'waiting') await care.say(id, 'I want to talk to a person');
  if (ending !== 'closed') return id;
  await care.desk.claim(id, anna);
  await care.desk.close(id, anna, 'solved');
  // What is in the log is tidied up a moment later.
  await clock.advance(1_000);
  return id;
}

const sweep = (parts: Partial<Parameters<typeof createPrivacyOf>[0]> = {}, isMine = true) =>
  createPrivacyOf({ store: opened.store, clock, care, ...parts }).retention.sweep(() => isMine);

const writeLate = ({ append }: Pick<Journal, 'append'>, conversationId: string, text = 'Are you there?') =>
  append({ conversationId, key: `customer:${text}`, from: { kind: 'customer' }, text });

/** A subscription of somebody who hears only one kind of news. */
const hearingOnly =
  ({ subscribe }: FanOut, event: string): FanOut['subscribe'] =>
  (topic, listener) =>
    subscribe(topic, (hint) => {
      if (hint.event === event) listener(hint);
    });

const bearer = { headers: { authorization: 'Bearer a-token' } } as RouteRequest;

/** The door of a process whose customers all have the token of one conversation. */
function visitsOf(journal: Journal, conversationId: string) {
  return createVisits({
    journal,
    tokens: { verify: async () => ({ conversationId, userId: 'dl_x', origin: '' }) as never },
    visitors: { ofConversation: async () => null },
    greet: async () => undefined,
    clock,
    log: createLog('silent'),
    defaultLanguage: 'en',
  });
}

describe('files', () => {
  it('go after their time, and the message says so in the customer’s language', async () => {
    const id = await talk();
    afterDays(89);
    await sweep();
    expect(await files()).toBe(1);
    afterDays(91);
    await sweep();
    expect(await files()).toBe(0);
    const [message] = await care.log(id);
    expect(message?.attachments).toEqual([
      {
        id: `file-${id}`,
        name: 'vase.png',
        contentType: 'image/png',
        sizeBytes: 4,
        removed: { at: clock.now(), text: 'This file was removed after 90 days.' },
      },
    ]);
    expect((await verifyStore(opened.store, clock.now())).faults).toEqual([]);
  });

  it.each(['waiting', 'with the bot'] as const)('stay while the conversation is %s', async (ending) => {
    await talk(ending);
    afterDays(100);
    await sweep();
    expect(await files()).toBe(1);
  });

  it('stay for ever where nothing else is wished, and longer where it is', async () => {
    await talk();
    afterDays(10_000);
    await sweep({ days: { messages: 0, files: 0 } });
    expect([await files(), await conversations()]).toEqual([1, 1]);
  });

  it('of open conversations do not keep the others from going', async () => {
    for (let n = 0; n < 3; n++) await talk('with the bot');
    await talk();
    afterDays(100);
    await sweep();
    expect(await files()).toBe(3);
  });

  it('of open conversations do not either when there are eleven pages of them', async () => {
    const open = await talk('with the bot');
    const bytes = Buffer.from('v');
    const rest = {
      conversationId: open,
      name: 'v.png',
      contentType: 'image/png',
      sizeBytes: 1,
      bytes,
      at: clock.now(),
    };
    await opened.store.attachments.collection.insertMany(
      Array.from({ length: 1_100 }, (_, n) => ({ _id: `a-${String(n).padStart(4, '0')}`, ...rest }) as object),
    );
    await talk();
    afterDays(100);
    await sweep();
    expect(await files()).toBe(1_101);
  });
});

describe('conversations', () => {
  it('go whole a year after their last message, and nobody brings them back', async () => {
    const id = await talk();
    afterDays(364);
    await sweep();
    expect(await conversations()).toBe(1);
    afterDays(366);
    await sweep();
    const { rows, notes, receipts } = opened.store;
    const left = [rows.conversations, rows.messages, rows.events].map((one) => one.countDocuments({}));
    expect(await Promise.all([...left, notes.countDocuments({}), receipts.countDocuments({})])).toEqual([
      0, 0, 0, 0, 0,
    ]);
    await expect(care.send(id, 'Hello again')).rejects.toMatchObject({ status: 404 });
    const [entry] = await opened.store.auditEntries.find().sort({ seq: -1 }).lean();
    expect(entry).toMatchObject({ action: 'retired', by: 'system', facts: { conversations: 1 } });
  });

  it('go by the last word of anybody, also one that a person had and nobody closed', async () => {
    const id = await talk('waiting');
    await care.desk.claim(id, anna);
    await care.desk.reply(id, anna, { text: 'Hello.', clientId: 'r' });
    afterDays(40);
    await care.sweep.seldom();
    expect((await care.read(id)).phase).toBe('closed');
    afterDays(366);
    await sweep();
    expect(await conversations()).toBe(0);
  });

  it('go although one of them cannot', async () => {
    const stays = await talk();
    await clock.advance(1_000);
    await talk();
    afterDays(366);
    const { mark } = care.journal.erased;
    const lame = {
      ...care.journal.erased,
      mark: (id: string, retiring?: { lastSeq: number }) =>
        id === stays ? Promise.reject(new Error('no')) : mark(id, retiring),
    };
    await sweep({ care: { ...care, journal: { ...care.journal, erased: lame } } });
    expect(await conversations()).toBe(1);
    expect((await care.read(stays)).id).toBe(stays);
  });

  it.each(['waiting', 'with the bot'] as const)('that are %s stay, however old', async (ending) => {
    const id = await talk(ending);
    afterDays(1_000);
    await sweep();
    expect((await care.read(id)).id).toBe(id);
  });

  it('stay with an open promise, even if somebody closed them behind the desk', async () => {
    const id = await talk('waiting');
    await opened.store.rows.conversations.updateOne({ _id: id }, { $set: { phase: 'closed' } });
    afterDays(1_000);
    await sweep();
    expect(await conversations()).toBe(1);
    expect(await files()).toBe(1);
  });

  it('live on when the customer writes in the very moment', async () => {
    const id = await talk();
    afterDays(366);
    const { mark } = care.journal.erased;
    const other = createCareWorld({ store: opened.store, clock });
    const journal = {
      ...care.journal,
      erased: {
        ...care.journal.erased,
        async mark(conversationId: string, retiring?: { lastSeq: number }) {
          await writeLate(other.journal, conversationId);
          await mark(conversationId, retiring);
        },
      },
    };
    const rung: string[] = [];
    await sweep({ care: { ...care, journal }, rung });
    expect(rung).toEqual([id]);
    await care.runTurn(id);
    const record = { conversation: await care.read(id), messages: await care.log(id), events: [] };
    expect(record.messages.some(({ text }) => text === 'Are you there?')).toBe(true);
    expect(findFaults(record, clock.now()).filter(({ rule }) => rule.startsWith('log'))).toEqual([]);
    expect(record.conversation.phase).not.toBe('closed');
  });

  it('are open again to every process when they live on, also to one that missed the news', async () => {
    const id = await talk();
    afterDays(366);
    const fanOut = createLocalFanOut();
    const deaf = { ...fanOut, subscribe: hearingOnly(fanOut, 'erased') };
    const journalOn = (theirs: FanOut) =>
      createJournal({ store: opened.store, clock, fanOut: theirs, newId: () => 'unused', isAlone: false });
    const [sweeping, hearing, missing] = [journalOn(fanOut), journalOn(fanOut), journalOn(deaf)];
    const { mark } = sweeping.erased;
    const refusedMeanwhile: boolean[] = [];
    sweeping.erased.mark = async (conversationId, retiring) => {
      await writeLate(hearing, conversationId);
      await mark(conversationId, retiring);
      refusedMeanwhile.push(hearing.erased.has(id), missing.erased.has(id));
    };
    await sweep({ care: { ...care, journal: sweeping } });
    expect(refusedMeanwhile).toEqual([true, true]);
    expect(hearing.erased.has(id)).toBe(false);
    expect(missing.erased.has(id)).toBe(true);
    const visits = visitsOf(missing, id);
    expect(await visits.identify(bearer)).toMatchObject({ conversationId: id });
    await writeLate(missing, id, 'later');
    expect((await care.log(id)).map(({ text }) => text)).toEqual(expect.arrayContaining(['later']));
    await sweeping.erased.mark(id);
    await expect(visits.identify(bearer)).rejects.toMatchObject({ code: 'token-refused' });
  });

  it.each([false, true])(
    'that a death left half retired are finished, or live on if written to: %s',
    async (isWritten) => {
      const id = await talk();
      afterDays(366);
      const { mark } = care.journal.erased;
      const erased = {
        ...care.journal.erased,
        async mark(conversationId: string, retiring?: { lastSeq: number }) {
          if (isWritten) await writeLate(createCareWorld({ store: opened.store, clock }).journal, conversationId);
          await mark(conversationId, retiring);
          throw new Error('this process is dead');
        },
      };
      await sweep({ care: { ...care, journal: { ...care.journal, erased } } });

      const rung: string[] = [];
      const restarted = createCareWorld({ store: opened.store, clock });
      clock.set(new Date(clock.now().getTime() + 10 * 60_000));
      await sweep({ care: restarted, rung });
      expect(rung).toEqual(isWritten ? [id] : []);
      expect(await conversations()).toBe(isWritten ? 1 : 0);
      expect(await restarted.journal.erased.wasErased(id)).toBe(!isWritten);
      // What stays of one that is gone is a hash.
      expect(JSON.stringify(await opened.store.erasedConversations.find().lean())).not.toContain(id);
      for (const conversationId of rung) await restarted.runTurn(conversationId);
      expect((await verifyStore(opened.store, clock.now())).faults).toEqual([]);
    },
  );

  it('that are erased while they retire stay erased', async () => {
    const id = await talk();
    const { erased } = care.journal;
    await erased.mark(id, { lastSeq: 1 });
    await erased.mark(id);
    await erased.unmark(id);
    expect(erased.has(id)).toBe(true);
    expect(await erased.wasErased(id)).toBe(true);
  });

  it('wait for the process that sweeps', async () => {
    await talk();
    afterDays(366);
    await sweep({}, false);
    expect(await conversations()).toBe(1);
  });
});

it('finds what is old by an index', async () => {
  await talk();
  const { attachments, conversations: model } = opened.store;
  const [first, next] = [null, { _id: 'x', at: start }];
  for (const last of [first, next])
    expect(await usesIndex(attachments, after('at', last, clock.now()), { at: 1, _id: 1 })).toBe(true);
  const { erasedConversations } = opened.store;
  await care.journal.erased.mark('some', { lastSeq: 1 });
  const left = { 'retiring.conversationId': { $gt: '' }, at: { $lte: start } };
  expect(await usesIndex(erasedConversations, left, {})).toBe(true);
  for (const last of [first, next]) {
    const closed = { listed: true, phase: 'closed', ...after('lastMessageAt', last, clock.now()) };
    expect(await usesIndex(model, closed, { lastMessageAt: 1, _id: 1 })).toBe(true);
  }
});
