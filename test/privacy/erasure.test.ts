// One customer is erased: not a byte of theirs is left in the files, and nothing that was on its way brings it back.
import { namedCustomerId } from '../../src/channels/web/identity';
import { verifyStore } from '../../src/conversation/verify-store';
import type { Store } from '../../src/store/store';
import { anna, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { findBytes } from '../store/raw-bytes';
import { createPrivacyOf, liveAs, seededBytes, seeds } from './privacy-world';

const clock = createFakeClock(new Date('2024-03-06T09:00:00Z'));
let opened: OpenStore;
let store: Store;
beforeEach(async () => {
  clock.set(new Date('2024-03-06T09:00:00Z'));
  opened = await openStore();
  store = opened.store;
});
afterEach(() => opened.close());

const laterOn = () => clock.set(new Date(clock.now().getTime() + 130_000));

async function find(privacy: ReturnType<typeof createPrivacyOf>) {
  const found = await privacy.find({ email: seeds.email });
  if (found === null) throw new Error('no such customer');
  return found;
}

/** Everything but the marks of erased conversations and the audit log, by collection. */
async function countAll() {
  const { conversations, messages, events } = store.rows;
  const counts = await Promise.all([
    conversations.countDocuments({}),
    messages.countDocuments({}),
    events.countDocuments({}),
    store.notes.countDocuments({}),
    store.attachments.countDocuments({}),
    store.receipts.countDocuments({}),
    store.visitors.countDocuments({}),
  ]);
  return counts.reduce((sum, count) => sum + count, 0);
}

it('knows of every collection whether it holds anything of customers', () => {
  const erased = ['conversations', 'messages', 'events', 'notes', 'attachments', 'receipts', 'visitors', 'optOuts'];
  // Ids in the first three, hashes in the others, until their time is over.
  const marks = ['jobs', 'erasures', 'erasedConversations', 'auditEntries', 'auditHeads'];
  const ofTheShop = ['agents', 'signInSessions', 'signingKeys'];
  expect([...store.collections].sort()).toEqual([...erased, ...marks, ...ofTheShop].sort());
});

describe('erasing a customer', () => {
  it('leaves no byte of theirs in any file, and everything of the others', async () => {
    const care = createCareWorld({ store, clock, isAlone: true });
    const other = await care.open();
    await care.say(other.id, 'Quanto costa la spedizione?');
    const before = await countAll();
    const { conversationIds } = await liveAs(care, store, clock);
    expect(findBytes(opened.dataDir, seededBytes).length).toBeGreaterThan(10);

    const privacy = createPrivacyOf({ store, clock, care });
    const found = await find(privacy);
    expect(found.conversationIds).toEqual(conversationIds);
    const counts = await privacy.erasures.erase(found, 'gina');
    expect(counts).toMatchObject({ conversations: 2, files: 1, notes: 1, promises: 1 });
    expect(counts.messages).toBeGreaterThan(8);

    expect(findBytes(opened.dataDir, seededBytes)).toEqual([]);
    expect(await countAll()).toBe(before);
    expect(await privacy.find({ identity: seeds.shopId })).toBeNull();
    expect((await care.log(other.id)).length).toBeGreaterThan(1);
    expect((await verifyStore(store, clock.now())).faults).toEqual([]);
    await opened.reopen();
    expect(findBytes(opened.dataDir, seededBytes)).toEqual([]);
  });

  it('says in the audit log that it was done and how much it was, naming nobody but the administrator', async () => {
    const care = createCareWorld({ store, clock });
    const { conversationIds } = await liveAs(care, store, clock);
    const privacy = createPrivacyOf({ store, clock, care });
    await privacy.erasures.erase(await find(privacy), 'gina');
    const { items } = await privacy.audit.page(undefined);
    expect(items.map(({ action, by }) => [action, by])).toEqual([
      ['erased', 'gina'],
      ['erasure-ordered', 'gina'],
    ]);
    expect(items[0]?.facts).toMatchObject({ conversations: 2, files: 1, promises: 1 });
    const said = JSON.stringify(items);
    for (const id of [...conversationIds.map((id) => `"${id}"`), seeds.shopId, seeds.email])
      expect(said).not.toContain(id);
  });

  it('ends a turn that was deciding, and nothing of it is written', async () => {
    const erased: Promise<unknown>[] = [];
    const care = createCareWorld({
      store,
      clock,
      isAlone: true,
      async beforeDeciding({ messages }) {
        if (!messages.some(({ text }) => text.includes('ultimissima'))) return;
        const privacy = createPrivacyOf({ store, clock, care });
        erased.push(privacy.erasures.erase(await find(privacy), 'gina'));
        await Promise.all(erased);
      },
    });
    const { conversationIds } = await liveAs(care, store, clock);
    const [conversationId = ''] = conversationIds;
    await care.send(conversationId, 'Una cosa ultimissima');
    await care.runTurn(conversationId);
    expect(erased).toHaveLength(1);
    expect(await countAll()).toBe(0);
    expect(findBytes(opened.dataDir, ['ultimissima', ...seededBytes])).toEqual([]);
  });

  it('refuses what comes after it: a late message, a reply, a note, the same id again', async () => {
    const care = createCareWorld({ store, clock, isAlone: true });
    const { conversationIds } = await liveAs(care, store, clock);
    const privacy = createPrivacyOf({ store, clock, care });
    await privacy.erasures.erase(await find(privacy), 'gina');
    const refused = { code: 'token-refused', status: 403 };
    for (const conversationId of conversationIds) {
      const from = { kind: 'customer' as const };
      const late = care.journal.append({ conversationId, key: 'customer:late', from, text: seeds.text });
      await expect(late).rejects.toMatchObject(refused);
      const again = { channel: 'web', language: 'it', customer: { id: 'x', locale: 'it', identified: false } } as const;
      await expect(care.journal.open({ ...again, id: conversationId })).rejects.toMatchObject(refused);
      expect(await care.desk.reply(conversationId, anna, { text: seeds.reply, clientId: 'x' })).toEqual({
        kind: 'not-found',
      });
    }
    expect(await countAll()).toBe(0);
  });

  it('removes what another process that heard nothing wrote behind it, and then forgets the order', async () => {
    const deaf = createCareWorld({ store, clock });
    const care = createCareWorld({ store, clock });
    const { conversationIds } = await liveAs(care, store, clock);
    const [conversationId = ''] = conversationIds;
    const privacy = createPrivacyOf({ store, clock, care });
    await privacy.erasures.erase(await find(privacy), 'gina');
    const from = { kind: 'customer' as const };
    await deaf.journal.append({ conversationId, key: 'customer:late', from, text: seeds.text });
    expect(findBytes(opened.dataDir, [seeds.text])).not.toEqual([]);

    laterOn();
    await privacy.erasures.sweep();
    expect(await countAll()).toBe(0);
    expect(findBytes(opened.dataDir, seededBytes)).toEqual([]);
    expect(await store.erasures.countDocuments({})).toBe(1);
    laterOn();
    await privacy.erasures.sweep();
    expect(await store.erasures.countDocuments({})).toBe(0);
  });

  it('is completed at the next start, wherever it was cut off', async () => {
    let cuts = 0;
    // Every write of the beginning, then every third.
    for (let cutAt = 1; ; cutAt += cutAt < 6 ? 1 : 3) {
      const care = createCareWorld({ store, clock });
      await liveAs(care, store, clock);
      const dying = dyingStore(store, cutAt);
      const privacy = createPrivacyOf({ store: dying.store, clock });
      const outcome = await privacy.erasures.erase(await find(privacy), 'gina').then(
        () => 'done',
        () => 'died',
      );
      if (outcome === 'died') cuts++;
      const ordered = await store.erasures.countDocuments({});
      const restarted = createPrivacyOf({ store, clock });
      await restarted.erasures.atStart({ isAlone: true });
      const isLeft = (await restarted.find({ email: seeds.email })) !== null;
      expect({ cutAt, isLeft }).toEqual({ cutAt, isLeft: outcome === 'died' && ordered === 0 });
      if (isLeft) await restarted.erasures.erase(await find(restarted), 'gina');
      expect({ cutAt, left: await countAll() }).toEqual({ cutAt, left: 0 });
      await store.erasures.deleteMany({});
      if (outcome === 'done') break;
    }
    expect(findBytes(opened.dataDir, seededBytes)).toEqual([]);
    expect(cuts).toBeGreaterThan(15);
  }, 120_000);
});

describe('an order', () => {
  /** A process of its own, whose scrub is `scrub`. */
  const processWith = (scrub: () => Promise<boolean>) => createPrivacyOf({ store: { ...store, scrub }, clock });
  const said = async () => (await store.auditEntries.find({ action: 'erased' }).lean()).length;
  const orderIds = async () => (await store.erasures.find().lean()).map(({ _id }) => _id);

  it('that fails is tried again less and less often, until it succeeds', async () => {
    const care = createCareWorld({ store, clock, isAlone: true });
    await liveAs(care, store, clock);
    let scrubs = 0;
    let isBroken = true;
    const privacy = processWith(async () => {
      scrubs++;
      if (isBroken) throw new Error('database or disk is full');
      return store.scrub();
    });
    await expect(privacy.erasures.erase(await find(privacy), 'gina')).rejects.toThrow('disk is full');
    const sweepFor = async (minutes: number) => {
      for (let n = 0; n < minutes * 6; n++) {
        clock.set(new Date(clock.now().getTime() + 10_000));
        await privacy.erasures.sweep();
      }
    };
    await sweepFor(10);
    expect(scrubs).toBeGreaterThan(4);
    expect(scrubs).toBeLessThan(9);
    isBroken = false;
    await sweepFor(12);
    expect(await said()).toBe(1);
    expect(findBytes(opened.dataDir, seededBytes)).toEqual([]);
  });

  it('is carried out by one process, however long that takes', async () => {
    const care = createCareWorld({ store, clock });
    await liveAs(care, store, clock);
    let scrubs = 0;
    const countScrubs = async () => ++scrubs > 0;
    const other = processWith(countScrubs);
    const privacy = processWith(async () => {
      clock.set(new Date(clock.now().getTime() + 50_000));
      await other.erasures.atStart({ isAlone: false });
      await other.erasures.sweep();
      // As long as nobody could be answered.
      clock.set(new Date(clock.now().getTime() + 50_000));
      await privacy.erasures.sweep();
      return countScrubs();
    });
    await privacy.erasures.erase(await find(privacy), 'gina');
    expect({ scrubs, said: await said() }).toEqual({ scrubs: 1, said: 1 });
  });

  it('is completed by another process when the first one hangs, and said once', async () => {
    const care = createCareWorld({ store, clock });
    await liveAs(care, store, clock);
    const other = createPrivacyOf({ store, clock });
    const privacy = processWith(async () => {
      laterOn();
      await other.erasures.sweep();
      return true;
    });
    const hung = privacy.erasures.erase(await find(privacy), 'gina');
    await expect(hung).rejects.toMatchObject({ code: 'erasure-taken', status: 503 });
    expect(await said()).toBe(1);
    expect(await countAll()).toBe(0);
    expect(await orderIds()).toHaveLength(1);
    laterOn();
    await other.erasures.sweep();
    expect(await orderIds()).toEqual([]);
  });

  it('takes along what began before it and was not found, and nothing of a customer who comes back', async () => {
    const care = createCareWorld({ store, clock, isAlone: true });
    await liveAs(care, store, clock);
    const begin = () => {
      const customer = { id: namedCustomerId(seeds.shopId), name: seeds.name, locale: 'it', identified: true };
      return care.journal.open({ channel: 'web', customer, language: 'it' });
    };
    let back: string | undefined;
    const { letGo } = care.desk;
    const desk = {
      ...care.desk,
      async letGo(conversationId: string) {
        clock.set(new Date(clock.now().getTime() + 1_000));
        back ??= (await begin()).id;
        return letGo(conversationId);
      },
    };
    const privacy = createPrivacyOf({ store, clock, care: { ...care, desk } });
    const found = await find(privacy);
    await begin();
    expect(await privacy.erasures.erase(found, 'gina')).toMatchObject({ conversations: 3 });
    const left = await store.rows.conversations.find().toArray();
    expect(left.map(({ _id }) => _id)).toEqual([back]);
  });
});

/** The store of a process that dies before its n-th write: that one and all later ones fail. */
function dyingStore(living: Store, cutAt: number): { store: Store } {
  let writes = 0;
  const isWrite = (name: string | symbol) =>
    /^(insert|update|delete|create|bulkWrite|findOneAnd|scrub)/.test(String(name));
  const watched = <T extends object>(collection: T): T =>
    new Proxy(collection, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (isWrite(name) && ++writes >= cutAt) {
            const died = Promise.reject(new Error('this process is dead'));
            died.catch(() => undefined);
            return Object.assign(died, { lean: () => died });
          }
          return value.apply(target, args);
        };
      },
    });
  const rows = Object.fromEntries(Object.entries(living.rows).map(([name, row]) => [name, watched(row)]));
  const models = Object.fromEntries(
    Object.entries(living).flatMap(([name, part]) =>
      typeof part === 'function' && 'find' in part ? [[name, watched(part)]] : [],
    ),
  );
  const { scrub } = watched({ scrub: living.scrub });
  return { store: { ...living, ...models, rows, scrub } as unknown as Store };
}
