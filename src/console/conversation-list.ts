// The console's views: each an indexed query with a cursor, whose cost does not grow with the number of conversations.
import { z } from 'zod';
import type { Conversation } from '../conversation/types';
import { CareError } from '../errors';
import { fromStored } from '../store/models/document';
import type { Store } from '../store/store';

export const views = ['waiting', 'mine', 'all', 'closed'] as const;
export type View = (typeof views)[number];

type Rows = Store['rows']['conversations'];
type Filter = NonNullable<Parameters<Rows['find']>[0]>;
type Order = Record<string, 1 | -1>;

const pageSize = 50;
/** Counts stop here and read "99+": an exact count of everything would grow with the shop. */
const mostCounted = 100;
const mostFound = 500;

export interface ListWish {
  view: View;
  /** Words to find in messages, names and addresses. */
  words: string;
  cursor?: string | undefined;
  agentId: string;
}

export function createConversationList({ rows }: Pick<Store, 'rows'>) {
  const { conversations, messages } = rows;

  async function idsWith(words: string): Promise<string[]> {
    const $search = everyWord(words);
    if ($search === '') return [];
    const $text = { $search };
    const [inMessages, inNames] = await Promise.all([
      messages
        .find({ $text }, { projection: { conversationId: 1 } })
        .limit(mostFound)
        .toArray(),
      conversations
        .find({ $text }, { projection: { _id: 1 } })
        .limit(mostFound)
        .toArray(),
    ]);
    return [...new Set([...inMessages.map((row) => row.conversationId), ...inNames.map((row) => row._id)])];
  }

  /** The text index finds the address in any case, the other one the customers' own beyond its limit. */
  async function idsWithAddress(address: string): Promise<string[]> {
    const wanted = address.toLowerCase();
    const $text = { $search: everyWord(address) };
    const find = (filter: Filter) =>
      conversations
        .find(filter, { projection: { customer: 1 } })
        .limit(mostFound)
        .toArray();
    const spellings = { $in: [address, wanted] };
    const [inMessages, ...own] = await Promise.all([
      messages
        .find({ $text }, { projection: { conversationId: 1, text: 1 } })
        .limit(mostFound)
        .toArray(),
      find({ $text }),
      find({ 'customer.email': spellings }),
      find({ 'customer.contactEmail': spellings }),
    ]);
    const theirs = own
      .flat()
      .filter(({ customer: { email, contactEmail } }) =>
        [email, contactEmail].some((known) => known?.toLowerCase() === wanted),
      );
    const written = inMessages.filter(({ text }) => holdsAddress(text, wanted));
    return [...new Set([...theirs.map((row) => row._id), ...written.map((row) => row.conversationId)])];
  }

  return {
    async page({
      view,
      words,
      cursor,
      agentId,
    }: ListWish): Promise<{ items: Conversation[]; nextCursor: string | null }> {
      const found =
        words === '' ? {} : { _id: { $in: await (isAddress(words) ? idsWithAddress(words) : idsWith(words)) } };
      const filter = { $and: [viewFilter(view, agentId), found, afterCursor(view, cursor)] };
      const page = await conversations.find(filter).sort(viewOrder(view)).limit(pageSize).toArray();
      const items = page.map((row) => fromStored<Conversation>(row));
      const last = page.length === pageSize ? items.at(-1) : undefined;
      return { items, nextCursor: last === undefined ? null : cursorOf(view, last) };
    },

    /** How many each view holds, at most 100 each. */
    async counts(agentId: string): Promise<Record<View, number>> {
      const count = (view: View) => conversations.countDocuments(viewFilter(view, agentId), { limit: mostCounted });
      const [waiting, mine, all, closed] = await Promise.all(views.map(count));
      return { waiting: waiting ?? 0, mine: mine ?? 0, all: all ?? 0, closed: closed ?? 0 };
    },
  };
}

const isAddress = (words: string): boolean => /^[^\s"@]*[\p{L}\p{N}][^\s"@]*@[^\s"@]*$/u.test(words);

/** As phrases, all of which must occur; loose words would be alternatives. */
function everyWord(words: string): string {
  const wanted = words.replaceAll('"', ' ').match(/\S*[\p{L}\p{N}]\S*/gu) ?? [];
  return wanted.map((word) => `"${word}"`).join(' ');
}

/** "anna@b.it" does not hold the address "a@b.it", nor does "a@b.it.example". */
function holdsAddress(text: string, wanted: string): boolean {
  const addresses = text.toLowerCase().match(/[^\s"<>()[\],;:]+@[^\s"<>()[\],;:]+/gu) ?? [];
  return addresses.some((address) => address.replace(/[.!?'’»]+$/u, '') === wanted);
}

export function viewFilter(view: View, agentId: string): Filter {
  switch (view) {
    case 'waiting':
      return { phase: 'waiting' };
    case 'mine':
      return { 'owner.id': agentId };
    case 'all':
      return { listed: true };
    case 'closed':
      return { listed: true, phase: 'closed' };
    default:
      return view satisfies never;
  }
}

export function viewOrder(view: View): Order {
  return view === 'waiting' ? { priority: 1, waitingSince: 1, _id: 1 } : { lastMessageAt: -1, _id: -1 };
}

const cursorSchema = z.tuple([z.number(), z.number(), z.string().max(100)]);

/** Place of the last row shown: priority, its time in ms, its id. */
function cursorOf(view: View, { priority, waitingSince, lastMessageAt, id }: Conversation): string {
  const at = view === 'waiting' ? (waitingSince ?? lastMessageAt) : lastMessageAt;
  return Buffer.from(JSON.stringify([priority, at.getTime(), id])).toString('base64url');
}

function afterCursor(view: View, cursor: string | undefined): Filter {
  if (cursor === undefined) return {};
  const [priority, ms, id] = parseCursor(cursor);
  const at = new Date(ms);
  if (view !== 'waiting') {
    return {
      lastMessageAt: { $lte: at },
      $or: [{ lastMessageAt: { $lt: at } }, { lastMessageAt: at, _id: { $lt: id } }],
    };
  }
  return {
    $or: [
      { priority: { $gt: priority } },
      { priority, waitingSince: { $gt: at } },
      { priority, waitingSince: at, _id: { $gt: id } },
    ],
  };
}

function parseCursor(cursor: string): z.output<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new CareError('bad-cursor', 'This cursor is not one of ours.', { status: 400, cause });
  }
}
