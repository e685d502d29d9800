// Who the customer sees typing: the person who owns the conversation, nobody else.
import { agentRoutes } from '../../src/console/agent-routes';
import { createConversationList } from '../../src/console/conversation-list';
import { createConversationReader } from '../../src/console/conversation-reader';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { anna, type CareWorld, createCareWorld, marco } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
const shown: unknown[] = [];
let opened: OpenStore;
let world: CareWorld;
let types: (conversationId: string, agent: { id: string; name: string }) => Promise<unknown>;

beforeAll(async () => {
  opened = await openStore();
  const { store } = opened;
  world = createCareWorld({ store, clock });
  const { journal, desk } = world;
  const reader = createConversationReader({
    store,
    journal,
    clock,
    fanOut: createLocalFanOut(),
    deliveryOf: async () => () => 'sent',
    attachmentUrl: (id) => id,
    isCustomerTyping: () => false,
  });
  const list = createConversationList(store);
  const routes = agentRoutes({ desk, list, reader, journal, clock, showTyping: (...said) => void shown.push(said) });
  const route = routes.find(({ path }) => path.endsWith('/typing'));
  if (route === undefined) throw new Error('no route for typing');
  types = async (id, { id: agentId, name }) =>
    route.handle({
      params: { id },
      query: {},
      headers: {},
      body: {},
      actor: { agentId, name, roles: ['agent'], languages: ['it'], sessionId: 's' },
      address: '',
      origin: '',
    });
});
afterAll(() => opened.close());

test('only the owner of a conversation is shown typing, and only while it is theirs', async () => {
  const { id } = await world.open();
  expect(await types(id, anna)).toEqual({ status: 204 });
  await world.desk.claim(id, anna);
  expect(await types(id, marco)).toEqual({ status: 204 });
  expect(shown).toEqual([]);
  await types(id, anna);
  expect(shown).toEqual([[id, { id: anna.id, name: anna.name }]]);
  await world.desk.release(id, anna);
  await types(id, anna);
  expect(shown).toHaveLength(1);
});

test('an unknown conversation is not found', async () => {
  await expect(types('nothing', anna)).rejects.toMatchObject({ code: 'not-found' });
});
