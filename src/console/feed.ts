// Server-sent events for the console: hints of what changed, never the change itself, so that a lost hint costs one read.
// Continuity is proved by event ids within one process life; otherwise the console is told to reload what it shows.
import { randomInt } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import type { Presence } from '../handoff/presence';
import { consoleTopic, type FanOut, type Hint } from '../jobs/fan-out';
import type { Actor, Route } from '../route';

export interface FeedParts {
  fanOut: FanOut;
  clock: Clock;
  presence: Pick<Presence, 'feedOpened' | 'feedClosed' | 'onChange'>;
  /** Differs from process start to process start. */
  bootId: string;
}

interface Entry {
  n: number;
  hint: Hint;
}

interface Listener {
  actor: Actor;
  response: ServerResponse;
  /** Hints were lost and it has not been told yet. */
  owesResync: boolean;
  /** Heartbeats in a row at which it had not read everything. */
  lateBeats: number;
}

const kept = 1_000;
const heartbeatMs = 5_000;
/** When this process stops, consoles come back spread over this long instead of in one instant. */
const comeBackWithinMs = 3_000;
const mostPerAgent = 8;
/** A reader that falls this far behind is cut; it comes back and reloads. So is one that never catches up. */
const mostBufferedBytes = 512 * 1024;
const mostLateBeats = 4;
/** All consoles of all processes hear of an outage's end at once; what they then reload is spread over this time. */
const resyncSpreadMs = 2_000;

export function createFeed({ fanOut, clock, presence, bootId }: FeedParts) {
  const recent: Entry[] = [];
  const listeners = new Set<Listener>();
  let last = 0;

  const subscriptions = [
    fanOut.subscribe(consoleTopic, tell),
    fanOut.onGap(tellOfGap),
    presence.onChange((agentId, state) => tell({ event: 'presence', agentId, state })),
  ];

  function tell(hint: Hint): void {
    const entry = { n: ++last, hint };
    recent.push(entry);
    if (recent.length > kept) recent.shift();
    for (const listener of listeners) send(listener, entry);
  }

  /** Nobody's continuity reaches over a gap: who comes back is told, and so is, one after the other, who is here. */
  function tellOfGap(): void {
    last += 1;
    recent.length = 0;
    const waiting = [...listeners].filter((listener) => !listener.owesResync);
    waiting.forEach((listener, index) => {
      listener.owesResync = true;
      clock.after((index * resyncSpreadMs) / waiting.length, () => resync(listener));
    });
  }

  function resync(listener: Listener): void {
    listener.owesResync = false;
    write(listener, `id: ${bootId}.${last}\nevent: resync\ndata: {}\n\n`);
  }

  /** Without an id while a resync is owed, so that a reader who leaves before it comes back as one who missed something. */
  function send(listener: Listener, { n, hint }: Entry): void {
    const id = listener.owesResync ? '' : `id: ${bootId}.${n}\n`;
    write(listener, `${id}${frame(hint, listener.actor.agentId)}`);
  }

  function write({ response }: Listener, text: string): void {
    if (response.writableLength + text.length > mostBufferedBytes) response.destroy();
    else response.write(text);
  }

  /** Entries after the reader's last one, or null when continuity cannot be proved. */
  function missed(lastEventId: string | undefined): Entry[] | null {
    const [boot, n] = (lastEventId ?? '').split('.');
    const from = Number(n);
    if (boot !== bootId || !Number.isInteger(from) || from > last) return null;
    if (from < last && (recent[0]?.n ?? last + 1) > from + 1) return null;
    return recent.filter((entry) => entry.n > from);
  }

  function open(actor: Actor, lastEventId: string | undefined, response: ServerResponse): () => void {
    const listener: Listener = { actor, response, owesResync: false, lateBeats: 0 };
    const mine = [...listeners].filter((other) => other.actor.agentId === actor.agentId);
    if (mine.length >= mostPerAgent) mine[0]?.response.end();
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const backlog = missed(lastEventId);
    response.write(`retry: 1000\n\n`);
    if (backlog === null) resync(listener);
    else for (const entry of backlog) send(listener, entry);
    listeners.add(listener);
    presence.feedOpened(actor.agentId, actor.sessionId);
    const stopBeating = beat(listener);
    return () => {
      stopBeating();
      if (listeners.delete(listener)) presence.feedClosed(actor.agentId, actor.sessionId);
    };
  }

  /** A comment line now and then keeps proxies from closing the stream and finds dead readers. */
  function beat(listener: Listener): () => void {
    let cancel = clock.after(heartbeatMs, tick);
    function tick(): void {
      listener.lateBeats = listener.response.writableLength > 0 ? listener.lateBeats + 1 : 0;
      if (listener.lateBeats >= mostLateBeats) listener.response.destroy();
      else write(listener, ': here\n\n');
      cancel = clock.after(heartbeatMs, tick);
    }
    return () => cancel();
  }

  return {
    route: {
      method: 'GET',
      path: '/api/feed',
      handle: ({ actor, headers }) => ({
        stream: (response: ServerResponse) => open(actor, headers['last-event-id']?.toString(), response),
      }),
    } satisfies Route as Route,

    /** Shows a hint to the people who follow this process's feed, and to nobody else. */
    tell,
    isHeard: (): boolean => listeners.size > 0,

    close(): void {
      for (const unsubscribe of subscriptions) unsubscribe();
      for (const { response } of listeners) response.end(`retry: ${randomInt(500, comeBackWithinMs)}\n\n`);
    },
  };
}

/** One hint as the console reads it; `toldFirst` names the agents whose bell rings at once. */
function frame(hint: Hint, agentId: string): string {
  const { event = 'conversation', toldFirst, ...facts } = hint;
  const shown = toldFirst === undefined ? facts : { ...facts, first: String(toldFirst).split(',').includes(agentId) };
  return `event: ${event}\ndata: ${JSON.stringify(shown)}\n\n`;
}
