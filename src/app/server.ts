// The one HTTP server of a process: health and contract beside the routes it is given.
import { join } from 'node:path';
import { type AccessTable, accessTable } from '../http/access';
import { createHealthRoutes, createReadiness } from '../http/health';
import { createOpenApiRoute } from '../http/openapi';
import { createOriginRule } from '../http/origins';
import { createHttpServer, type HttpServer } from '../http/server';
import type { Route } from '../route';
import type { Base } from './base';
import type { Staff } from './staff';

/** 128 connections let in for one turn of the event loop: what customers meet when all come at once. Each newcomer is tried at
 * every door, which costs a third of the connections a second; still 2,300 on one core. */
const moreDoors = 127;

/** With the role `web`: every row of the access table has its route, and the built pages are served. */
export function buildServer(base: Base, staff: Staff, routes: readonly Route[]): HttpServer {
  const limits = { moreDoors };
  return createServer(base, staff, { routes, access: accessTable, webRoot: join(base.root, 'dist/web'), limits });
}

/** Without it: what a supervisor asks, and nothing else. */
export function buildProbes(base: Base, staff: Staff): Front {
  const isProbe = ([row]: [string, unknown]) => /^GET \/(?:health\/\w+|metrics|api\/openapi\.json)$/.test(row);
  const access = Object.fromEntries(Object.entries(accessTable).filter(isProbe));
  const server = createServer(base, staff, { routes: [], access });
  return { server, close: server.close };
}

/** What listens on the port; `close` tells who is connected to come back elsewhere and lets running requests end. */
export interface Front {
  server: HttpServer;
  close(): Promise<void>;
}

interface Served {
  routes: readonly Route[];
  access: AccessTable;
  webRoot?: string;
  limits?: { moreDoors: number };
}

function createServer(
  base: Base,
  { sessions }: Staff,
  { routes, access, webRoot, limits = { moreDoors: 0 } }: Served,
): HttpServer {
  const { config, clock, log, store, redis, monitoring, troubles } = base;
  const readiness = createReadiness({
    clock,
    isStopping: () => server.isStopping(),
    isStoreReady: store.ready,
    refusesWrites: () => troubles.isFound('store-refuses-writes'),
    isRedisUp: redis?.isUp,
  });
  const all = [...routes, ...createHealthRoutes(readiness), monitoring.route];
  const server = createHttpServer({
    routes: [...all, createOpenApiRoute(all, access)],
    access,
    authenticate: sessions.authenticate,
    origins: createOriginRule({ allowedOrigins: config.WIDGET_ALLOWED_ORIGINS, publicUrl: config.PUBLIC_URL }),
    callers: { trustProxy: config.TRUST_PROXY, publicUrl: config.PUBLIC_URL },
    webRoot,
    limits,
    clock,
    log,
    onServed: monitoring.onServed,
  });
  return server;
}
