// Where the network meets the routes: restify as a router and nothing else, with our own guard, body reader and answers.
import type { Server as NodeServer } from 'node:http';
import * as restify from 'restify';
import type { Clock } from '../clock';
import type { Log } from '../log';
import type { Route } from '../route';
import { createAcceptors } from './acceptors';
import type { AccessTable } from './access';
import { type AdmissionLoad, createAdmission } from './admission';
import { createBodyReader } from './body';
import type { CallerRules } from './caller';
import { boundConnections } from './connections';
import { createGate } from './gate';
import { guard } from './guard';
import type { OnServed } from './handle';
import { createIntake } from './intake';
import { type HttpLimits, limitServer, usualLimits } from './limits';
import { close, listen } from './listening';
import { watchLoopDelay } from './loop-delay';
import { answerMisses, answerPreflights, mountRoutes, mountStatic } from './mounting';
import type { OriginRule } from './origins';
import { countRequests, shed } from './shed';
import { createStaticFiles } from './static';
import { type Authenticate, createStreams } from './streams';
import { createUpgrades, type UpgradeTaker } from './upgrade';
import { createKnownCookies } from './urgency';

export interface HttpServerOptions {
  routes: readonly Route[];
  access: AccessTable;
  authenticate: Authenticate;
  origins: OriginRule;
  callers: CallerRules;
  /** Folder of the built browser files; absent: none are served. */
  webRoot?: string | undefined;
  clock: Clock;
  log: Log;
  limits?: Partial<HttpLimits>;
  onServed?: OnServed | undefined;
}

export interface HttpServer {
  /** Resolves with the port, which is the system's choice when `port` is 0. */
  listen(port: number, host: string): Promise<number>;
  /** Ends feeds, lets running requests finish for a moment, then closes every connection. */
  close(): Promise<void>;
  /** The one taker of web sockets. */
  onUpgrade(taker: UpgradeTaker): void;
  /** Ends the open feeds of a person, or of one of their sign-ins. */
  endStreams(agentId: string, sessionId?: string): void;
  /** How many feeds are open now. */
  openStreams(): number;
  isStopping(): boolean;
  /** How much is going on now, and how much was refused since the start. */
  load(): HttpLoad;
}

/** Numbers for who watches; none of them costs more than the asking. */
export interface HttpLoad extends AdmissionLoad {
  /** How late the process is with everything. */
  loopDelayMs: number;
  connections: number;
  /** Connections that can be accepted in one turn of the event loop. */
  doors: number;
  /** Answers that lie in our memory because nobody reads them. */
  unreadBytes: number;
  /** Bodies on their way in. */
  bodyBytes: number;
}

/** Mounts every route under its access row; throws `access-table` when routes and rows differ. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const limits = { ...usualLimits, ...options.limits };
  let stopping = false;
  const isStopping = () => stopping;
  const server = restify.createServer({ name: '', log: silentLog });
  const http = server.server as NodeServer;
  limitServer(http, limits);
  const streams = createStreams({ ...options, limits });
  const upgrades = createUpgrades(http, { ...options, limits });
  const connections = boundConnections(http, { ...limits, trustsProxy: options.callers.trustProxy });
  const acceptors = createAcceptors(http, { doors: limits.moreDoors, log: options.log });
  const loop = watchLoopDelay();
  const admission = createAdmission({ limits, clock: options.clock, strain: loop.strain, random: Math.random });
  http.on('connection', admission.accepted);
  const knownCookies = createKnownCookies();
  const intake = createIntake(limits.bodyBytes);
  const parts = { ...options, admission, knownCookies, streams, isStopping };
  countRequests(server, connections);
  guard(server);
  shed(server, parts);
  answerMisses(server, options);
  answerPreflights(server, options);
  mountRoutes(server, {
    ...parts,
    readBody: createBodyReader(intake, limits),
    probes: createGate(limits.probes),
  });
  if (options.webRoot !== undefined) mountStatic(server, createStaticFiles(options.webRoot), options);
  return {
    async listen(port, host) {
      const found = await listen(http, port, host);
      acceptors.open();
      return found;
    },
    async close() {
      stopping = true;
      // The port closes at once, whatever a look at a feed's sign-in still waits for.
      await Promise.all([streams.close(), close(http, limits.stopGraceMs, upgrades.close, acceptors.close())]);
      connections.close();
      loop.close();
    },
    onUpgrade: upgrades.handle,
    endStreams: streams.endOf,
    openStreams: streams.count,
    isStopping,
    load: () => ({
      ...admission.load(),
      loopDelayMs: loop.delayMs(),
      connections: connections.count(),
      doors: 1 + acceptors.count(),
      unreadBytes: connections.unreadBytes(),
      bodyBytes: intake.heldBytes(),
    }),
  };
}

/** restify writes whole requests and responses into its log: it gets none. */
const silence = () => false;
const silentLog = {
  trace: silence,
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
  fatal: silence,
} as unknown as NonNullable<restify.ServerOptions['log']>;
