// What a website customer says and fetches. A message is answered 200 when it is in the store, and not before.
import { z } from 'zod';
import type { Clock } from '../../clock';
import type { Journal } from '../../conversation/journal';
import { CareError } from '../../errors';
import type { Allowance } from '../../jobs/limits';
import { defineRoute, type Route, type RouteRequest } from '../../route';
import type { CustomerMoves, Receive, StateOf } from '../channel';
import { type ActivitySet, stateActivity, toActivitySet } from './activity';
import { refuseTooMany } from './allowance';
import { activitySchema, badActivity, type IncomingActivity, toInbound } from './incoming-activity';
import type { Receipts } from './receipts';
import type { Typing } from './typing';
import type { Visits } from './visits';
import { parseWatermark } from './watermark';

interface ActivityParts {
  journal: Pick<Journal, 'messagesAfter' | 'lastSeq' | 'newId'>;
  visits: Visits;
  typing: Typing;
  receipts: Receipts;
  clock: Clock;
  /** Messages and signs of one conversation. */
  limits: { message: Allowance; sign: Allowance };
  receive: Receive;
  stateOf: StateOf;
  moves: CustomerMoves;
}

const pageSize = 200;
const contact = z.object({ email: z.email().max(254) });
const readMark = z.object({ seq: z.number().int().min(0) });

export function createActivityRoutes(parts: ActivityParts): Route[] {
  const { journal, visits, typing, receipts, limits } = parts;

  async function take(conversationId: string, activity: IncomingActivity): Promise<string> {
    if (activity.type === 'message') return say(conversationId, activity);
    refuseTooMany(await limits.sign(conversationId));
    if (activity.type === 'typing') typing.report(conversationId);
    else await handleEvent(conversationId, activity);
    return journal.newId();
  }

  async function say(conversationId: string, activity: IncomingActivity): Promise<string> {
    const inbound = toInbound(activity);
    if (inbound.text.trim() === '') throw emptyMessage();
    refuseTooMany(await limits.message(conversationId));
    const message = await parts.receive(conversationId, inbound);
    typing.settle(conversationId);
    return message.id;
  }

  /** Events of clients we do not know are theirs to send and ours to ignore. */
  async function handleEvent(conversationId: string, { name, value }: IncomingActivity): Promise<void> {
    switch (name) {
      case 'ascolto.leave-line':
        return parts.moves.leaveLine(conversationId);
      case 'ascolto.contact':
        return parts.moves.leaveContact(conversationId, parseValue(contact, value).email);
      case 'ascolto.read':
        return markRead(conversationId, parseValue(readMark, value).seq);
      default:
        return undefined;
    }
  }

  async function markRead(conversationId: string, seq: number): Promise<void> {
    receipts.read(conversationId, Math.min(seq, await journal.lastSeq(conversationId)));
  }

  /** One page after the watermark; a watermark beyond the log is put back to its end. */
  async function fetchAfter(conversationId: string, watermark: number, origin: string): Promise<ActivitySet> {
    // Reading from the marked row itself tells in the same query whether it exists.
    const rows = await journal.messagesAfter(conversationId, Math.max(0, watermark - 1), pageSize + 1);
    const fresh = rows.filter((row) => row.seq > watermark).slice(0, pageSize);
    const isBeyond = rows.length === 0 && watermark > 0;
    const set = toActivitySet(fresh, origin, isBeyond ? await journal.lastSeq(conversationId) : watermark);
    const last = fresh.at(-1);
    if (last !== undefined) receipts.delivered(conversationId, last.seq);
    return set;
  }

  /** Who polls has no stream to hear the state on; our widget asks for it with `state=1`. */
  async function stateFor(conversationId: string, request: RouteRequest<unknown>) {
    const state = request.query.state === '1' ? await parts.stateOf(conversationId) : null;
    return state === null
      ? []
      : [stateActivity({ conversationId, id: journal.newId(), now: parts.clock.now() }, state)];
  }

  return [
    {
      method: 'GET',
      path: '/v3/directline/conversations/:id/activities',
      async handle(request) {
        const { conversationId } = await visits.enter(request);
        const set = await fetchAfter(conversationId, parseWatermark(request.query.watermark), request.origin);
        const activities = [...set.activities, ...(await stateFor(conversationId, request))];
        return { status: 200, json: { ...set, activities } };
      },
    },
    defineRoute({
      method: 'POST',
      path: '/v3/directline/conversations/:id/activities',
      body: { kind: 'json', schema: activitySchema },
      async handle(request) {
        const { conversationId } = await visits.enter(request);
        return { status: 200, json: { id: await take(conversationId, request.body) } };
      },
    }),
  ];
}

function parseValue<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw badActivity('The value of this event is not what the event needs.');
  return parsed.data;
}

function emptyMessage(): CareError {
  return new CareError('empty-message', 'A message needs text; files go to the upload address.', { status: 400 });
}
