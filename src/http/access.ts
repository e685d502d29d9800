// Who may call what. Default deny: the server does not start with a route that has no row, or a row that has no route.
import { CareError } from '../errors';
import type { Actor, Role, Route } from '../route';

/**
 * `direct-line`: the handler itself checks the conversation's token; `scraper`: it checks the caller's token or network;
 * `signed-in`: any active person of the shop.
 */
export type Access = 'anyone' | 'direct-line' | 'scraper' | 'signed-in' | readonly Role[];

/** `METHOD /path` → who may; names of path parameters do not matter. */
export type AccessTable = Readonly<Record<string, Access>>;

const desk: readonly Role[] = ['agent', 'manager', 'administrator'];
const administrator: readonly Role[] = ['administrator'];

export const accessTable: AccessTable = {
  'GET /health/live': 'anyone',
  'GET /health/ready': 'anyone',
  'GET /metrics': 'scraper',
  'GET /api/openapi.json': 'anyone',

  'POST /widget/session': 'anyone',
  'POST /v3/directline/tokens/generate': 'direct-line',
  'POST /v3/directline/tokens/refresh': 'direct-line',
  'POST /v3/directline/conversations': 'direct-line',
  'GET /v3/directline/conversations/:id': 'direct-line',
  'GET /v3/directline/conversations/:id/activities': 'direct-line',
  'POST /v3/directline/conversations/:id/activities': 'direct-line',
  'POST /v3/directline/conversations/:id/upload': 'direct-line',
  'GET /v3/directline/session/getsessionid': 'direct-line',
  // Customers' files: their address is not to be guessed, and pictures are fetched without headers.
  'GET /v3/directline/attachments/:id': 'anyone',

  'POST /api/session': 'anyone',
  'DELETE /api/session': 'anyone',
  'GET /api/me': 'signed-in',
  'PUT /api/me/presence': 'signed-in',
  'PUT /api/me/password': 'signed-in',
  'GET /api/agents': 'signed-in',
  'POST /api/agents': administrator,
  'PATCH /api/agents/:id': administrator,

  'GET /api/conversations': 'signed-in',
  'GET /api/conversations/:id': 'signed-in',
  'POST /api/conversations/:id/claim': desk,
  'POST /api/conversations/:id/reply': desk,
  'POST /api/conversations/:id/notes': desk,
  'POST /api/conversations/:id/typing': desk,
  'POST /api/conversations/:id/transfer': desk,
  'POST /api/conversations/:id/release': desk,
  'POST /api/conversations/:id/hand-back': desk,
  'POST /api/conversations/:id/close': desk,
  'POST /api/customers/summary': administrator,
  'POST /api/customers/export': administrator,
  'POST /api/customers/erase': administrator,
  'PUT /api/conversations/:id/opt-out': desk,
  'GET /api/audit': administrator,
  'GET /api/canned': 'signed-in',
  'GET /api/feed': 'signed-in',
};

/** The row of each route, in the routes' order; throws `access-table` unless rows and routes are the same set. */
export function accessOf(routes: readonly Route[], table: AccessTable): Access[] {
  const rows = new Map(Object.entries(table).map(([key, access]) => [shapeOf(key), { key, access }]));
  const missing: string[] = [];
  const used = new Set<string>();
  const found = routes.map((route) => {
    const name = `${route.method} ${route.path}`;
    const shape = shapeOf(name);
    const row = rows.get(shape);
    if (row === undefined) missing.push(`${name} has no row`);
    if (used.has(shape)) missing.push(`${name} is there twice`);
    used.add(shape);
    return row?.access ?? [];
  });
  for (const [shape, { key }] of rows) if (!used.has(shape)) missing.push(`${key} has no route`);
  if (missing.length > 0) throw new CareError('access-table', `Routes and access table differ: ${missing.join('; ')}.`);
  return found;
}

/** True when the row lets this person in. */
export function mayCall(access: Access, actor: Actor): boolean {
  if (typeof access === 'string') return true;
  return access.some((role) => actor.roles.includes(role));
}

/** True when the row asks for a signed-in person. */
export function needsPerson(access: Access): boolean {
  return access !== 'anyone' && access !== 'direct-line' && access !== 'scraper';
}

function shapeOf(key: string): string {
  return key.replace(/:\w+/g, ':');
}
