// A conversation may be erased by another process at any moment: what is left to answer is a refusal, never a body without it.
import { createCustomerRoutes } from '../../src/console/customer-routes';
import { createLog } from '../../src/log';
import { anna, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { openStore } from '../open-store';
import { createPrivacyOf } from '../privacy/privacy-world';
import { startTestServer } from './test-server';

test('a wish noted on a conversation that is gone when it is read again is answered 404', async () => {
  const { store, close } = await openStore();
  const clock = createFakeClock();
  const care = createCareWorld({ store, clock, isAlone: true });
  const privacy = createPrivacyOf({ store, clock, care });
  const routes = createCustomerRoutes({ privacy, read: async () => null, log: createLog('silent') });
  const path = '/api/conversations/:id/opt-out';
  const server = await startTestServer({
    routes: routes.filter((route) => route.path === path),
    access: { [`PUT ${path}`]: 'signed-in' },
    authenticate: async () => ({ agentId: anna.id, name: anna.name, roles: ['agent'], languages: [], sessionId: 's' }),
  });
  const { id } = await care.open('en');
  const answer = await fetch(server.url + path.replace(':id', id), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ optedOut: true }),
  });
  expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
  await server.close();
  await close();
});
