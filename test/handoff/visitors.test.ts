// Visitors who never wrote are forgotten whole, even when the process dies meanwhile, and never one who writes after all.
import { verifyStore } from '../../src/conversation/verify-store';
import type { Store } from '../../src/store/store';
import { createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

const clock = createFakeClock();
const hour = 60 * 60_000;
let opened: OpenStore;

beforeEach(async () => {
  clock.set(new Date('2026-03-04T09:00:00Z'));
  opened = await openStore();
});
afterEach(() => opened.close());

const worldOn = (store: Store) => createCareWorld({ store, clock });
const faults = async () => (await verifyStore(opened.store, new Date(clock.now().getTime() + hour))).faults;
const rowsLeft = async (conversationId: string) => {
  const { messages, events, conversations } = opened.store.rows;
  return [
    await conversations.countDocuments({ _id: conversationId }),
    await messages.countDocuments({ conversationId }),
    await events.countDocuments({ conversationId }),
  ];
};

/** A visitor who was greeted, never wrote, and whose conversation closed long enough ago. */
async function forgottenVisitor(): Promise<string> {
  const world = worldOn(opened.store);
  const conversation = await world.open();
  await world.journal.commit(conversation, {
    moveId: 'greeting',
    set: {},
    messages: [{ key: 'move:2:0', from: { kind: 'bot' }, text: 'Ciao!', at: clock.now() }],
    events: [],
  });
  await clock.advance(24 * hour);
  await world.sweep.seldom();
  await clock.advance(hour);
  return conversation.id;
}

/** The store, where `first` happens once before the first call of `method` on `name`. */
function before(name: 'conversations' | 'messages', method: string, first: () => Promise<unknown>): Store {
  const { store } = opened;
  let isDone = false;
  const collection = new Proxy(store.rows[name], {
    get(target, property, receiver) {
      const value: unknown = Reflect.get(target, property, receiver);
      if (typeof value !== 'function') return value;
      const bound = value.bind(target);
      if (property !== method || isDone) return bound;
      return async (...given: unknown[]) => {
        isDone = true;
        await first();
        return bound(...given);
      };
    },
  });
  return { ...store, rows: { ...store.rows, [name]: collection } };
}
const die = () => Promise.reject(new Error('died'));

it('leaves nothing of a visitor who never wrote', async () => {
  const id = await forgottenVisitor();
  expect(await rowsLeft(id)).toEqual([1, 1, 1]);
  await worldOn(opened.store).sweep.seldom();
  expect(await rowsLeft(id)).toEqual([0, 0, 0]);
});

for (const [name, method] of [
  ['conversations', 'findOneAndDelete'],
  ['messages', 'deleteMany'],
] as const)
  it(`leaves nothing either when the process dies before ${name}.${method}`, async () => {
    const id = await forgottenVisitor();
    const failed: string[] = [];
    const dying = createCareWorld({
      store: before(name, method, die),
      clock,
      onLookFailed: (look) => failed.push(look),
    });
    await dying.sweep.seldom();
    expect(failed).toEqual(['forgotten']);
    expect(await faults()).toEqual([]);
    await worldOn(opened.store).sweep.seldom();
    expect(await rowsLeft(id)).toEqual([0, 0, 0]);
    expect(await faults()).toEqual([]);
  });

for (const [name, method] of [
  ['conversations', 'findOneAndDelete'],
  ['messages', 'deleteMany'],
] as const)
  it(`keeps a visitor whole who writes just before ${name}.${method}`, async () => {
    const id = await forgottenVisitor();
    const writer = worldOn(opened.store);
    await worldOn(before(name, method, () => writer.send(id, 'Ci siete?', 'c1'))).sweep.seldom();
    await writer.runTurn(id);
    const log = await writer.log(id);
    expect(log.filter(({ key, text }) => key === 'customer:c1' && text === 'Ci siete?')).toHaveLength(1);
    expect(log.at(-1)?.from.kind).not.toBe('customer');
    expect(await faults()).toEqual([]);
  });

it.each([true, false])('begins at 1 again for who comes back after being forgotten (alone: %s)', async (isAlone) => {
  const id = await forgottenVisitor();
  const world = createCareWorld({ store: opened.store, clock, isAlone });
  // This process knows the old log, and does not forget it by itself.
  const old = await world.read(id);
  await world.journal.commit(old, {
    moveId: 'x',
    set: {},
    messages: [{ key: 'move:x:0', from: { kind: 'system' }, text: 'Ci sentiamo.', at: clock.now() }],
    events: [],
  });
  await world.sweep.seldom();
  expect(await rowsLeft(id)).toEqual([0, 0, 0]);
  await world.journal.open({ id, channel: 'web', language: 'it', customer: old.customer });
  expect(await world.journal.lastSeq(id)).toBe(0);
  expect((await world.send(id, 'Ci siete?')).seq).toBe(1);
  expect((await world.journal.messagesAfter(id, 0, 10)).map(({ seq }) => seq)).toEqual([1]);
});
