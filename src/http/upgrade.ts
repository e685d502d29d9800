// Web sockets ask here first: plain Host and target, an allowed page, somebody who takes them.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
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

interface UpgradeParts {
  origins: OriginRule;
  limits: { upgrades: number };
}

/** A socket that nobody has answered by then is ended. */
const letInWithinMs = 10_000;

/** Listens for upgrades on `server`; what nobody takes is answered 404, what comes too thick 503. */
export function createUpgrades(server: Server, { origins, limits }: UpgradeParts): Upgrades {
  const sockets = new Set<Duplex>();
  const waiting = createWaiting(limits.upgrades);
  let take: UpgradeTaker = () => false;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A caller that vanishes before anybody took the socket must not end the process.
    socket.on('error', () => socket.destroy());
    const { host, origin } = request.headers;
    if (!isPlainRequest(host, request.url)) refuse(socket, '400 Bad Request');
    else if (!origins.isAllowedOrigin(origin, host)) refuse(socket, '403 Forbidden');
    else if (!waiting.takes(request.socket)) refuse(socket, '503 Service Unavailable', 'Retry-After: 5\r\n');
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

/** Sockets whose tickets are being looked at: at most `most`, none for long. Real time: it waits for the store. */
function createWaiting(most: number) {
  const waiting = new Set<Socket>();
  const isAnswered = (socket: Socket) => socket.bytesWritten > 0 || socket.destroyed;
  return {
    /** False when there are too many. */
    takes(socket: Socket): boolean {
      if (waiting.size >= most) for (const other of waiting) if (isAnswered(other)) waiting.delete(other);
      if (waiting.size >= most) return false;
      waiting.add(socket);
      const timer = setTimeout(() => {
        if (waiting.delete(socket) && !isAnswered(socket)) socket.destroy();
      }, letInWithinMs);
      timer.unref();
      socket.once('close', () => {
        clearTimeout(timer);
        waiting.delete(socket);
      });
      return true;
    },
  };
}

function refuse(socket: Duplex, status: string, headers = ''): void {
  const head = `HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`;
  socket.end(head, () => socket.destroy());
}
