// Server-sent events for the console: hints of what changed, never the change itself, so that a lost hint costs one read.
// Continuity is proved by event ids within one process life; otherwise the console is told to reload what it shows.
import { randomInt } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import { consoleTopic, type FanOut, type Hint } from '../jobs/fan-out';
import type { Actor, Route } from '../route';

export interface FeedParts {
  fanOut: FanOut;
  clock: Clock;
  presence: { feedOpened(agentId: string): void; feedClosed(agentId: string): void };
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
}

const kept = 1_000;
const heartbeatMs = 5_000;
/** When this process stops, consoles come back spread over this long instead of in one instant. */
const comeBackWithinMs = 3_000;
const mostPerAgent = 8;
/** A reader that falls this far behind is cut; it comes back and reloads. */
const mostBufferedBytes = 512 * 1024;

export function createFeed({ fanOut, clock, presence, bootId }: FeedParts) {
  const recent: Entry[] = [];
  const listeners = new Set<Listener>();
  let last = 0;

  const unsubscribe = fanOut.subscribe(consoleTopic, (hint) => {
    const entry = { n: ++last, hint };
    recent.push(entry);
    if (recent.length > kept) recent.shift();
    for (const listener of listeners) send(listener, entry);
  });

  function send({ actor, response }: Listener, { n, hint }: Entry): void {
    if (response.writableLength > mostBufferedBytes) response.destroy();
    else response.write(`id: ${bootId}.${n}\n${frame(hint, actor.agentId)}`);
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
    const listener = { actor, response };
    const mine = [...listeners].filter((other) => other.actor.agentId === actor.agentId);
    if (mine.length >= mostPerAgent) mine[0]?.response.end();
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const backlog = missed(lastEventId);
    response.write(`retry: 1000\n\n`);
    if (backlog === null) response.write(`id: ${bootId}.${last}\nevent: resync\ndata: {}\n\n`);
    else for (const entry of backlog) send(listener, entry);
    listeners.add(listener);
    presence.feedOpened(actor.agentId);
    const stopBeating = beat(response);
    return () => {
      stopBeating();
      if (listeners.delete(listener)) presence.feedClosed(actor.agentId);
    };
  }

  /** A comment line now and then keeps proxies from closing the stream and finds dead readers. */
  function beat(response: ServerResponse): () => void {
    let cancel = clock.after(heartbeatMs, tick);
    function tick(): void {
      response.write(': here\n\n');
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

    close(): void {
      unsubscribe();
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
