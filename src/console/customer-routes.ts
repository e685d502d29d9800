// A customer's rights over HTTP: what is kept about them, all of it as a file, all of it gone, and the wish not to be
// written to. Whom it is about stands in the body, never in an address that a proxy may log.
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { CareError } from '../errors';
import { describeFault, type Log } from '../log';
import type { FoundCustomer } from '../privacy/customers';
import type { Privacy } from '../privacy/privacy';
import { type Actor, type Answer, defineRoute, type Route } from '../route';

export interface CustomerRouteParts {
  privacy: Privacy;
  /** One conversation as the console shows it. */
  read(conversationId: string): Promise<object | null>;
  log: Log;
}

const idPattern = /^[\w-]{1,100}$/;
const who = z.union([
  z.strictObject({ conversationId: z.string().regex(idPattern) }),
  z.strictObject({ email: z.email().max(254) }),
  z.strictObject({ identity: z.string().trim().min(1).max(120) }),
]);

/** `/api/customers/summary`, `/api/customers/export`, `/api/customers/erase`, `/api/conversations/:id/opt-out`. */
export function createCustomerRoutes({ privacy, read, log }: CustomerRouteParts): Route[] {
  async function find(ref: z.output<typeof who>): Promise<FoundCustomer> {
    const found = await privacy.find(ref);
    if (found === null) throw new CareError('no-such-customer', 'Nothing is kept of this customer.', { status: 404 });
    return found;
  }

  async function optOut(conversationId: string, isOptedOut: boolean, { agentId, name }: Actor): Promise<Answer> {
    const known = idPattern.test(conversationId);
    const chosen = known ? await privacy.optOuts.choose(conversationId, isOptedOut, { id: agentId, name }) : null;
    const seen = chosen === null ? null : await read(conversationId);
    if (seen === null) throw new CareError('not-found', 'There is no such conversation.', { status: 404 });
    return { status: 200, json: seen };
  }

  return [
    defineRoute({
      method: 'POST',
      path: '/api/customers/summary',
      body: { kind: 'json', schema: who },
      handle: async ({ body }) => ({ status: 200, json: await privacy.summarise(await find(body)) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/customers/export',
      body: { kind: 'json', schema: who },
      async handle({ body, actor }) {
        const pieces = await privacy.export(await find(body), actor.agentId);
        return { stream: (response) => sendFile(response, pieces, log), isFile: true };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/customers/erase',
      body: { kind: 'json', schema: who },
      handle: async ({ body, actor }) => ({
        status: 200,
        json: await privacy.erasures.erase(await find(body), actor.agentId),
      }),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/conversations/:id/opt-out',
      body: { kind: 'json', schema: z.strictObject({ optedOut: z.boolean() }) },
      handle: ({ params, body, actor }) => optOut(params.id ?? '', body.optedOut, actor),
    }),
  ];
}

/** Piece by piece, as fast as the reader takes it; a fault in the middle cuts it off, so that no half file looks whole. */
function sendFile(response: ServerResponse, pieces: AsyncGenerator<string>, log: Log): () => void {
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': 'attachment; filename="customer.json"',
    'cache-control': 'no-store',
  });
  let isGone = false;
  async function send(): Promise<void> {
    for await (const piece of pieces) {
      if (isGone || response.writableEnded) return;
      if (!response.write(piece)) await drained(response);
    }
    response.end();
  }
  send().catch((fault: unknown) => {
    log.error(describeFault(fault), 'export-failed');
    response.destroy();
  });
  return () => {
    isGone = true;
  };
}

/** Or closed: a reader who went away never drains. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}
