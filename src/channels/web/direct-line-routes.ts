// Direct Line 3.0: tokens and conversations. What each status makes a client do: 403 "get a new token", 404 "it is over".
import { z } from 'zod';
import { CareError } from '../../errors';
import { type Answer, defineRoute, type Route, type RouteRequest } from '../../route';
import { anonymousCustomerId, namedCustomerId } from './identity';
import { localeSchema } from './incoming-activity';
import { type Tokens, tokenSeconds, type Visit } from './tokens';
import type { Visits } from './visits';
import { parseWatermark } from './watermark';

interface DirectLineParts {
  tokens: Tokens;
  visits: Visits;
  /** Url-safe, at least 128 random bits. */
  newId(): string;
}

const user = z.object({ id: z.string().trim().min(1).max(120).nullish() }).nullish();
const start = z.object({ user, locale: localeSchema.nullish() });

export function createDirectLineRoutes({ tokens, visits, newId }: DirectLineParts): Route[] {
  /** Names a customer for the shop's own server; its ids get the prefix that stops clients from choosing others. */
  function customerIdOf(body: z.output<typeof start>): string {
    const id = body.user?.id ?? undefined;
    if (id === undefined) return anonymousCustomerId(newId());
    return id.startsWith('dl_') ? id : namedCustomerId(id);
  }

  const tokenFor = async (visit: Visit) => ({
    conversationId: visit.conversationId,
    token: await tokens.sign(visit),
    expires_in: tokenSeconds,
  });

  async function opened(status: number, visit: Visit, request: RouteRequest<unknown>): Promise<Answer> {
    const { conversationId } = visit;
    const ticket = await tokens.signTicket({ conversationId, origin: request.origin });
    const after = parseWatermark(request.query.watermark);
    const query = new URLSearchParams({ watermark: after === 0 ? '' : String(after), t: ticket });
    const base = request.origin.replace(/^http/, 'ws');
    const streamUrl = `${base}/v3/directline/conversations/${conversationId}/stream?${query}`;
    return { status, json: { ...(await tokenFor(visit)), streamUrl } };
  }

  return [
    defineRoute({
      method: 'POST',
      path: '/v3/directline/tokens/generate',
      body: { kind: 'json', schema: start, optional: true },
      async handle(request) {
        const caller = await visits.identify(request);
        if (caller.kind !== 'server') throw needsSecret();
        const visit = { conversationId: newId(), userId: customerIdOf(request.body) };
        return { status: 200, json: await tokenFor(visit) };
      },
    }),
    {
      method: 'POST',
      path: '/v3/directline/tokens/refresh',
      async handle(request) {
        const caller = await visits.identify(request);
        if (caller.kind === 'server')
          throw new CareError('no-token', 'Only a token can be refreshed.', { status: 403 });
        return { status: 200, json: await tokenFor(caller) };
      },
    },
    defineRoute({
      method: 'POST',
      path: '/v3/directline/conversations',
      body: { kind: 'json', schema: start, optional: true },
      async handle(request) {
        const caller = await visits.identify(request);
        const visit: Visit =
          caller.kind === 'visitor' ? caller : { conversationId: newId(), userId: customerIdOf(request.body) };
        const { isNew } = await visits.begin(visit, request.body.locale || undefined);
        return opened(isNew ? 201 : 200, visit, request);
      },
    }),
    {
      method: 'GET',
      path: '/v3/directline/conversations/:id',
      handle: async (request) => opened(200, await visits.enter(request), request),
    },
    {
      method: 'GET',
      path: '/v3/directline/session/getsessionid',
      async handle(request) {
        await visits.identify(request);
        return { status: 200, json: { sessionId: newId() } };
      },
    },
  ];
}

function needsSecret(): CareError {
  return new CareError('secret-needed', 'Tokens are made with the Direct Line secret, from a server.', { status: 403 });
}
