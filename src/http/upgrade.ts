// Web sockets ask here first: plain Host and target, an allowed page, somebody who takes them.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { isPlainRequest } from './guard';
import type { OriginRule } from './origins';

/** Takes a request for a web socket, or returns false without touching it when the path is not its own. */
export type UpgradeTaker = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

export interface Upgrades {
  handle(taker: UpgradeTaker): void;
  /** Ends what is still open. */
  close(): void;
}

/** Listens for upgrades on `server`; what nobody takes is answered 404. */
export function createUpgrades(server: Server, { origins }: { origins: OriginRule }): Upgrades {
  const sockets = new Set<Duplex>();
  let take: UpgradeTaker = () => false;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A caller that vanishes before anybody took the socket must not end the process.
    socket.on('error', () => socket.destroy());
    const { host, origin } = request.headers;
    if (!isPlainRequest(host, request.url)) refuse(socket, '400 Bad Request');
    else if (!origins.isAllowedOrigin(origin, host)) refuse(socket, '403 Forbidden');
    else if (!take(request, socket, head)) refuse(socket, '404 Not Found');
  });
  return {
    handle(taker) {
      take = taker;
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
