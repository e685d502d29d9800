// What a folder that serves HTTP hands to http/server.ts: plain data, so that nothing above the adapters knows restify.
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { ZodType } from 'zod';

export type Role = 'agent' | 'manager' | 'administrator';
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The signed-in person behind a console request. */
export interface Actor {
  agentId: string;
  name: string;
  roles: Role[];
  languages: string[];
  sessionId: string;
}

export interface RouteRequest<Body = unknown> {
  params: Record<string, string>;
  query: Record<string, string>;
  headers: IncomingHttpHeaders;
  /** Parsed by the route's schema, or the raw bytes of a `raw` route. */
  body: Body;
  /** Present on every route whose access row asks for a signed-in person; reading it elsewhere throws. */
  readonly actor: Actor;
  /** The caller's network address (the proxy's word only when a proxy is trusted). */
  address: string;
  /** Scheme and host as the caller sees them, without a trailing slash. */
  origin: string;
}

export type Answer =
  | { status: number; json?: unknown; headers?: Record<string, string> }
  | { status: number; bytes: Uint8Array | string; headers: Record<string, string> }
  /**
   * The handler takes the response over and returns what to call when the caller goes away. Of events each counts for itself;
   * a file is worth something only whole.
   */
  | { stream: (response: ServerResponse) => () => void; isFile?: boolean };

export interface Route {
  method: Method;
  /** restify path, e.g. `/api/conversations/:id/claim`. */
  path: string;
  /** Absent: the route reads no body. `limitBytes` refuses a larger one with 413. */
  body?:
    | { kind: 'json'; schema: ZodType; limitBytes?: number; optional?: boolean }
    | { kind: 'raw'; limitBytes: number };
  /** How many of these may be handled at once, where each holds megabytes; more are answered 503. */
  atOnce?: number;
  // biome-ignore lint/suspicious/noExplicitAny: the schema beside it fixes the body's type; defineRoute keeps the two together.
  handle(request: RouteRequest<any>): Promise<Answer> | Answer;
}

/** A JSON route whose handler sees exactly what its schema lets through. */
export function defineRoute<Schema extends ZodType>(route: {
  method: Method;
  path: string;
  body: { kind: 'json'; schema: Schema; limitBytes?: number; optional?: boolean };
  handle(request: RouteRequest<Schema['_output']>): Promise<Answer> | Answer;
}): Route {
  return route;
}
