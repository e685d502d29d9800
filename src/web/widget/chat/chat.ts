// The conversation as the page shows it: joins session, connection, outbox and transcript into one view and tells whoever
// listens that it changed. Knows no page; view/ draws it, tests drive it against a server.
import { type Received, readActivity, type ShownMessage } from './activity';
import { type CareState, careAtStart, readCareState } from './care-state';
import { Connection, type ConnectionStatus } from './connection';
import { type Batch, DirectLine } from './direct-line';
import { type NamedFile, Outbox, type Outgoing } from './outbox';
import type { Ports } from './ports';
import { SessionKeeper, type SessionOptions } from './session';
import { sessionKey } from './session-key';
import { lastSeq, merge, unreadAfter } from './transcript';

export interface ChatView {
  messages: readonly ShownMessage[];
  /** Not yet echoed by the server, oldest first. */
  outgoing: readonly Outgoing[];
  care: CareState;
  status: ConnectionStatus;
  /** Who is writing right now. */
  typing: { author: string; name?: string } | null;
  /** False until the lines of an earlier visit are there: they are not news. */
  isCaughtUp: boolean;
  /** How far the shop has read; 0 when it never said. */
  readSeq: number;
  unread: number;
  shopName: string | undefined;
}

export interface ChatOptions extends SessionOptions {
  ports: Ports;
  isOffline(): boolean;
  onChange(): void;
  /** A line of the shop that was not there before; not called for the lines of an earlier visit. */
  onNews(message: ShownMessage): void;
}

const typingLastsMs = 6_000;
const typingEveryMs = 3_000;
const echoWithinMs = 4_000;
const readAfterMs = 400;

export class Chat {
  #messages: ShownMessage[] = [];
  #care = careAtStart;
  #typing: ChatView['typing'] = null;
  #isCaughtUp: boolean;
  #shopReadSeq = 0;
  #seenSeq: number;
  #lastTypedMs = 0;
  #cancelTyping = () => {};
  #cancelEcho = () => {};
  #cancelRead = () => {};
  readonly #session: SessionKeeper;
  readonly #directLine: DirectLine;
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #seenKey: string;

  constructor(private readonly options: ChatOptions) {
    const { ports, origin } = options;
    const key = sessionKey(origin);
    this.#seenKey = `${key}:seen`;
    this.#session = new SessionKeeper(ports, options, () => this.#moved());
    this.#directLine = new DirectLine(ports, this.#session, origin);
    this.#connection = new Connection({
      ports,
      directLine: this.#directLine,
      isOffline: options.isOffline,
      onBatch: (batch) => this.#take(batch),
      onStatus: () => this.#statusChanged(),
    });
    this.#outbox = new Outbox({
      ports,
      directLine: this.#directLine,
      locale: options.locale,
      key: `${key}:outbox`,
      isUp: () => this.#connection.isUp,
      onChange: () => options.onChange(),
      onSent: () => this.#awaitEcho(),
    });
    this.#isCaughtUp = this.#session.current === null;
    this.#seenSeq = Number(ports.kept.get(this.#seenKey) ?? 0);
  }

  get view(): ChatView {
    const sentIds = new Set(this.#messages.map((message) => message.clientId));
    return {
      messages: this.#messages,
      outgoing: this.#outbox.items.filter((item) => !sentIds.has(item.clientId)),
      care: this.#care,
      status: this.#connection.status,
      typing: this.#typing,
      isCaughtUp: this.#isCaughtUp,
      readSeq: this.#shopReadSeq,
      unread: unreadAfter(this.#messages, this.#seenSeq).length,
      shopName: this.#session.current?.shopName,
    };
  }

  get hasSession(): boolean {
    return this.#session.current !== null;
  }

  start(): void {
    this.#connection.start();
  }

  /** Network or customer came back: try at once. */
  wake(): void {
    this.#connection.wake();
  }

  say(text: string, file?: NamedFile): void {
    this.#lastTypedMs = 0;
    this.#outbox.add(text, file);
    this.start();
    this.wake();
  }

  retry(clientId: string): void {
    this.#outbox.retry(clientId);
    this.wake();
  }

  discard(clientId: string): void {
    this.#outbox.settle([clientId]);
  }

  /** The customer is writing: the shop is told at most every 3 s. */
  type(): void {
    const nowMs = this.options.ports.clock.now().getTime();
    if (!this.#connection.isUp || nowMs - this.#lastTypedMs < typingEveryMs) return;
    this.#lastTypedMs = nowMs;
    this.#directLine.post({ type: 'typing' }).catch(() => {});
  }

  /** The customer no longer wants a person. Throws when the server could not be told. */
  async leaveLine(): Promise<void> {
    await this.#tell('ascolto.leave-line', {});
  }

  async leaveContact(email: string): Promise<void> {
    await this.#tell('ascolto.contact', { email });
  }

  /** The customer has everything before their eyes. */
  seen(): void {
    const seq = lastSeq(this.#messages);
    if (seq <= this.#seenSeq) return;
    this.#seenSeq = seq;
    this.options.ports.kept.set(this.#seenKey, String(seq));
    this.#cancelRead();
    this.#cancelRead = this.options.ports.clock.after(readAfterMs, () => {
      this.#tell('ascolto.read', { seq }).catch(() => {});
    });
    this.options.onChange();
  }

  /** Follows what another tab of the shop did with session or reading position. */
  followStorage(): void {
    this.#seenSeq = Math.max(this.#seenSeq, Number(this.options.ports.kept.get(this.#seenKey) ?? 0));
    this.#session.followStorage();
    this.options.onChange();
  }

  async identify(identity: string): Promise<void> {
    await this.#session.identify(identity);
  }

  /** Forgets customer and conversation on this device. */
  reset(): void {
    this.#outbox.clear();
    this.#session.signOut();
    this.#isCaughtUp = true;
    this.#moved();
  }

  async #tell(name: string, value: object): Promise<void> {
    const clientActivityID = this.options.ports.newId();
    await this.#directLine.post({ type: 'event', name, value, channelData: { clientActivityID } });
  }

  #moved(): void {
    this.#messages = [];
    this.#care = careAtStart;
    this.#shopReadSeq = 0;
    this.#seenSeq = 0;
    this.options.ports.kept.remove(this.#seenKey);
    this.#setTyping(null);
    this.#outbox.settle(this.#outbox.items.filter((item) => item.state === 'sent').map((item) => item.clientId));
    // Another tab that signed the customer out must not make this one open a new conversation.
    if (this.#session.current === null) this.#connection.stop();
    else this.#connection.restart();
    this.options.onChange();
  }

  #statusChanged(): void {
    if (this.#connection.isUp) this.#outbox.flush();
    else this.#setTyping(null);
    this.options.onChange();
  }

  #take(batch: Batch): void {
    const now = this.options.ports.clock.now();
    const received = batch.activities.map((activity) => readActivity(activity, now)).filter((one) => one !== null);
    const arrived = received.filter((one) => one.kind === 'message');
    for (const one of received) this.#notice(one, now);
    this.#add(arrived);
    this.options.onChange();
  }

  #notice(one: Received, now: Date): void {
    if (one.kind === 'state') this.#care = readCareState(one.value, this.#care, now) ?? this.#care;
    else if (one.kind === 'receipts') this.#shopReadSeq = Math.max(this.#shopReadSeq, one.readSeq);
    else if (one.kind === 'typing' && one.author !== 'customer') this.#setTyping(one);
    else if (one.kind === 'message' && one.author !== 'customer') this.#setTyping(null);
  }

  #add(arrived: ShownMessage[]): void {
    const { messages, fresh } = merge(this.#messages, arrived);
    if (fresh.length === 0) return;
    this.#messages = messages;
    const echoed = fresh.flatMap((message) => (message.clientId === undefined ? [] : [message.clientId]));
    this.#outbox.settle(echoed);
    if (echoed.length > 0) this.#cancelEcho();
    const isNews = this.#isCaughtUp;
    this.#isCaughtUp = true;
    for (const message of fresh) {
      if (isNews && message.author !== 'customer' && message.seq > this.#seenSeq) this.options.onNews(message);
    }
  }

  #setTyping(typing: ChatView['typing']): void {
    this.#cancelTyping();
    this.#typing = typing;
    if (typing === null) return;
    this.#cancelTyping = this.options.ports.clock.after(typingLastsMs, () => {
      this.#typing = null;
      this.options.onChange();
    });
  }

  /** The server took a message: should the stream not bring it back soon, the stream is dead. */
  #awaitEcho(): void {
    this.#cancelEcho();
    this.#cancelEcho = this.options.ports.clock.after(echoWithinMs, () => this.#connection.doubt());
  }
}
