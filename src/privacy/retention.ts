// What has been kept long enough goes: files first, and later the whole conversation with its last message. Only closed
// conversations, and never one with an open promise. Every few minutes, by the one process that sweeps.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import type { Texts } from '../dialogs/texts';
import type { Log } from '../log';
import type { Store } from '../store/store';
import type { AuditLog } from './audit-log';
import { after, createOldRows, pageSize } from './old-rows';
import type { RemovalParts } from './remove-conversation';
import { createRetirement } from './retirement';

export interface RetentionParts {
  store: RemovalParts['store'] & Pick<Store, 'rows' | 'attachments'>;
  journal: Pick<Journal, 'erased' | 'forget'>;
  audit: AuditLog;
  clock: Clock;
  log: Log;
  texts: Texts;
  /** How long messages and files are kept; 0 is for ever. */
  days: { messages: number; files: number };
  /** Wakes the conversation's turn. */
  ring(conversationId: string): void;
}

const dayMs = 24 * 3_600_000;

/** `at` is when its time began. */
type OldFile = { _id: string; conversationId: string; at: Date };
type OldConversation = { _id: string; at: Date; isPromised: boolean };

export function createRetention(parts: RetentionParts) {
  const { store, journal, clock, texts, days } = parts;
  const retirement = createRetirement(parts);
  const { conversations, messages } = store.rows;
  const cutoffOf = (kept: number): Date => new Date(clock.now().getTime() - kept * dayMs);

  const removeOldFiles = createOldRows<OldFile>({
    ...parts,
    read: (last) =>
      store.attachments
        .find(after('at', last, cutoffOf(days.files)), { conversationId: 1, at: 1 })
        .sort({ at: 1, _id: 1 })
        .limit(pageSize)
        .lean(),
    remove: removeFile,
    conversationOf: ({ conversationId }) => conversationId,
  });

  const removeOldConversations = createOldRows<OldConversation>({
    ...parts,
    async read(last) {
      const isOld = after('lastMessageAt', last, cutoffOf(days.messages));
      const rows = await conversations
        .find({ listed: true, phase: 'closed', ...isOld }, { projection: { promise: 1, lastMessageAt: 1 } })
        .sort({ lastMessageAt: 1, _id: 1 })
        .limit(pageSize)
        .toArray();
      return rows.map((row) => ({ _id: row._id, at: row.lastMessageAt, isPromised: row.promise?.state === 'open' }));
    },
    remove: retire,
    conversationOf: ({ _id }) => _id,
  });

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

  /** By the last word of anybody: the sentence that closed a conversation does not begin its time anew. */
  async function retire({ _id, isPromised }: OldConversation): Promise<boolean> {
    const [newest, lastWord] = await Promise.all([retirement.newestOf(_id), retirement.lastWordOf(_id)]);
    if (isPromised || (lastWord !== null && lastWord.at > cutoffOf(days.messages))) return false;
    return retirement.retire(_id, newest?.seq ?? 0);
  }

  return {
    /** Every few minutes; ends soon after `mayGoOn` says no. */
    async sweep(mayGoOn: () => boolean): Promise<void> {
      const left = await retirement.completeLeft(mayGoOn);
      const files = days.files === 0 ? 0 : await removeOldFiles(mayGoOn);
      const whole = days.messages === 0 ? 0 : await removeOldConversations(mayGoOn);
      if (left + files + whole === 0) return;
      await parts.audit.append({ action: 'retired', by: 'system', facts: { files, conversations: left + whole } });
    },
  };
}
