// The widget's ports on Node, so that its conversation can be driven against a real server without a page.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Kept, Ports } from '../../src/web/widget/chat/ports';

export interface NodePorts extends Ports {
  /** Everything asked for, as `METHOD path`. */
  readonly calls: string[];
  /** Lines for the shop's developer. */
  readonly warnings: string[];
  /** Bodies of posted activities. */
  readonly posted: unknown[];
  /** Makes calls fail as if there were no network while it answers true. */
  fails: (call: string) => boolean;
  /** Sockets end before they open while true. */
  blocksSockets: boolean;
  /** The network fails under the open sockets. */
  cut(): void;
  /** The page is gone: nothing more leaves, nothing more happens. */
  close(): void;
}

/** Two sets of ports with the same `kept` are two tabs of one browser. */
export function createNodePorts(kept = new Map<string, string>()): NodePorts {
  const timers = new Set<NodeJS.Timeout>();
  const sockets = new Set<WebSocket>();
  let isClosed = false;
  const ports: NodePorts = {
    calls: [],
    warnings: [],
    posted: [],
    fails: () => false,
    blocksSockets: false,
    async fetch(url, init) {
      const call = `${init.method} ${new URL(url).pathname}`;
      ports.calls.push(call);
      if (isClosed || ports.fails(call)) throw new TypeError('no network');
      if (call.endsWith('/activities') && typeof init.body === 'string') ports.posted.push(JSON.parse(init.body));
      return fetch(url, { ...init, headers: { ...init.headers, connection: 'close' } });
    },
    openSocket(url, events) {
      const socket = new WebSocket(ports.blocksSockets ? 'ws://127.0.0.1:9/' : url);
      sockets.add(socket);
      socket.on('open', () => events.opened());
      socket.on('message', (text) => events.received(String(text)));
      socket.on('error', () => {});
      socket.on('close', (code) => {
        sockets.delete(socket);
        events.closed(code);
      });
      return { send: (text) => socket.send(text), close: () => socket.terminate() };
    },
    async upload({ url, token, activity, file, onProgress }) {
      const form = new FormData();
      form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
      form.append('file', file, file.name);
      const headers = { authorization: `Bearer ${token}`, connection: 'close' };
      const response = await fetch(url, { method: 'POST', headers, body: form });
      onProgress(1);
      return {
        status: response.status,
        text: await response.text(),
        retryAfter: response.headers.get('retry-after'),
      };
    },
    clock: {
      now: () => new Date(),
      after(delayMs, task) {
        if (isClosed) return () => {};
        const timer = setTimeout(() => {
          timers.delete(timer);
          task();
        }, delayMs);
        timers.add(timer);
        return () => {
          clearTimeout(timer);
          timers.delete(timer);
        };
      },
    },
    random: () => 0.5,
    newId: randomUUID,
    kept: keptIn(kept),
    keptInTab: keptIn(new Map()),
    warn: (sentence) => void ports.warnings.push(sentence),
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    close() {
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      ports.cut();
    },
  };
  return ports;
}

function keptIn(store: Map<string, string>): Kept {
  return {
    get: (key) => store.get(key) ?? null,
    set: (key, value) => void store.set(key, value),
    remove: (key) => void store.delete(key),
  };
}
