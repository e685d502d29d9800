// The live line to the server (server-sent events). It carries hints only; whoever hears one reads the data again, so a
// hint lost while the line was down is made good by one `resync`.
import { createCell } from './cell';
import { type Presence, type Trouble, troubleKinds } from './contract';

export interface ConversationHint {
  conversationId: string;
  version: number;
  /** The newest log row, null when the change was no message. */
  seq: number | null;
}

export interface BellHint {
  conversationId: string;
  /** Whether this person's bell rings at once. */
  first: boolean;
}

export interface FeedHandlers {
  conversation(hint: ConversationHint): void;
  waiting(hint: BellHint): void;
  /** A promise to the customer was broken. */
  late(hint: BellHint): void;
  typing(hint: { conversationId: string; by: string }): void;
  presence(hint: { agentId: string; state: Presence }): void;
  /** The conversation is gone for good, and what this page holds of it goes too. */
  erased(hint: { conversationId: string }): void;
  /** Something may have been missed: read everything visible once more. */
  resync(): void;
  signedOut(): void;
  /** The server answered, but not with a stream: the sign-in may have ended while the line was down. */
  refused(): void;
}

export interface Line {
  state: 'connecting' | 'open' | 'down';
  /** When the state began, by this computer's clock. */
  since: number;
}

export const line = createCell<Line>({ state: 'connecting', since: Date.now() });

/** What the server says is wrong, worst first; empty when all is well and while the line is down. */
export const troubles = createCell<readonly Trouble[]>([]);

/** Half more or less at random: all consoles meet the same refusal at the same moment. */
const reopenAfterMs = 3000;
const watchEveryMs = 5000;
/** A longer silence of our own timer means that the computer slept and the socket may be dead without a sign. */
const sleptAfterMs = 30_000;

/** Opens the line and keeps it open until the returned function is called. */
export function openFeed(handlers: FeedHandlers): () => void {
  let source: EventSource | null = null;
  let reopen: ReturnType<typeof setTimeout> | undefined;
  let lastBeat = Date.now();

  function connect() {
    clearTimeout(reopen);
    source?.close();
    source = new EventSource('/api/feed');
    // Whether something was missed the server knows (Last-Event-ID): it sends `resync` unless it can prove continuity.
    source.onopen = () => setLine('open');
    source.onerror = () => {
      setLine('down');
      // The browser reconnects by itself unless the answer was a refusal.
      if (source?.readyState !== EventSource.CLOSED) return;
      handlers.refused();
      reopen = setTimeout(connect, reopenAfterMs * (0.5 + Math.random()));
    };
    listen(source, handlers);
  }

  const watch = setInterval(() => {
    const slept = Date.now() - lastBeat > sleptAfterMs;
    lastBeat = Date.now();
    if (slept) connect();
  }, watchEveryMs);
  const goDown = () => setLine('down');

  window.addEventListener('online', connect);
  window.addEventListener('offline', goDown);
  window.addEventListener(reconnectEvent, connect);
  connect();
  return () => {
    clearInterval(watch);
    clearTimeout(reopen);
    source?.close();
    window.removeEventListener('online', connect);
    window.removeEventListener('offline', goDown);
    window.removeEventListener(reconnectEvent, connect);
    line.set({ state: 'connecting', since: Date.now() });
    troubles.set([]);
  };
}

const reconnectEvent = 'ascolto:reconnect';

/** Does not wait for the browser's own pause between two attempts. */
export function reconnectNow() {
  window.dispatchEvent(new Event(reconnectEvent));
}

function listen(source: EventSource, handlers: FeedHandlers) {
  const on = (name: string, handle: (data: never) => void) =>
    source.addEventListener(name, (event) => handle(JSON.parse((event as MessageEvent<string>).data || '{}') as never));
  on('conversation', handlers.conversation);
  on('waiting', handlers.waiting);
  on('late', handlers.late);
  on('typing', handlers.typing);
  on('presence', handlers.presence);
  on('erased', handlers.erased);
  on('resync', handlers.resync);
  on('signed-out', handlers.signedOut);
  // Told at every opening: what was wrong before this line says nothing of now. A newer server may know more kinds.
  on('status', (status: { troubles: Trouble[] }) =>
    troubles.set(status.troubles.filter(({ kind }) => troubleKinds.includes(kind))),
  );
}

function setLine(state: Line['state']) {
  if (line.get().state !== state) line.set({ state, since: Date.now() });
}
