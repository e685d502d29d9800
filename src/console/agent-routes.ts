// What agents do, over HTTP: read, claim, reply, note, transfer, release, hand back, close. Thin: the desk decides.
import { z } from 'zod';
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import type { Mover } from '../conversation/ownership';
import { outcomes } from '../conversation/types';
import { CareError } from '../errors';
import type { Desk, DeskResult } from '../handoff/desk';
import { type Actor, type Answer, defineRoute, type Route, type RouteRequest } from '../route';
import { type createConversationList, views } from './conversation-list';
import type { ConversationReader } from './conversation-reader';
import { rowOf } from './conversation-view';
import { refusalOf } from './refusals';

export interface AgentRouteParts {
  desk: Desk;
  list: ReturnType<typeof createConversationList>;
  reader: ConversationReader;
  journal: Pick<Journal, 'load'>;
  clock: Clock;
  /** Shows the customer that this agent is typing. */
  showTyping(conversationId: string, agent: { id: string; name: string }): void;
}

const text = z.string().trim().min(1).max(4_000);
const clientId = z.string().regex(/^[\w.:-]{1,100}$/, 'must be 1 to 100 letters, digits or any of _ . : -');
const settling = {
  seenSeq: z.number().int().min(0).optional(),
  release: z.strictObject({ reason: z.string().trim().min(1).max(300) }).optional(),
};
const listQuery = z.object({
  view: z.enum(views).default('waiting'),
  q: z.string().trim().max(200).default(''),
  cursor: z.string().max(400).optional(),
});

export const moverOf = ({ agentId, name, roles }: Actor): Mover => ({
  id: agentId,
  name,
  manages: roles.includes('manager') || roles.includes('administrator'),
});

export function agentRoutes(parts: AgentRouteParts): Route[] {
  const { desk } = parts;

  async function answerOf(result: DeskResult): Promise<Answer> {
    if (result.kind === 'not-found') throw notFound();
    if (result.kind === 'refused') throw refusalOf(result);
    const seen = await parts.reader.read(result.conversation.id);
    // Erased since the move.
    if (seen === null) throw notFound();
    return { status: 200, json: seen };
  }

  /** One move of the desk on the conversation of the path. */
  const moveRoute = <Schema extends z.ZodType>(
    move: string,
    schema: Schema,
    act: (conversationId: string, by: Mover, body: z.output<Schema>) => Promise<DeskResult>,
  ): Route =>
    defineRoute({
      method: 'POST',
      path: `/api/conversations/:id/${move}`,
      body: { kind: 'json', schema, optional: schema.safeParse({}).success },
      handle: async (request: RouteRequest<z.output<Schema>>) =>
        answerOf(await act(idOf(request), moverOf(request.actor), request.body)),
    });

  return [
    {
      method: 'GET',
      path: '/api/conversations',
      async handle(request) {
        const { view, q, cursor } = parseQuery(request.query);
        const { agentId } = request.actor;
        const [{ items, nextCursor }, counts] = await Promise.all([
          parts.list.page({ view, words: q, cursor, agentId }),
          parts.list.counts(agentId),
        ]);
        const now = parts.clock.now();
        return { status: 200, json: { items: items.map((item) => rowOf(item, now)), nextCursor, counts } };
      },
    },
    {
      method: 'GET',
      path: '/api/conversations/:id',
      async handle(request) {
        const conversation = await parts.reader.read(idOf(request));
        if (conversation === null) throw notFound();
        return { status: 200, json: conversation };
      },
    },
    moveRoute('claim', z.strictObject({ version: z.number().int().optional() }), (id, by) => desk.claim(id, by)),
    moveRoute('reply', z.strictObject({ text, clientId: clientId }), (id, by, body) => desk.reply(id, by, body)),
    moveRoute('transfer', z.strictObject({ to: z.string().min(1).max(100) }), (id, by, { to }) =>
      desk.transfer(id, by, to),
    ),
    moveRoute('release', z.strictObject({}), (id, by) => desk.release(id, by)),
    moveRoute('hand-back', z.strictObject(settling), (id, by, { seenSeq, release }) =>
      desk.handBack(id, by, { seenSeq, releaseReason: release?.reason }),
    ),
    moveRoute('close', z.strictObject({ outcome: z.enum(outcomes), ...settling }), (id, by, body) =>
      desk.close(id, by, body.outcome, { seenSeq: body.seenSeq, releaseReason: body.release?.reason }),
    ),
    defineRoute({
      method: 'POST',
      path: '/api/conversations/:id/notes',
      body: { kind: 'json', schema: z.strictObject({ text }) },
      async handle(request) {
        const conversation = await parts.reader.addNote(idOf(request), request.actor, request.body.text);
        if (conversation === null) throw notFound();
        return { status: 200, json: conversation };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/conversations/:id/typing',
      body: { kind: 'json', schema: z.strictObject({}), optional: true },
      async handle(request) {
        const { agentId, name } = request.actor;
        const conversation = await parts.journal.load(idOf(request));
        if (conversation === null) throw notFound();
        const { id, owner } = conversation;
        // Who reads along, or was just relieved, is not who the customer hears from.
        if (owner.kind === 'agent' && owner.id === agentId) parts.showTyping(id, { id: agentId, name });
        return { status: 204 };
      },
    }),
  ];
}

const idPattern = /^[\w-]{1,100}$/;

function idOf({ params }: RouteRequest): string {
  const id = params.id ?? '';
  if (!idPattern.test(id)) throw notFound();
  return id;
}

function parseQuery(query: Record<string, string>): z.output<typeof listQuery> {
  const parsed = listQuery.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new CareError('bad-request', 'view is waiting, mine, all or closed; q has at most 200 characters.', {
    status: 400,
  });
}

const notFound = (): CareError => new CareError('not-found', 'There is no such conversation.', { status: 404 });
