// Replies an agent can call up with `/`.
import type { CannedReply } from '../dialogs/canned-replies';
import type { Route } from '../route';

export function cannedRoutes(items: readonly CannedReply[]): Route[] {
  return [{ method: 'GET', path: '/api/canned', handle: () => ({ status: 200, json: { items, nextCursor: null } }) }];
}
