// A conversation that cannot be settled, for whatever reason, is told of and keeps nobody else waiting; long silences end.
import type { Conversation } from '../../src/conversation/types';
import { verifyStore } from '../../src/conversation/verify-store';
import type { LookName } from '../../src/handoff/looks';
import type { Store } from '../../src/store/store';
import { anna, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { createTestLog } from '../http/test-server';
import { type OpenStore, openStore } from '../open-store';
import { usesIndex } from '../store/query-plans';

const minute = 60_000;
const day = 24 * 60 * minute;
const clock = createFakeClock();
let opened: OpenStore;
let failed: LookName[];
let logged: string[];
let rung: [string, boolean][];

beforeEach(async () => {
  clock.set(new Date('2026-03-04T09:00:00Z'));
  opened = await openStore();
  failed = [];
  logged = [];
  rung = [];
});
afterEach(() => opened.close());

function worldOn(store: Store = opened.store, sick: ReadonlySet<string> = new Set()) {
  return createCareWorld({
    store,
    clock,
    log: createTestLog(logged),
    onLookFailed: (look) => failed.push(look),
    onRing: (conversationId, isLate) => rung.push([conversationId, isLate]),
    wrapJournal: (journal) => ({
      ...journal,
      load: async (id) => (sick.has(id) ? Promise.reject(new Error('cannot be read')) : journal.load(id)),
    }),
  });
}
type World = ReturnType<typeof worldOn>;

async function waiting(world: World): Promise<string> {
  const { id } = await world.open();
  await world.say(id, 'voglio parlare con una persona');
  return id;
}

async function withPerson(world: World): Promise<string> {
  const id = await waiting(world);
  await world.desk.claim(id, anna);
  await world.desk.reply(id, anna, { text: 'Eccomi.', clientId: 'r' });
  return id;
}

/** Copies that cannot be told from conversations of today, many at little cost; their ids. */
async function many(count: number, like: string, change: Partial<Conversation> = {}): Promise<string[]> {
  const { conversations } = opened.store.rows;
  const one = await conversations.findOne({ _id: like });
  if (one === null) throw new Error('nothing to copy');
  const ids = Array.from({ length: count }, (_, n) => `copy-${String(n).padStart(4, '0')}`);
  await conversations.insertMany(ids.map((_id) => ({ ...one, ...change, _id })));
  return ids;
}

async function faults() {
  return (await verifyStore(opened.store, clock.now())).faults;
}

describe('a conversation that cannot be settled', () => {
  it('stops neither the start, nor the effects and undecided messages of others', async () => {
    const world = worldOn();
    const [bad, good] = [await waiting(world), await waiting(world)];
    const { conversations } = opened.store.rows;
    // Older than the good one: it is looked at first.
    await conversations.updateOne({ _id: bad }, { $set: { effectsSince: new Date(0), effects: [] } });
    const effect = { kind: 'message', message: { key: 'x', from: { kind: 'bot' }, text: 'Ciao.', at: clock.now() } };
    await conversations.updateOne({ _id: good }, { $set: { effectsSince: clock.now(), effects: [effect] } } as object);
    const { conversationId } = await world.send(good, 'ci siete?');
    await worldOn(opened.store, new Set([bad])).sweep.atStart();
    expect((await world.read(good)).effects).toEqual([]);
    expect(rung).toEqual([[conversationId, false]]);
    expect(failed).toEqual(['effects']);
    expect(logged.filter((line) => line.includes('look-failed-for-one') && line.includes(bad))).toHaveLength(1);
  });

  it('keeps no promise of others from being broken and renewed in time, however many there are', async () => {
    const world = worldOn();
    const id = await waiting(world);
    const sick = await many(450, id);
    await clock.advance(16 * minute);
    await worldOn(opened.store, new Set(sick)).sweep.often();
    expect(await world.read(id)).toMatchObject({ promise: { renews: expect.any(String) } });
    expect(failed).toHaveLength(450);
  });

  it('is tried again, less and less often, and forgotten as sick when it can be settled', async () => {
    const id = await waiting(worldOn());
    const sick = new Set([id]);
    const world = worldOn(opened.store, sick);
    await clock.advance(16 * minute);
    const triedAt: number[] = [];
    for (let look = 1; look <= 7; look++) {
      await world.sweep.often();
      if (failed.length > triedAt.length) triedAt.push(look);
    }
    expect(triedAt).toEqual([1, 3, 7]);
    sick.clear();
    for (let look = 8; look <= 15; look++) await world.sweep.often();
    expect((await world.read(id)).earlierPromises).toHaveLength(1);
  });

  it('does not hide the others behind a thousand messages of its own', async () => {
    const world = worldOn();
    const [flooded, other] = [await waiting(world), await waiting(world)];
    const { messages } = opened.store.rows;
    const first = await world.send(flooded, 'ehi');
    const rows = Array.from({ length: 1_200 }, (_, n) => ({
      ...first,
      _id: `flood-${n}`,
      key: `customer:flood-${n}`,
      seq: 100 + n,
      undecidedSince: clock.now(),
    }));
    await messages.insertMany(rows.map(({ id: _id, ...row }) => row));
    await clock.advance(2_000);
    await world.send(other, 'ci siete?');
    await clock.advance(2_000);
    await world.sweep.often();
    expect(rung).toEqual([
      [flooded, false],
      [other, false],
    ]);
    rung = [];
    await clock.advance(7_000);
    await world.sweep.often();
    expect(rung).toEqual([
      [flooded, true],
      [other, false],
    ]);
  });

  it('fails no look after its own', async () => {
    const world = worldOn();
    const id = await waiting(world);
    await clock.advance(16 * minute);
    const messages = new Proxy(opened.store.rows.messages, {
      get(target, name) {
        if (name === 'find')
          return () => ({ sort: () => ({ limit: () => ({ toArray: () => Promise.reject(new Error()) }) }) });
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const { rows } = opened.store;
    const lame = worldOn({ ...opened.store, rows: { ...rows, messages } });
    await lame.sweep.atStart();
    await lame.sweep.often();
    expect(failed).toEqual(['undecided', 'undecided', 'promises']);
    expect((await world.read(id)).promise).toMatchObject({ renews: expect.any(String) });
  });
});

describe('long silences', () => {
  it('of the assistant’s conversations end however many there are, unless the process stops', async () => {
    const world = worldOn();
    const { id } = await world.open();
    await world.say(id, 'quanto costa la spedizione?');
    await many(420, id);
    await clock.advance(day);
    let asked = 0;
    await world.sweep.seldom(() => ++asked < 10);
    const closed = () => opened.store.rows.conversations.countDocuments({ phase: 'closed' });
    expect(await closed()).toBeGreaterThan(0);
    expect(await closed()).toBeLessThan(100);
    await world.sweep.seldom();
    expect(await closed()).toBe(421);
  });

  it('of a person’s conversation end it after 30 days, with an event and a word to the customer', async () => {
    const world = worldOn();
    const id = await withPerson(world);
    await clock.advance(29 * day);
    await world.sweep.seldom();
    expect((await world.read(id)).phase).toBe('human');
    await clock.advance(day);
    await world.sweep.seldom();
    expect(await world.read(id)).toMatchObject({ phase: 'closed', outcome: 'no-answer', promise: { state: 'kept' } });
    const [event] = await opened.store.rows.events.find({ conversationId: id, kind: 'closed' }).toArray();
    expect(event?.by).toEqual({ kind: 'system' });
    expect((await world.log(id)).at(-1)?.from.kind).toBe('system');
    expect(await faults()).toEqual([]);
  });

  it('end nothing that somebody is owed: a wait, a claim without a word, a message nobody answered', async () => {
    const world = worldOn();
    const line = await waiting(world);
    const claimed = await waiting(world);
    await world.desk.claim(claimed, anna);
    const { id: taken } = await world.open();
    await world.say(taken, 'buongiorno');
    await world.desk.claim(taken, anna);
    const unanswered = await withPerson(world);
    await world.say(unanswered, 'e adesso?');
    clock.set(new Date(clock.now().getTime() + 400 * day));
    await world.sweep.seldom();
    for (const [id, phase] of [
      [line, 'waiting'],
      [claimed, 'human'],
      [taken, 'human'],
      [unanswered, 'human'],
    ] as const)
      expect([id, (await world.read(id)).phase]).toEqual([id, phase]);
  });
});

it('finds what is left by an index, also without those that rest', async () => {
  const { conversations, messages } = opened.store;
  const without = { _id: { $nin: ['a', 'b'] } };
  const before = { $lte: clock.now() };
  const looks: [object, string][] = [
    [{ effectsSince: before }, 'effectsSince'],
    [{ 'promise.state': 'open', 'promise.dueAt': before }, 'promise.dueAt'],
    [{ 'human.customerWaitingSince': before, 'promise.state': { $ne: 'open' } }, 'human.customerWaitingSince'],
    [{ listed: true, phase: 'human', lastMessageAt: before }, 'lastMessageAt'],
  ];
  for (const [filter, by] of looks)
    expect([by, await usesIndex(conversations, { ...filter, ...without }, { [by]: 1 })]).toEqual([by, true]);
  const undecided = { undecidedSince: before, conversationId: { $nin: ['a', 'b'] } };
  expect(await usesIndex(messages, undecided, { undecidedSince: 1 })).toBe(true);
});
