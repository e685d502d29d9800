import { createJournal, type Journal } from '../../src/conversation/journal';
import type { Conversation } from '../../src/conversation/types';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { isDuplicate } from '../../src/store/duplicate';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

const clock = createFakeClock();
let opened: OpenStore;
let journal: Journal;
let ids = 0;

const newJournal = () =>
  createJournal({ store: opened.store, clock, fanOut: createLocalFanOut(), newId: () => `id-${++ids}` });
const openOne = () =>
  journal.open({ channel: 'web', language: 'it', customer: { id: 'dl_1', locale: 'it', identified: false } });
const say = (conversationId: string, key: string, text = 'ciao') =>
  journal.append({ conversationId, key, from: { kind: 'customer', id: 'dl_1' }, text });
const reply = (conversation: Conversation, text: string, moveId = journal.newId()) =>
  journal.commit(conversation, {
    moveId,
    set: { decidedThroughSeq: 1 },
    messages: [{ key: `turn:1:0`, from: { kind: 'bot' }, text, at: clock.now() }],
    events: [{ kind: 'replied', by: { kind: 'bot' } }],
  });

beforeAll(async () => {
  opened = await openStore();
  journal = newJournal();
});
afterAll(() => opened.close());

describe('the log', () => {
  it('gives each message the next seq, and the same key the same row', async () => {
    const { id } = await openOne();
    const first = await say(id, 'customer:a');
    const again = await say(id, 'customer:a');
    const second = await say(id, 'customer:b');
    expect([first.message.seq, again.message.seq, second.message.seq]).toEqual([1, 1, 2]);
    expect([first.isNew, again.isNew]).toEqual([true, false]);
    expect(first.message.id).toBe(`${id}|0000001`);
  });

  it('has no gap and no double when many processes append at once', async () => {
    const { id } = await openOne();
    const journals = [journal, newJournal(), newJournal()];
    const keys = Array.from({ length: 40 }, (_, n) => `customer:${n % 30}`);
    await Promise.all(
      keys.map((key, n) => journals[n % 3]?.append({ conversationId: id, key, from: { kind: 'customer' }, text: key })),
    );
    const rows = await journal.messagesAfter(id, 0, 100);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    expect(new Set(rows.map((row) => row.key)).size).toBe(30);
  });
});

describe('a decision', () => {
  it('is one write: of two made on the same version one wins, and only its text is said', async () => {
    const conversation = await openOne();
    await say(conversation.id, 'customer:a');
    const results = await Promise.all([reply(conversation, 'uno'), reply(conversation, 'due')]);
    expect(results.filter((result) => result === 'conflict')).toHaveLength(1);
    const rows = await journal.messagesAfter(conversation.id, 0, 10);
    expect(rows.map((row) => row.from.kind)).toEqual(['customer', 'bot']);
  });

  it('is recognised as its own when the answer to its write was lost', async () => {
    const conversation = await openOne();
    const first = await reply(conversation, 'uno', 'move-x');
    const again = await reply(conversation, 'uno', 'move-x');
    expect(first).not.toBe('conflict');
    expect(again).not.toBe('conflict');
    expect(await journal.lastSeq(conversation.id)).toBe(1);
  });

  it('reaches the log although its process died between the write and the log', async () => {
    const conversation = await openOne();
    const dying = { ...opened.store, rows: { ...opened.store.rows, messages: failing(opened.store.rows.messages) } };
    const half = createJournal({ store: dying, clock, fanOut: createLocalFanOut(), newId: () => `id-${++ids}` });
    await expect(
      half.commit(conversation, {
        moveId: 'm',
        set: {},
        messages: [{ key: 'move:2:0', from: { kind: 'system' }, text: 'detto', at: clock.now() }],
        events: [],
      }),
    ).rejects.toThrow('died');
    expect(await journal.lastSeq(conversation.id)).toBe(0);
    const settled = await journal.load(conversation.id);
    expect(settled?.effects).toEqual([]);
    expect((await journal.messagesAfter(conversation.id, 0, 10)).map((row) => row.text)).toEqual(['detto']);
  });

  it('waits for the texts of the one before it', async () => {
    const conversation = await openOne();
    await opened.store.rows.conversations.updateOne(
      { _id: conversation.id },
      {
        $set: {
          effects: [
            { kind: 'message', message: { key: 'move:1:0', from: { kind: 'system' }, text: 'prima', at: clock.now() } },
          ],
        },
      },
    );
    expect(await reply(conversation, 'dopo')).toBe('conflict');
    const loaded = await journal.load(conversation.id);
    expect(loaded === null ? null : await reply(loaded, 'dopo')).not.toBe('conflict');
    expect((await journal.messagesAfter(conversation.id, 0, 10)).map((row) => row.text)).toEqual(['prima', 'dopo']);
  });

  it('survives a restart whole', async () => {
    const conversation = await openOne();
    await say(conversation.id, 'customer:a', 'prima del riavvio');
    await opened.reopen();
    journal = newJournal();
    const loaded = await journal.load(conversation.id);
    expect(loaded).toEqual(conversation);
    expect((await say(conversation.id, 'customer:b')).message.seq).toBe(2);
  });
});

describe('what only one server of several has', () => {
  let hasMajority = false;
  /** The same store, of which a majority has nothing until it has all. */
  const lagging = () => {
    const { conversations, messages } = opened.store.rows;
    const rows = { ...opened.store.rows, conversations: lag(conversations), messages: lag(messages) };
    const store = { ...opened.store, rows };
    return createJournal({ store, clock, fanOut: createLocalFanOut(), newId: () => `id-${++ids}` });
  };
  let refused = 0;
  /** The first refusal tells of an older row; the second is answered when all that refused it is with a majority. */
  const lag = <T extends object>(collection: T): T =>
    replacing(collection, (name, call) => async (...args) => {
      if (name === 'findOne' && isByMajority(args[1]) && !hasMajority) return null;
      return call(...args).catch((fault: unknown) => {
        if (isDuplicate(fault)) hasMajority = ++refused > 1;
        throw fault;
      });
    });
  const isByMajority = (options: unknown) =>
    (options as { readConcern?: { level?: string } } | undefined)?.readConcern?.level === 'majority';

  beforeEach(() => {
    hasMajority = false;
    refused = 0;
  });

  it('is not acknowledged as a message that came again', async () => {
    const { id } = await openOne();
    await say(id, 'customer:a');
    const row = { conversationId: id, key: 'customer:a', from: { kind: 'customer' as const }, text: 'ciao' };
    const again = await lagging().append(row);
    expect([again.isNew, again.message.seq, hasMajority]).toEqual([false, 1, true]);
  });

  it('does not tell a reply that came again that it is stored', async () => {
    const { id } = await openOne();
    await say(id, 'agent:anna:1');
    await expect(lagging().findByKey(id, 'agent:anna:1')).rejects.toMatchObject({ status: 503, retryable: true });
    expect(await lagging().findByKey(id, 'agent:anna:2')).toBeNull();
    hasMajority = true;
    expect(await lagging().findByKey(id, 'agent:anna:1')).toMatchObject({ seq: 1 });
  });

  it('is not taken for a decision whose answer was lost', async () => {
    const conversation = await openOne();
    await reply(conversation, 'uno', 'move-y');
    const move = { moveId: 'move-y', set: {}, messages: [], events: [] };
    expect(await lagging().commit(conversation, move)).toBe('conflict');
    hasMajority = true;
    expect(await lagging().commit(conversation, move)).not.toBe('conflict');
  });
});

type Call = (...args: unknown[]) => Promise<unknown>;

/** The same collection with methods that `replace` wraps. */
function replacing<T extends object>(collection: T, replace: (name: string, call: Call) => Call): T {
  return new Proxy(collection, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      const call = value.bind(target) as Call;
      return ['findOne', 'insertOne', 'insertMany'].includes(String(name)) ? replace(String(name), call) : call;
    },
  });
}

/** The collection of a process that dies at its next insert. */
function failing<T extends object>(collection: T): T {
  return new Proxy(collection, {
    get(target, name, receiver) {
      if (name === 'insertOne' || name === 'insertMany') return () => Promise.reject(new Error('died'));
      const value: unknown = Reflect.get(target, name, receiver);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
