// An export that is cut off in the middle must not look like a whole one, whoever cuts it.
import { createCustomerRoutes } from '../../src/console/customer-routes';
import type { Actor } from '../../src/route';
import { createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { createTestLog, startTestServer, type TestServer, until } from '../http/test-server';
import { type OpenStore, openStore } from '../open-store';
import { createPrivacyOf, liveAs } from './privacy-world';

const clock = createFakeClock(new Date('2024-03-06T09:00:00Z'));
const gina: Actor = { agentId: 'gina', name: 'Gina', roles: ['administrator'], languages: [], sessionId: 's' };
/** More than sockets hold by themselves. */
const fileBytes = 6_000_000;
let opened: OpenStore;
let server: TestServer;
let isSignedIn: boolean;
let conversationId: string;

beforeEach(async () => {
  isSignedIn = true;
  opened = await openStore();
  const { store } = opened;
  const care = createCareWorld({ store, clock });
  conversationId = (await liveAs(care, store, clock)).conversationIds[0] ?? '';
  const bytes = Buffer.alloc(fileBytes);
  const file = { name: 'vase.png', contentType: 'image/png', sizeBytes: fileBytes, bytes, at: clock.now() };
  for (const _id of ['one', 'two']) await store.attachments.create({ ...file, _id, conversationId });
  const privacy = createPrivacyOf({ store, clock, care });
  const routes = createCustomerRoutes({ privacy, read: async () => null, log: createTestLog([]) });
  server = await startTestServer({
    routes,
    access: Object.fromEntries(routes.map(({ method, path }) => [`${method} ${path}`, ['administrator']])),
    authenticate: async () => (isSignedIn ? gina : null),
    clock,
  });
});
afterEach(async () => {
  await server.close();
  await opened.close();
});

const ask = () =>
  fetch(`${server.url}/api/customers/export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ conversationId }),
  });

it('is whole when nobody cuts it', async () => {
  const { conversations } = JSON.parse(await (await ask()).text());
  expect(JSON.stringify(conversations).length).toBeGreaterThan(2 * fileBytes);
});

it.each([
  ['a sign-out', async () => server.endStreams('gina')],
  [
    'an expired sign-in',
    async () => {
      isSignedIn = false;
      await clock.advance(60_000);
    },
  ],
  ['a stop', async () => void server.close()],
])('is cut off by %s so that its reader notices', async (_name, cut) => {
  const reader = (await ask()).body?.getReader();
  await reader?.read();
  await cut();
  const readAll = async () => {
    while ((await reader?.read())?.done === false);
  };
  await expect(readAll()).rejects.toThrow();
  await until(() => server.openStreams() === 0, 'the end of the export');
});
