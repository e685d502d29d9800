// Web sockets ask here first: plain Host and target, an allowed page, somebody who takes them.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Caller, type CallerRules, describeCaller } from './caller';
import { isPlainRequest } from './guard';
import { queryOf } from './handle';
import type { OriginRule } from './origins';

/** A request for a web socket that passed the checks; whoever takes it owns the socket. */
export interface Upgrade extends Caller {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  /** Decoded nothing: the path as it was asked for, without its query. */
  path: string;
  query: Record<string, string>;
}

/** Answers an upgrade with a plain status and ends its connection. */
export function refuseUpgrade(socket: Duplex, status: number, reason: string): void {
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

export interface Upgrades {
  handle(handler: (upgrade: Upgrade) => void): void;
  /** Ends what is still open. */
  close(): void;
}

/** Listens for upgrades on `server`; without a handler each is answered 404. */
export function createUpgrades(server: Server, parts: { callers: CallerRules; origins: OriginRule }): Upgrades {
  const sockets = new Set<Duplex>();
  let handler: ((upgrade: Upgrade) => void) | undefined;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Whoever takes the socket listens too; without this one a caller that vanishes early would end the process.
    socket.on('error', () => socket.destroy());
    const { host, origin } = request.headers;
    if (!isPlainRequest(host, request.url)) return refuseUpgrade(socket, 400, 'Bad Request');
    if (!parts.origins.isAllowedOrigin(origin, host)) return refuseUpgrade(socket, 403, 'Forbidden');
    if (handler === undefined) return refuseUpgrade(socket, 404, 'Not Found');
    const path = request.url?.split('?', 1)[0] ?? '/';
    const caller = describeCaller(request, parts.callers);
    handler({ ...caller, request, socket, head, path, query: queryOf(request.url) });
  });
  return {
    handle(taker) {
      handler = taker;
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
