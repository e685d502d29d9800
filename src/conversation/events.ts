// What happened to a conversation beside its log: moves, promises. Never the customer's words.

/** Who said or did something. */
export interface Author {
  kind: 'customer' | 'bot' | 'agent' | 'system';
  id?: string;
  name?: string;
}

export interface CareEvent {
  /** `<conversationId>:<version>:<n>`: appended once. */
  id: string;
  conversationId: string;
  version: number;
  at: Date;
  kind: CareEventKind;
  by: Author;
  /** Ids, codes and times only; never message text. */
  facts?: Record<string, string | number | boolean | null>;
}

export type CareEventKind =
  | 'opened'
  | 'handed-off'
  | 'claimed'
  | 'replied'
  | 'transferred'
  | 'released'
  | 'returned-to-line'
  | 'handed-back'
  | 'closed'
  | 'reopened'
  | 'promise-opened'
  | 'promise-kept'
  | 'promise-broken'
  | 'promise-released'
  | 'contact-left'
  | 'opted-out'
  | 'opted-in';
