// A server with the shop's people on the embedded store and a clock of our own: signing in, people, an open feed, health.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPeople, type People } from '../../src/console/people';
import { createPeopleRoutes } from '../../src/console/people-routes';
import { createSessionRoutes } from '../../src/console/session-routes';
import { createPresence, type Presence } from '../../src/handoff/presence';
import { createStaffBoard } from '../../src/handoff/staff-board';
import { type AccessTable, accessTable } from '../../src/http/access';
import { createHealthRoutes, createReadiness } from '../../src/http/health';
import { createOpenApiRoute } from '../../src/http/openapi';
import { createSessions } from '../../src/http/session';
import { createSignInLimits } from '../../src/http/sign-in-limits';
import { createLocalLimits } from '../../src/jobs/local-limits';
import { createLocalSigns } from '../../src/jobs/local-signs';
import type { Role, Route } from '../../src/route';
import { createStore, type Store } from '../../src/store/store';
import { createFakeClock, type FakeClock } from '../fake-clock';
import { createTestLog, startTestServer, type TestServer } from './test-server';

export interface StaffServer {
  server: TestServer;
  store: Store;
  people: People;
  presence: Presence;
  clock: FakeClock;
  /** Ids of people who were deactivated. */
  deactivated: string[];
  close(): Promise<void>;
}

export const boss = { email: 'boss@shop.example', password: 'una-buona-password' };

const feed: Route = {
  method: 'GET',
  path: '/api/feed',
  handle: () => ({
    stream(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('retry: 1000\n\n');
      return () => {};
    },
  }),
};

/** `scheme` is what a trusted proxy would say the caller used. */
export async function startStaffServer({ trustProxy = false, publicUrl = '' } = {}): Promise<StaffServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-staff-'));
  const logged: string[] = [];
  const store = await createStore({ dataDir: folder, log: createTestLog(logged) });
  const clock = createFakeClock();
  const presence = createPresence({
    clock,
    log: createTestLog(logged),
    signs: createLocalSigns({ clock }),
    board: createStaffBoard({ store, newId: randomUUID }),
  });
  const deactivated: string[] = [];
  const sessions = createSessions({
    store,
    clock,
    onSign: presence.sign,
    onEnded: presence.signedOut,
  });
  const people = createPeople({
    store,
    clock,
    endSignIns: (agentId) => sessions.endAll(agentId),
    onDeactivated: async (agentId) => void deactivated.push(agentId),
  });
  const limits = createSignInLimits({
    limits: createLocalLimits({ clock }),
    failuresPerAccount: 5,
    failuresPerAddress: 50,
  });
  const routes: Route[] = [
    ...createSessionRoutes({
      people,
      signIns: sessions,
      limits,
      presence,
      shop: { name: 'Lunaria', zone: 'Europe/Rome' },
    }),
    ...createPeopleRoutes({ people, presence }),
    ...createHealthRoutes(
      createReadiness({
        clock,
        isStopping: () => server.isStopping(),
        isStoreReady: () => store.ready(),
        refusesWrites: () => false,
      }),
    ),
    feed,
  ];
  const access = rowsFor([...routes, { method: 'GET', path: '/api/openapi.json' }]);
  const server = await startTestServer({
    routes: [...routes, createOpenApiRoute(routes, access)],
    access,
    authenticate: sessions.authenticate,
    clock,
    callers: { trustProxy, ...(publicUrl && { publicUrl }) },
    log: createTestLog(logged),
  });
  presence.onSignedOut(server.endStreams);
  await people.createFirst(boss.email, boss.password);
  return {
    server: { ...server, logged },
    store,
    people,
    presence,
    clock,
    deactivated,
    async close() {
      await server.close();
      await presence.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The rows of the real table that these routes need. */
function rowsFor(routes: Pick<Route, 'method' | 'path'>[]): AccessTable {
  return Object.fromEntries(
    routes.map(({ method, path }) => {
      const name = `${method} ${path}`;
      const access = accessTable[name];
      if (access === undefined) throw new Error(`${name} is not in the access table`);
      return [name, access];
    }),
  );
}

export interface Browser {
  /** Sends the cookie it was given, like a browser; JSON in, the whole answer out. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  signIn(who: { email: string; password: string }): Promise<Response>;
  cookie: string;
}

export function createBrowser(url: string): Browser {
  const browser: Browser = {
    cookie: '',
    async call(method, path, body, headers = {}) {
      const answer = await fetch(url + path, {
        method,
        headers: {
          ...(browser.cookie && { cookie: browser.cookie }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const [given] = answer.headers.getSetCookie();
      if (given !== undefined) browser.cookie = given.includes('Max-Age=0') ? '' : (given.split(';')[0] ?? '');
      return answer;
    },
    signIn: (who) => browser.call('POST', '/api/session', who),
  };
  return browser;
}

let count = 0;

/** A new person and a browser in which they are signed in. */
export async function hire(staff: StaffServer, roles: Role[] = ['agent']) {
  count += 1;
  const who = { email: `person${count}@shop.example`, password: `password-number-${count}` };
  const person = await staff.people.create({ ...who, name: `Person ${count}`, roles, languages: ['it'] });
  const browser = createBrowser(staff.server.url);
  await browser.signIn(who);
  return { ...who, person, browser };
}
