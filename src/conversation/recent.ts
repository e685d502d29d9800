// What this process wrote last, kept at hand: the newest rows and the last committed document of busy conversations. Only
// for a process that writes alone (the embedded store has one owner); a stale document would in any case fail its commit.
import type { Conversation, Message } from './types';

export interface Recent {
  /** Rows after `seq`, when all of them up to the end of the log are at hand; else null. */
  rowsAfter(conversationId: string, seq: number): Message[] | null;
  conversation(conversationId: string): Conversation | null;
  appended(rows: readonly Message[]): void;
  /** A decision covers a customer's row: what it found there. */
  decided(conversationId: string, messageId: string, found: Pick<Message, 'signals' | 'evidence' | 'language'>): void;
  committed(conversation: Conversation): void;
  forget(conversationId: string): void;
}

const mostConversations = 2_000;
const mostRows = 16;

interface Entry {
  conversation: Conversation | null;
  /** Consecutive; usually up to the end of the log. */
  rows: Message[];
}

/**
 * `lastSeq` tells the last seq this process gave in a conversation. Rows are reported after their insert, and those of two
 * inserts in any order: what is at hand counts only when it reaches that far.
 */
export function createRecent({ lastSeq }: { lastSeq(conversationId: string): number | undefined }): Recent {
  const entries = new Map<string, Entry>();

  function entryOf(conversationId: string): Entry {
    const entry = entries.get(conversationId) ?? { conversation: null, rows: [] };
    entries.delete(conversationId);
    entries.set(conversationId, entry);
    if (entries.size > mostConversations) entries.delete(entries.keys().next().value ?? conversationId);
    return entry;
  }

  return {
    rowsAfter(conversationId, seq) {
      const rows = entries.get(conversationId)?.rows;
      const first = rows?.[0];
      if (rows === undefined || first === undefined || first.seq > seq + 1) return null;
      if (rows.at(-1)?.seq !== lastSeq(conversationId)) return null;
      return rows.filter((row) => row.seq > seq);
    },
    conversation: (conversationId) => entries.get(conversationId)?.conversation ?? null,
    appended(rows) {
      for (const row of rows) {
        const entry = entryOf(row.conversationId);
        const last = entry.rows.at(-1);
        if (last !== undefined && row.seq <= last.seq) continue;
        const isNext = last === undefined || row.seq === last.seq + 1;
        entry.rows = isNext ? [...entry.rows, row].slice(-mostRows) : [row];
      }
    },
    decided(conversationId, messageId, found) {
      const entry = entries.get(conversationId);
      if (entry === undefined) return;
      entry.rows = entry.rows.map((row) => {
        if (row.id !== messageId) return row;
        const { undecidedSince: _decided, ...rest } = row;
        return { ...rest, ...found };
      });
    },
    committed(conversation) {
      const entry = entryOf(conversation.id);
      const isNewer = entry.conversation === null || entry.conversation.version <= conversation.version;
      if (isNewer) entry.conversation = conversation;
    },
    forget(conversationId) {
      entries.delete(conversationId);
    },
  };
}

/** For a process that shares its store: nothing is ever at hand. */
export const nothingRecent: Recent = {
  rowsAfter: () => null,
  conversation: () => null,
  appended: () => undefined,
  decided: () => undefined,
  committed: () => undefined,
  forget: () => undefined,
};
