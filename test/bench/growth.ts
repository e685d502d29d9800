// Does the shop's success slow the console down? Every list and one conversation, read in turn from a store with 1,000
// conversations and from one with 100,000; and whether each hot query is answered from an index.

import { viewFilter, viewOrder, views } from '../../src/console/conversation-list';
import { messageId } from '../../src/conversation/append';
import { newConversation } from '../../src/conversation/change';
import type { Conversation, Message } from '../../src/conversation/types';
import { toStored } from '../../src/store/models/document';
import type { Store } from '../../src/store/store';
import { type Colleague, hire } from '../faults/colleague';
import { createRig, type Rig } from '../faults/rig';
import { usesIndex } from '../store/query-plans';
import { type Line, median, ms, times } from './figures';

const small = 1_000;
const large = 100_000;
const readings = 40;
const together = 1_000;
/** In line, and with the agent, whatever the store's size: two pages each. */
const perView = 100;

interface Shop {
  rig: Rig;
  agent: Colleague;
}

export async function measureGrowth(): Promise<Line[]> {
  const shops: Shop[] = [];
  try {
    for (const size of [small, large]) shops.push(await openShop(size));
    const [few, many] = shops;
    if (few === undefined || many === undefined) throw new Error('no shops');
    return [...(await compareReads(few, many)), await checkPlans(many)];
  } finally {
    for (const { rig } of shops) await rig.close();
  }
}

async function openShop(size: number): Promise<Shop> {
  const rig = await createRig();
  await rig.start();
  const agent = await hire(rig.caller, 900);
  await rig.withStore((store) => fill(store, size, agent));
  return { rig, agent };
}

/** Straight into the collections, a thousand conversations at a time. */
async function fill({ rows }: Store, size: number, agent: Colleague): Promise<void> {
  for (let from = 0; from < size; from += together) {
    const made = Array.from({ length: together }, (_, k) => conversationNumber(from + k, size, agent));
    await rows.conversations.insertMany(made.map(toStored<Conversation>));
    await rows.messages.insertMany(made.flatMap(messagesOf).map(toStored<Message>));
  }
}

const idOf = (n: number): string => `bench-conversation-${String(n).padStart(8, '0')}`;
const start = Date.parse('2026-01-05T09:00:00Z');

function conversationNumber(n: number, size: number, { id, name }: Colleague): Conversation {
  const at = new Date(start + n * 1_000);
  const opened = newConversation({
    id: idOf(n),
    channel: 'web',
    customer: { id: `dl_bench_${n}`, name: `Cliente ${n}`, locale: 'it', identified: true },
    language: 'it',
    now: at,
    moveId: `bench-${n}`,
  });
  const listed = { ...opened, listed: true, decidedThroughSeq: 1, preview: 'Quanto costa la spedizione?' };
  // Spread over the whole time, so that no view lies together in the file.
  const place = n % Math.floor(size / perView);
  if (place === 0) return { ...listed, phase: 'waiting', owner: { kind: 'line' }, waitingSince: at };
  if (place === 1)
    return { ...listed, phase: 'human', owner: { kind: 'agent', id, name }, human: { claimedAt: at, answeredAt: at } };
  return n % 2 === 0
    ? { ...listed, phase: 'closed', owner: { kind: 'none' }, closedAt: at, outcome: 'solved' }
    : listed;
}

function messagesOf({ id: conversationId, openedAt: at, customer }: Conversation): Message[] {
  const row = (seq: number, from: Message['from'], text: string): Message => ({
    id: messageId(conversationId, seq),
    conversationId,
    seq,
    key: `bench:${seq}`,
    from,
    text,
    at,
    delivery: 'sent',
  });
  return [
    row(1, { kind: 'customer', id: customer.id }, `Quanto costa la spedizione? Ordine ${conversationId.slice(-8)}`),
    row(2, { kind: 'bot' }, 'In Italia la spedizione costa 6,90 euro ed è gratuita per gli ordini da 80 euro in su.'),
  ];
}

async function compareReads(few: Shop, many: Shop): Promise<Line[]> {
  const reads: { what: string; path: string }[] = [
    ...views.map((view) => ({ what: `view ${view}`, path: `/api/conversations?view=${view}` })),
    { what: 'search, a rare word', path: `/api/conversations?view=all&q=${idOf(500).slice(-8)}` },
    { what: 'one conversation', path: `/api/conversations/${idOf(500)}` },
  ];
  const lines: Line[] = [];
  for (const { what, path } of reads) {
    const tookMs: { few: number; many: number }[] = [];
    await read(few, path);
    await read(many, path);
    for (let n = 0; n < readings; n++) tookMs.push({ few: await read(few, path), many: await read(many, path) });
    const [before, after] = [median(tookMs.map((one) => one.few)), median(tookMs.map((one) => one.many))];
    const ratio = after / before;
    const figure = `${times(ratio)} (${ms(before)}, ${ms(after)})`;
    lines.push({ what: `${what}, 1,000 to 100,000`, figure, aim: '≤ 2 ×', isMet: ratio <= 2 });
  }
  return lines;
}

async function read({ rig, agent }: Shop, path: string): Promise<number> {
  const from = performance.now();
  const { status } = await rig.caller.call('GET', path, { headers: agent.headers });
  if (status !== 200) throw new Error(`${path} was answered ${status}`);
  return performance.now() - from;
}

/** The queries of a message's way, of the lists and of the sweep. */
async function checkPlans({ rig, agent }: Shop): Promise<Line> {
  const now = new Date();
  return rig.withStore(async (store) => {
    const { conversations, messages, events } = store;
    const id = idOf(500);
    const answers = await Promise.all([
      ...views.map((view) => usesIndex(conversations, viewFilter(view, agent.id), viewOrder(view))),
      usesIndex(conversations, { _id: id, version: 1 }),
      usesIndex(conversations, { 'customer.id': 'dl_bench_1' }, { openedAt: -1 }),
      usesIndex(conversations, { effectsSince: { $lte: now } }),
      usesIndex(conversations, { 'promise.state': 'open', 'promise.dueAt': { $lte: now } }),
      usesIndex(conversations, { 'human.customerWaitingSince': { $lte: now } }),
      usesIndex(conversations, { listed: true, phase: 'bot', lastMessageAt: { $lte: now } }),
      usesIndex(conversations, { phase: 'human' }),
      usesIndex(messages, { conversationId: id, seq: { $gt: 1 } }, { seq: 1 }),
      usesIndex(messages, { conversationId: id }, { seq: -1 }),
      usesIndex(messages, { conversationId: id, key: 'bench:1' }),
      usesIndex(messages, { undecidedSince: { $lte: now } }),
      usesIndex(events, { conversationId: id }, { version: -1, _id: -1 }),
    ]);
    const indexed = answers.filter(Boolean).length;
    const isMet = indexed === answers.length;
    return { what: 'hot queries answered from an index', figure: `${indexed} of ${answers.length}`, aim: 'all', isMet };
  });
}
