// What a colleague finds in the console's search.
import { createConversationList } from '../../src/console/conversation-list';
import { anna, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { planOf } from '../store/query-plans';

const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
let opened: OpenStore;
let find: (words: string) => Promise<string[]>;
const ids: Record<string, string> = {};

beforeAll(async () => {
  opened = await openStore();
  const { store } = opened;
  const world = createCareWorld({ store, clock });
  const begin = async (
    name: string,
    said: string,
    customer: { name?: string; email?: string; contactEmail?: string } = {},
  ) => {
    const { id } = await world.open();
    ids[id] = name;
    await world.send(id, said);
    const listed = {
      listed: true,
      ...Object.fromEntries(Object.entries(customer).map(([k, v]) => [`customer.${k}`, v])),
    };
    await store.rows.conversations.updateOne({ _id: id }, { $set: listed });
    await clock.advance(1_000);
  };
  await begin('vase', 'il vaso blu è rotto');
  await begin('cup', 'la tazza blu è rossa');
  await begin('lower', 'buongiorno', { name: 'Mario Rossi', email: 'mario@example.com' });
  await begin('mixed', 'salve', { name: 'Mario Verdi', email: 'Mario@Example.com' });
  await begin('left', 'eccomi', { contactEmail: 'Mario@example.com', email: 'altro@example.com' });
  await begin('near', 'la mia è di.mario@example.com', { email: 'anna.mario@example.com' });
  await begin('written', 'Scrivetemi a MARIO@example.com.');
  await begin('domain', 'mario, il sito è example com', { email: 'gino@example.com' });
  const list = createConversationList(store);
  find = async (words) =>
    (await list.page({ view: 'all', words, agentId: anna.id })).items.map(({ id }) => ids[id] ?? id);
});
afterAll(() => opened.close());

test('every word must occur, whatever the order, newest first', async () => {
  expect(await find('blu')).toEqual(['cup', 'vase']);
  expect(await find('rotto blu')).toEqual(['vase']);
  expect(await find('vaso tazza')).toEqual([]);
  expect(await find('rossi MARIO')).toEqual(['lower']);
});

test('an address finds its own conversations and the messages that hold it, in any case, and nothing near it', async () => {
  expect(await find('mario@example.com')).toEqual(['written', 'left', 'mixed', 'lower']);
  expect(await find('MARIO@Example.com')).toEqual(['written', 'left', 'mixed', 'lower']);
  expect(await find('nobody@example.com')).toEqual([]);
});

test('signs alone find nothing and break nothing', async () => {
  for (const words of ['?', '"', '@', '-', '" OR "', '@@', '"@"', "l'", '*', 'blu" -"vaso']) await find(words);
  expect(await find('?!')).toEqual([]);
  expect(await find('@')).toEqual([]);
});

test('the address is looked up in an index', async () => {
  for (const field of ['customer.email', 'customer.contactEmail']) {
    const { steps } = await planOf(opened.store.conversations, { [field]: { $in: ['a@b.it', 'A@b.it'] } });
    expect(steps.join()).toMatch(/SEARCH .* USING (COVERING )?INDEX/);
  }
});
