// What this browser remembers for the person who uses it: preferences, drafts, and which messages they have seen.
import { type Cell, createKeptCell } from './cell';

export interface Preferences {
  /** A tone for a new wait and for a delay. */
  sound: boolean;
  /** A desktop notice for the same. */
  desktop: boolean;
  /** Shortcuts of one letter; some people's speech or switch input triggers them by accident. */
  singleKeys: boolean;
}

export const preferences = createKeptCell<Preferences>('preferences', {
  sound: true,
  desktop: false,
  singleKeys: true,
});

export function prefer(change: Partial<Preferences>) {
  preferences.set({ ...preferences.get(), ...change });
}

export type DraftKind = 'reply' | 'note';

/** By `draftKey`; several people may share this computer, so the key names the agent. */
export const drafts: Cell<Record<string, string>> = createKeptCell('drafts', {});

export function draftKey(agentId: string, conversationId: string, kind: DraftKind): string {
  return `${agentId}/${conversationId}/${kind}`;
}

export function keepDraft(key: string, text: string) {
  const { [key]: _, ...others } = drafts.get();
  drafts.set(text ? { ...others, [key]: text } : others);
}

const seenLimit = 300;

/** Conversation id → `lastMessageAt` of the newest state this person had open, newest last. */
export const seen: Cell<Record<string, string>> = createKeptCell('seen', {});

export function markSeen(conversationId: string, lastMessageAt: string) {
  const { [conversationId]: before, ...others } = seen.get();
  if (before !== undefined && before >= lastMessageAt) return;
  const entries = [...Object.entries(others), [conversationId, lastMessageAt] as const];
  seen.set(Object.fromEntries(entries.slice(-seenLimit)));
}
