// Appending to the log: seq is last + 1, held by a unique index, so that there is no counter and no gap; a key that is
// already there means the same message came again. Appends of one conversation queue up inside the process, which keeps
// their order and spares the retries; other processes are met by the index alone.
import type { Clock } from '../clock';
import { CareError } from '../errors';
import { isDuplicate } from '../store/duplicate';
import { fromStored, toStored } from '../store/models/document';
import type { Store } from '../store/store';
import type { Message } from './types';

type MessageRows = Store['rows']['messages'];

/** A row before the log gives it a place. */
export type NewRow = Omit<Message, 'id' | 'seq'>;

/** What a channel stores of a customer's message. */
export type CustomerRow = Pick<Message, 'conversationId' | 'key' | 'from' | 'text'> &
  Partial<Pick<Message, 'attachments' | 'quickReplies' | 'echo' | 'language'>>;

export interface Appended {
  message: Message;
  /** False when the key was in the log already. */
  isNew: boolean;
}

interface AppendOptions {
  messages: MessageRows;
  /** Inserts one row, together with those of other conversations. */
  insert(row: Parameters<MessageRows['insertOne']>[0]): Promise<void>;
  hints: SeqHints;
  /** The conversation was erased: nothing is appended any more. */
  isGone(conversationId: string): boolean;
  conversationId: string;
  rows: NewRow[];
}

/** The last seq this process saw, per conversation: a hint that spares a read, never a truth. */
export interface SeqHints {
  get(conversationId: string): number | undefined;
  set(conversationId: string, seq: number): void;
  forget(conversationId: string): void;
  /** Runs `task` after the earlier ones of the same conversation. */
  inLine<T>(conversationId: string, task: () => Promise<T>): Promise<T>;
  /** Resolves when nothing that is on its way to this log remains. */
  untilWritten(conversationId: string): Promise<void>;
}

/** Reads only what survives the loss of a server: what another one may yet undo must not be taken for written. */
export const byMajority = { readConcern: { level: 'majority' } } as const;

const mostHints = 20_000;
/** Much less than the day after which another process may forget a visitor, whose new log then begins at 1. */
const hintLastsMs = 3_600_000;
const mostTries = 100;

export function createSeqHints({ clock }: { clock: Clock }): SeqHints {
  const seqs = new Map<string, { seq: number; atMs: number }>();
  const nowMs = () => clock.now().getTime();
  const lines = new Map<string, Promise<unknown>>();
  return {
    get(conversationId) {
      const hint = seqs.get(conversationId);
      return hint !== undefined && nowMs() - hint.atMs < hintLastsMs ? hint.seq : undefined;
    },
    set(conversationId, seq) {
      seqs.delete(conversationId);
      seqs.set(conversationId, { seq, atMs: nowMs() });
      if (seqs.size > mostHints) seqs.delete(seqs.keys().next().value ?? conversationId);
    },
    forget: (conversationId) => void seqs.delete(conversationId),
    async inLine(conversationId, task) {
      const before = lines.get(conversationId) ?? Promise.resolve();
      const mine = before.then(task, task);
      lines.set(conversationId, mine);
      try {
        return await mine;
      } finally {
        if (lines.get(conversationId) === mine) lines.delete(conversationId);
      }
    },
    async untilWritten(conversationId) {
      await lines.get(conversationId)?.catch(() => undefined);
    },
  };
}

/** Appends rows in order; each is stored exactly once however often it is tried, and none to what was erased. */
export function appendRows(options: AppendOptions): Promise<Appended[]> {
  return options.hints.inLine(options.conversationId, async () => {
    if (options.isGone(options.conversationId)) return [];
    try {
      return await appendTogether(options);
    } catch (fault) {
      // Also when the answer was lost: the row may be there, and nothing this process remembers knows of it.
      options.hints.forget(options.conversationId);
      if (!isDuplicate(fault)) throw fault;
    }
    const appended: Appended[] = [];
    for (const row of options.rows) appended.push(await appendOne(options, row));
    return appended;
  });
}

async function appendTogether({ messages, insert, hints, conversationId, rows }: AppendOptions): Promise<Appended[]> {
  const last = hints.get(conversationId) ?? (await readLastSeq(messages, conversationId));
  const placed = rows.map((row, n) => place(row, last + 1 + n));
  // Rows that belong together go by themselves and in order: a gap between them could never be filled.
  if (placed.length === 1 && placed[0] !== undefined) await insert(toStored(placed[0]));
  else await messages.insertMany(placed.map(toStored<Message>), { ordered: true });
  hints.set(conversationId, last + placed.length);
  return placed.map((message) => ({ message, isNew: true }));
}

async function appendOne({ messages, hints, conversationId }: AppendOptions, row: NewRow): Promise<Appended> {
  for (let tries = 0; tries < mostTries; tries++) {
    // Of a row that is not yet with a majority the insert below learns, and is answered once it is.
    const found = await messages.findOne({ conversationId, key: row.key }, byMajority);
    if (found !== null) return { message: fromStored<Message>(found), isNew: false };
    const message = place(row, (await readLastSeq(messages, conversationId)) + 1);
    try {
      await messages.insertOne(toStored(message));
      hints.set(conversationId, message.seq);
      return { message, isNew: true };
    } catch (fault) {
      if (!isDuplicate(fault)) throw fault;
    }
  }
  throw new CareError('log-contended', 'The log of this conversation is too busy.', { status: 503, retryable: true });
}

/** Null when the log has no such key. A row that may still be lost with its server is no answer: try again. */
export async function findKept(messages: MessageRows, conversationId: string, key: string): Promise<Message | null> {
  const row = await messages.findOne({ conversationId, key });
  if (row === null) return null;
  if ((await messages.findOne({ _id: row._id }, byMajority)) !== null) return fromStored<Message>(row);
  throw new CareError('store-unreachable', 'The message is not yet stored for good; please try again.', {
    status: 503,
    retryable: true,
    headers: { 'Retry-After': '1' },
  });
}

async function readLastSeq(messages: MessageRows, conversationId: string): Promise<number> {
  const row = await messages
    .find({ conversationId }, { projection: { seq: 1 } })
    .sort({ seq: -1 })
    .limit(1)
    .next();
  return row?.seq ?? 0;
}

function place(row: NewRow, seq: number): Message {
  return { ...row, id: messageId(row.conversationId, seq), seq };
}

/** The Direct Line shape of ids, which every client understands. */
export function messageId(conversationId: string, seq: number): string {
  return `${conversationId}|${String(seq).padStart(7, '0')}`;
}
