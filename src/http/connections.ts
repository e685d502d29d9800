// Every connection of the server, bounded: how many one network may have, how many requests may wait in one, and how much
// those who do not read may leave lying in our memory. Web sockets and feeds are among them.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from './caller';
import { createTally } from './tally';

export interface ConnectionLimits {
  /** All connections. */
  connections: number;
  /** Of one network; not counted where a proxy stands before everybody. */
  connectionsPerNetwork: number;
  /** Requests of one connection that wait for their answers (pipelining). */
  requestsPerConnection: number;
  /** What all sockets together may hold of answers that nobody reads. */
  unreadBytes: number;
  /** The longest a reader may take to catch up. */
  catchUpMs: number;
}

export interface Connections {
  /** Counts a request of its connection; false when it must not be looked at, because the connection has ended. */
  take(request: IncomingMessage, response: ServerResponse): boolean;
  count(): number;
  unreadBytes(): number;
  close(): void;
}

const lookEveryMs = 250;
const tooMany = 'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

interface State {
  pending: number;
  /** Since when the socket holds something unread; 0: it holds nothing. */
  behindSinceMs: number;
}

/** Real time on purpose: this looks after the system's sockets. */
export function boundConnections(server: Server, limits: ConnectionLimits & { trustsProxy: boolean }): Connections {
  const states = new Map<Socket, State>();
  const networks = createTally();

  server.on('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? '');
    const isTooMany = !limits.trustsProxy && networks.of(network) >= limits.connectionsPerNetwork;
    if (isTooMany || states.size >= limits.connections) {
      socket.end(tooMany, () => socket.destroy());
      return;
    }
    networks.add(network, 1);
    states.set(socket, { pending: 0, behindSinceMs: 0 });
    socket.once('close', () => {
      states.delete(socket);
      networks.add(network, -1);
    });
  });

  /** Ends who is too far behind for too long; when all together hold too much, whoever holds most. */
  function look(): void {
    const nowMs = performance.now();
    let unread = 0;
    const behind: Socket[] = [];
    for (const [socket, state] of states) {
      if (socket.writableLength === 0) state.behindSinceMs = 0;
      else {
        state.behindSinceMs ||= nowMs;
        if (nowMs - state.behindSinceMs > limits.catchUpMs) socket.destroy();
        else behind.push(socket);
        unread += socket.writableLength;
      }
    }
    if (unread > limits.unreadBytes) endLargest(behind, unread - limits.unreadBytes);
  }
  const timer = setInterval(look, lookEveryMs);
  timer.unref();

  return {
    take(request, response) {
      const { socket } = request;
      const state = states.get(socket);
      if (state === undefined || socket.destroyed) return false;
      state.pending += 1;
      if (state.pending > limits.requestsPerConnection) {
        socket.destroy();
        return false;
      }
      response.once('close', () => {
        state.pending -= 1;
      });
      return true;
    },
    count: () => states.size,
    unreadBytes: () => [...states.keys()].reduce((sum, socket) => sum + socket.writableLength, 0),
    close: () => clearInterval(timer),
  };
}

function endLargest(behind: Socket[], excessBytes: number): void {
  let left = excessBytes;
  for (const socket of behind.sort((one, other) => other.writableLength - one.writableLength)) {
    if (left <= 0) return;
    left -= socket.writableLength;
    socket.destroy();
  }
}
