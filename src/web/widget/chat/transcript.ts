// The lines of a conversation in the order of the server's log, each exactly once.
import type { ShownMessage } from './activity';

export interface Merged {
  messages: ShownMessage[];
  /** Those that were not there before, in order. */
  fresh: ShownMessage[];
}

/** Adds what arrived; lines that are there already are left as they are. */
export function merge(messages: ShownMessage[], arrived: ShownMessage[]): Merged {
  const seen = new Set(messages.map((message) => message.id));
  const fresh: ShownMessage[] = [];
  for (const message of arrived) {
    if (seen.has(message.id)) continue;
    seen.add(message.id);
    fresh.push(message);
  }
  if (fresh.length === 0) return { messages, fresh };
  // A server without sequence numbers sends in order already; the sort is stable.
  const merged = [...messages, ...fresh].sort((a, b) => (a.seq === 0 || b.seq === 0 ? 0 : a.seq - b.seq));
  return { messages: merged, fresh };
}

/** What the shop wrote after the customer last looked. */
export function unreadAfter(messages: ShownMessage[], readSeq: number): ShownMessage[] {
  return messages.filter((message) => message.author !== 'customer' && message.seq > readSeq);
}

export function lastSeq(messages: ShownMessage[]): number {
  return messages.reduce((last, message) => Math.max(last, message.seq), 0);
}
