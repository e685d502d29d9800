// Every bound of the HTTP server in one place; docs/decisions/limits.md says what happens beyond each.
import type { Server } from 'node:http';
import type { AdmissionLimits } from './admission';
import type { BodyTimes } from './body';
import type { ConnectionLimits } from './connections';

export interface HttpLimits extends AdmissionLimits, ConnectionLimits, BodyTimes {
  headersTimeoutMs: number;
  keepAliveTimeoutMs: number;
  /** How often Node looks for requests past their time. */
  timeoutCheckMs: number;
  headers: number;
  /** Supervisors' questions at once. */
  probes: number;
  /** What all bodies being received may hold together. */
  bodyBytes: number;
  /** Connections that are accepted in one turn of the event loop, beyond the one. */
  moreDoors: number;
  /** Open feeds. */
  streams: number;
  /** Web sockets that are being let in. */
  upgrades: number;
  /** What a stop grants to requests in progress. */
  stopGraceMs: number;
}

const megabyte = 1024 * 1024;

export const usualLimits: HttpLimits = {
  atWork: 48,
  waiting: 256,
  waitMs: 1_000,
  perClient: 24,
  startsPerTurn: 4,
  acceptFirstMs: 20,
  probes: 32,

  connections: 20_000,
  connectionsPerNetwork: 4_000,
  requestsPerConnection: 32,
  unreadBytes: 32 * megabyte,
  catchUpMs: 60_000,
  moreDoors: 0,
  streams: 2_000,
  upgrades: 1_000,

  headersTimeoutMs: 10_000,
  keepAliveTimeoutMs: 15_000,
  timeoutCheckMs: 2_000,
  headers: 64,
  jsonMs: 15_000,
  rawMs: 90_000,
  bodyBytes: 32 * megabyte,
  stopGraceMs: 2_000,
};

/** Sets what Node itself watches. */
export function limitServer(http: Server, limits: HttpLimits): void {
  http.headersTimeout = limits.headersTimeoutMs;
  // The body reader ends slow bodies earlier and in words; this is for bodies that nobody reads.
  http.requestTimeout = limits.rawMs + limits.headersTimeoutMs;
  http.keepAliveTimeout = limits.keepAliveTimeoutMs;
  http.maxHeadersCount = limits.headers;
  // Node reads this when it starts to listen; restify passes no options to the server it creates.
  Object.assign(http, { connectionsCheckingInterval: limits.timeoutCheckMs });
}
