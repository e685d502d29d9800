// What has been kept long enough goes: files first, and later the whole conversation with its last message. Only closed
// conversations, and never one with an open promise. A few at a time, every few minutes, by the one process that sweeps.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import type { Conversation } from '../conversation/types';
import type { Texts } from '../dialogs/texts';
import type { Store } from '../store/store';
import type { AuditLog } from './audit-log';
import type { RemovalParts } from './remove-conversation';
import { createRetirement } from './retirement';

export interface RetentionParts {
  store: RemovalParts['store'] & Pick<Store, 'rows' | 'attachments'>;
  journal: Pick<Journal, 'erased' | 'forget'>;
  audit: AuditLog;
  clock: Clock;
  texts: Texts;
  /** How long messages and files are kept; 0 is for ever. */
  days: { messages: number; files: number };
  /** Wakes the conversation's turn. */
  ring(conversationId: string): void;
}

const dayMs = 24 * 3_600_000;
const pageSize = 100;
const mostPerSweep = 1_000;

interface OldRows<Row> {
  /** Up to the cutoff, oldest first, from this moment on. */
  read(from: Date): Promise<Row[]>;
  ageOf(row: Row): Date;
  /** False when it has to stay. */
  remove(row: Row): Promise<boolean>;
}

/** Another process may have taken over in the middle of a sweep. */
type Lease = { isMine(): boolean };
type OldFile = { _id: string; conversationId: string; at: Date };
type OldConversation = Pick<Conversation, 'promise' | 'lastMessageAt'> & { _id: string };

export function createRetention(parts: RetentionParts) {
  const { store, journal, clock, texts, days } = parts;
  const retirement = createRetirement(parts);
  const { conversations, messages } = store.rows;
  const cutoffOf = (kept: number): Date => new Date(clock.now().getTime() - kept * dayMs);

  /** How many rows it removed. */
  async function removeOld<Row extends { _id: string }>(
    lease: Lease,
    { read, ageOf, remove }: OldRows<Row>,
  ): Promise<number> {
    const seen = new Set<string>();
    let removed = 0;
    for (let from = new Date(0); seen.size < mostPerSweep; ) {
      const fresh = (await read(from)).filter((row) => !seen.has(row._id));
      for (const row of fresh) {
        if (!lease.isMine()) return removed;
        seen.add(row._id);
        if (await remove(row)) removed++;
      }
      const last = fresh.at(-1);
      if (last === undefined) return removed;
      from = ageOf(last);
    }
    return removed;
  }

  const oldFiles = (from: Date): Promise<OldFile[]> =>
    store.attachments
      .find({ at: { $gte: from, $lte: cutoffOf(days.files) } }, { conversationId: 1, at: 1 })
      .sort({ at: 1, _id: 1 })
      .limit(pageSize)
      .lean();

  /** The message keeps a mark in its place; marked first, so that no message ever points at nothing. */
  async function removeFile({ _id, conversationId }: OldFile): Promise<boolean> {
    const projection = { phase: 1, promise: 1, language: 1 } as const;
    const found = await conversations.findOne({ _id: conversationId }, { projection });
    if (found !== null && (found.phase !== 'closed' || found.promise?.state === 'open')) return false;
    if (found !== null) {
      const text = texts.say('file-removed', found.language, { days: String(days.files) });
      await messages.updateOne(
        { conversationId, 'attachments.id': _id },
        { $set: { 'attachments.$[file].removed': { at: clock.now(), text } } },
        { arrayFilters: [{ 'file.id': _id }] },
      );
      journal.forget(conversationId);
    }
    return (await store.attachments.deleteOne({ _id })).deletedCount > 0;
  }

  const oldConversations = (from: Date): Promise<OldConversation[]> =>
    conversations
      .find(
        { listed: true, phase: 'closed', lastMessageAt: { $gte: from, $lte: cutoffOf(days.messages) } },
        { projection: { promise: 1, lastMessageAt: 1 } },
      )
      .sort({ lastMessageAt: 1, _id: 1 })
      .limit(pageSize)
      .toArray();

  async function retire({ _id, promise }: OldConversation): Promise<boolean> {
    const newest = await retirement.newestOf(_id);
    if (promise?.state === 'open' || (newest !== null && newest.at > cutoffOf(days.messages))) return false;
    return retirement.retire(_id, newest?.seq ?? 0);
  }

  return {
    /** Every few minutes. */
    async sweep(lease: Lease): Promise<void> {
      const old = {
        files: { read: oldFiles, ageOf: ({ at }: OldFile) => at, remove: removeFile },
        conversations: {
          read: oldConversations,
          ageOf: ({ lastMessageAt }: OldConversation) => lastMessageAt,
          remove: retire,
        },
      };
      const left = await retirement.completeLeft(lease);
      const files = days.files === 0 ? 0 : await removeOld(lease, old.files);
      const whole = days.messages === 0 ? 0 : await removeOld(lease, old.conversations);
      if (left + files + whole === 0) return;
      await parts.audit.append({ action: 'retired', by: 'system', facts: { files, conversations: left + whole } });
    },
  };
}
