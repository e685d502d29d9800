// The port between a channel and the rest: what every channel is given by app.ts. A channel authenticates, keeps an
// allow-list of fields, calls `receive`, and shows the log to its customer by seq.
import type { Attachment, Message, Phase } from '../conversation/types';

/** What a customer wrote, after the channel dropped every field that is not theirs to say. */
export interface Inbound {
  /** Empty only with attachments. */
  text: string;
  /** The client's own name for this message: a repeated one is not stored twice. */
  clientId?: string;
  attachments?: Attachment[];
  /** Opaque; comes back on the channel and is read by nobody. */
  echo?: unknown;
  /** BCP 47, as the client says. */
  locale?: string;
}

/** Appends durably, rings the turn and returns the stored row; the same `clientId` again returns the first row. */
export type Receive = (conversationId: string, inbound: Inbound) => Promise<Message>;

/** Puts the greeting into a conversation nobody has written in; does nothing when it is there. */
export type Greet = (conversationId: string) => Promise<void>;

/** What the customer's screen shows beside the messages; sent to the widget as it is. */
export interface ConversationState {
  phase: Phase;
  owner: { kind: 'bot' | 'line' | 'agent' | 'none'; name?: string };
  /** When the open promise is due, and since when. */
  dueAt?: Date;
  since?: Date;
  /** IANA zone of the shop, by whose clock the promise is told. */
  zone?: string;
  /** 1 = next, when it helps to say. */
  place?: number;
  deferredUntil?: Date;
  canLeaveLine: boolean;
  asksContact: boolean;
}

export type StateOf = (conversationId: string) => Promise<ConversationState | null>;

/** What a customer may do besides writing. */
export interface CustomerMoves {
  /** "Non serve più": ends the wait for a person; nothing happens when nobody waits. */
  leaveLine(conversationId: string): Promise<void>;
  /** Keeps an e-mail address as the way to reach the customer. */
  leaveContact(conversationId: string, email: string): Promise<void>;
}
