// A conversation may be erased by another process at any moment: what is left to answer is a refusal, never a body without it.
import { agentRoutes } from '../../src/console/agent-routes';
import { createConversationList } from '../../src/console/conversation-list';
import { createCustomerRoutes } from '../../src/console/customer-routes';
import { createLog } from '../../src/log';
import type { Route } from '../../src/route';
import { anna, type CareWorld, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { createPrivacyOf } from '../privacy/privacy-world';
import { startTestServer } from './test-server';

const clock = createFakeClock();
let opened: OpenStore;
let care: CareWorld;

beforeAll(async () => {
  opened = await openStore();
  care = createCareWorld({ store: opened.store, clock, isAlone: true });
});
afterAll(() => opened.close());

/** Every read after the write finds nothing. */
const gone = async () => null;

const wishes = (): Route[] =>
  createCustomerRoutes({
    privacy: createPrivacyOf({ store: opened.store, clock, care }),
    read: gone,
    log: createLog('silent'),
  });

const moves = (): Route[] =>
  agentRoutes({
    desk: care.desk,
    list: createConversationList(opened.store),
    reader: { read: gone, addNote: gone },
    journal: care.journal,
    clock,
    showTyping: () => undefined,
  });

test.each([
  ['a wish', wishes, 'PUT', '/api/conversations/:id/opt-out', { optedOut: true }],
  ['a claim', moves, 'POST', '/api/conversations/:id/claim', {}],
] as const)('%s on a conversation that is gone when it is read again is answered 404', async (...one) => {
  const [, routesOf, method, path, body] = one;
  const server = await startTestServer({
    routes: routesOf().filter((route) => route.path === path),
    access: { [`${method} ${path}`]: 'signed-in' },
    authenticate: async () => ({ agentId: anna.id, name: anna.name, roles: ['agent'], languages: [], sessionId: 's' }),
  });
  const { id } = await care.open('en');
  const answer = await fetch(server.url + path.replace(':id', id), {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
  await server.close();
});
