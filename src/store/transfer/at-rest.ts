// Reads a conversation whole beside an app that goes on writing. The document is the truth: of the log counts what came before
// anything a later version said, of the events those of its version and before. The log only grows, so that is how the
// conversation lay in the store when its document was read.
import type { mongo } from 'mongoose';
import { pause, systemClock } from '../../clock';
import { isDocument, toNumber } from '../embedded/bson-codec';
import { type Row, rowsOf } from './documents';

/** All that is the conversation's own, by collection, except for its files: they may be larger than memory. */
export type WholeConversation = [collection: string, rows: Row[]][];

interface Reading {
  /** The last seq before the document was read: what is later may be left out. */
  lastSeq: number;
  conversation: Row;
  messages: Row[];
  events: Row[];
}

const mostTries = 40;
const pauseMs = 25;

/** Null when it is gone. Work in progress is waited for, a second at most: then it is copied as work in progress. */
export async function readAtRest(db: mongo.Db, conversationId: string): Promise<WholeConversation | null> {
  for (let tries = 1; ; tries++) {
    const reading = await read(db, conversationId);
    if (reading === null) return null;
    const rest = asFarAs(reading, tries < mostTries);
    if (tries === mostTries || isAtRest(rest)) return [...whole(rest), ['notes', await notesOf(db, conversationId)]];
    await pause(systemClock, pauseMs);
  }
}

async function read(db: mongo.Db, conversationId: string): Promise<Reading | null> {
  const last = db.collection('messages').find({ conversationId }, { projection: { seq: 1 } });
  const lastSeq = (await last.sort({ seq: -1 }).limit(1).next())?.seq ?? 0;
  const [conversation] = await collect(rowsOf(db, 'conversations', { _id: conversationId }));
  if (conversation === undefined) return null;
  const messages = await collect(rowsOf(db, 'messages', { conversationId }, { sort: { seq: 1 } }));
  const events = await collect(rowsOf(db, 'events', { conversationId }));
  return { lastSeq, conversation, messages, events };
}

/** One in memory at a time; to be read after the log, which names the files. */
export function filesOf(db: mongo.Db, conversationId: string): AsyncGenerator<Row> {
  return rowsOf(db, 'attachments', { conversationId }, { batchSize: 1 });
}

function notesOf(db: mongo.Db, conversationId: string): Promise<Row[]> {
  return collect(rowsOf(db, 'notes', { conversationId }));
}

async function collect(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** The log up to where the document knows it; `leavesNew` also leaves out what the customer wrote after that moment. */
function asFarAs({ conversation, messages, events, lastSeq }: Reading, leavesNew: boolean): Reading {
  const isKnown = (row: Row) => numberOf(row.version) <= numberOf(conversation.version);
  const isNew = (row: Row) => leavesNew && numberOf(row.seq) > lastSeq && isUndecided(row, conversation);
  const end = messages.findIndex((row) => !isKnown(row) || isNew(row));
  const kept = end === -1 ? messages : messages.slice(0, end);
  return tidied({ conversation, messages: kept, events: events.filter(isKnown), lastSeq });
}

/** Effects that are in the log already and still in the document, where they stay for a moment, are emptied in the copy. */
function tidied(reading: Reading): Reading {
  const { effects, effectsSince: _, ...rest } = reading.conversation;
  const isInLog = Array.isArray(effects) && effects.every((effect) => isDone(effect, reading));
  return isInLog && effects.length > 0 ? { ...reading, conversation: { ...rest, effects: [] } } : reading;
}

function isDone(effect: unknown, { messages, events }: Reading): boolean {
  if (!isDocument(effect)) return false;
  const { kind, message, event, messageId } = effect;
  if (kind === 'message') return isDocument(message) && messages.some(({ key }) => key === message.key);
  if (kind === 'event') return isDocument(event) && events.some(({ _id }) => _id === event.id);
  return messages.some(({ _id, undecidedSince }) => _id === messageId && undecidedSince === undefined);
}

/** Nothing is undecided, no committed text is on its way into the log, and the log has no gap: that is an erasure under way. */
function isAtRest({ conversation, messages }: Reading): boolean {
  const isSettled = !Array.isArray(conversation.effects) || conversation.effects.length === 0;
  return (
    isSettled && messages.every((row, index) => numberOf(row.seq) === index + 1 && !isUndecided(row, conversation))
  );
}

function isUndecided({ from, seq }: Row, { decidedThroughSeq }: Row): boolean {
  return isDocument(from) && from.kind === 'customer' && numberOf(seq) > numberOf(decidedThroughSeq);
}

/** A row that a later version decided is undecided again: whoever starts on the copy has to find it. */
function whole({ conversation, messages, events }: Reading): WholeConversation {
  const rows = messages.map((row) => (isUndecided(row, conversation) ? { ...row, undecidedSince: row.at } : row));
  return [
    ['messages', rows],
    ['events', events],
    ['conversations', [conversation]],
  ];
}

function numberOf(value: unknown): number {
  return toNumber(value) ?? 0;
}
