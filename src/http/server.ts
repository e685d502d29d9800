// Where the network meets the routes: restify as a router and nothing else, with our own guard, body reader and answers.
import type { IncomingMessage, Server as NodeServer, ServerResponse } from 'node:http';
import * as restify from 'restify';
import type { Clock } from '../clock';
import { CareError } from '../errors';
import type { Log } from '../log';
import type { Route } from '../route';
import { type AccessTable, accessOf } from './access';
import { logFault, sendAnswer, sendFault } from './answer';
import { createBodyReader } from './body';
import { type CallerRules, describeCaller } from './caller';
import { answerPreflight } from './cors';
import { createGate } from './gate';
import { guard } from './guard';
import { createHandler, type Handler, type OnServed } from './handle';
import { setSurfaceHeaders } from './headers';
import type { OriginRule } from './origins';
import { createStaticFiles, type StaticFiles } from './static';
import { type Authenticate, createStreams } from './streams';
import { createUpgrades, type UpgradeTaker } from './upgrade';

export interface HttpServerOptions {
  routes: readonly Route[];
  access: AccessTable;
  authenticate: Authenticate;
  origins: OriginRule;
  callers: CallerRules;
  /** Folder of the built browser files. */
  webRoot: string;
  clock: Clock;
  log: Log;
  limits?: Partial<HttpLimits>;
  onServed?: OnServed | undefined;
}

interface HttpLimits {
  headersTimeoutMs: number;
  requestTimeoutMs: number;
  keepAliveTimeoutMs: number;
  /** How often Node looks for requests past their time. */
  timeoutCheckMs: number;
  connections: number;
  headers: number;
  /** Handlers at work at once; more are refused with 503. */
  handlers: number;
  /** What all bodies being received may hold together. */
  bodyBytes: number;
  /** What a stop grants to requests in progress. */
  stopGraceMs: number;
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
}

const usualLimits: HttpLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  keepAliveTimeoutMs: 15_000,
  timeoutCheckMs: 2_000,
  connections: 20_000,
  headers: 64,
  handlers: 2_000,
  bodyBytes: 128 * 1024 * 1024,
  stopGraceMs: 2_000,
};

/** Mounts every route under its access row; throws `access-table` when routes and rows differ. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const limits = { ...usualLimits, ...options.limits };
  let stopping = false;
  const isStopping = () => stopping;
  const server = restify.createServer({ name: '', log: silentLog });
  const http = server.server as NodeServer;
  const streams = createStreams(options);
  const upgrades = createUpgrades(http, options);
  limit(http, limits);
  guard(server);
  answerMisses(server, options);
  answerPreflights(server, options);
  const parts = {
    ...options,
    readBody: createBodyReader(limits.bodyBytes),
    gate: createGate(limits.handlers),
    streams,
    isStopping,
  };
  const access = accessOf(options.routes, options.access);
  options.routes.forEach((route, index) => {
    const row = access[index] ?? [];
    const handler = createHandler(route, row, parts);
    mount(server, route.method, route.path, handler);
    if (route.method === 'GET' && row === 'anyone') mount(server, 'HEAD', route.path, handler);
  });
  mountStatic(server, createStaticFiles(options.webRoot), options);
  return {
    listen: (port, host) => listen(http, port, host),
    async close() {
      stopping = true;
      await streams.close();
      await close(http, limits.stopGraceMs, () => upgrades.close());
    },
    onUpgrade: upgrades.handle,
    endStreams: streams.endOf,
    openStreams: streams.count,
    isStopping,
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

function limit(http: NodeServer, limits: HttpLimits): void {
  http.headersTimeout = limits.headersTimeoutMs;
  http.requestTimeout = limits.requestTimeoutMs;
  http.keepAliveTimeout = limits.keepAliveTimeoutMs;
  http.maxHeadersCount = limits.headers;
  http.maxConnections = limits.connections;
  // Node reads this when it starts to listen; restify passes no options to the server it creates.
  Object.assign(http, { connectionsCheckingInterval: limits.timeoutCheckMs });
}

type Method = Route['method'] | 'HEAD';

function mount(server: restify.Server, method: Method, path: string, handler: Handler): void {
  const verbs = { GET: 'get', HEAD: 'head', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'del' } as const;
  // restify tells handlers with and without a callback apart by their number of arguments.
  server[verbs[method]]({ path }, async (request: IncomingMessage, response: ServerResponse) => {
    await handler(request, response);
  });
}

type Mounted = Pick<HttpServerOptions, 'callers' | 'log' | 'onServed'>;

function mountStatic(server: restify.Server, files: StaticFiles, parts: Mounted): void {
  const handler: Handler = async (request, response) => {
    const startMs = performance.now();
    const caller = describeCaller(request, parts.callers);
    try {
      const found = await files.answer(request.url?.split('?', 1)[0] ?? '/', request.headers);
      if (found === null) throw nothingHere();
      setSurfaceHeaders(response, found.surface, caller);
      sendAnswer(request, response, found);
    } catch (fault) {
      logFault(parts.log, fault, 'static');
      sendFault(request, response, fault);
    }
    const tookMs = performance.now() - startMs;
    parts.onServed?.({ route: 'static', status: response.statusCode, tookMs, code: undefined });
  };
  for (const path of files.paths) for (const method of ['GET', 'HEAD'] as const) mount(server, method, path, handler);
}

function nothingHere(): CareError {
  return new CareError('not-found', 'There is nothing at this address.', { status: 404 });
}

/** Gives restify's own refusals (no such path, wrong method) our shape, and hides anything else it may throw. */
function answerMisses(server: restify.Server, parts: Mounted): void {
  server.on('restifyError', (request: IncomingMessage, response: ServerResponse, fault: unknown, done: () => void) => {
    setSurfaceHeaders(response, 'api', describeCaller(request, parts.callers));
    const refusal = refusalOf(fault);
    logFault(parts.log, refusal, 'router');
    // restify's `send` runs after this listener unless the response is marked as sent.
    Object.assign(response, { _sent: true });
    sendFault(request, response, refusal, request.url?.startsWith('/v3/directline'));
    parts.onServed?.({ route: 'none', status: response.statusCode, tookMs: 0, code: undefined });
    done();
  });
}

function refusalOf(fault: unknown): unknown {
  const status = (fault as { statusCode?: unknown } | null)?.statusCode;
  if (status === 404) return nothingHere();
  if (status === 405) return new CareError('method-not-allowed', 'This address has no such method.', { status: 405 });
  return fault;
}

function answerPreflights(server: restify.Server, parts: { origins: OriginRule; callers: CallerRules }): void {
  server.pre((request, response, next) => {
    if (request.method !== 'OPTIONS' || !/^\/(?:widget|v3\/directline)\//.test(request.getPath())) return next();
    setSurfaceHeaders(response, 'public', describeCaller(request, parts.callers));
    answerPreflight(request, response, parts.origins);
    return next(false);
  });
}

function listen(http: NodeServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (fault: NodeJS.ErrnoException) => reject(fault.code === 'EADDRINUSE' ? portInUse(port) : fault);
    http.once('error', refuse);
    http.listen(port, host, () => {
      http.off('error', refuse);
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function portInUse(port: number): CareError {
  return new CareError('port-in-use', `Port ${port} is in use: stop what listens there, or set PORT to another one.`);
}

/** Real time on purpose: this waits for the system's sockets, not for anything of ours. */
function close(http: NodeServer, graceMs: number, endRest: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      endRest();
      http.closeAllConnections();
    }, graceMs);
    http.close(() => {
      clearTimeout(timer);
      resolve();
    });
    http.closeIdleConnections();
  });
}
