// Tells others that something new is in the store. Hints may be lost: every listener can read the store by seq or version.

export interface FanOut {
  publish(topic: string, hint: Hint): void;
  /** Returns the function that ends the subscription. */
  subscribe(topic: string, listener: (hint: Hint) => void): () => void;
  /** Called when hints of other processes may have been lost: whoever follows them reads the store again. Returns the end. */
  onGap(listener: () => void): () => void;
}

export type Hint = Record<string, string | number | boolean | null>;

/** Topic of one conversation: `{seq}` for new log rows, `{typing, by}` for signs that are never stored. */
export const conversationTopic = (conversationId: string): string => `conversation:${conversationId}`;
/** Topic of everything the console shows: `{conversationId, version, seq, …}`. */
export const consoleTopic = 'console';
