// Serves the engine on a unix socket, or on a port of this machine alone, to unmodified MongoDB drivers. Messages of one
// connection are answered in their order.
import { createServer, type ListenOptions, type Server, type Socket } from 'node:net';
import { describeError } from './command-error';
import type { Door } from './door';
import { createMessageReader, readMessage, type WireRequest, writeReply } from './wire-message';

export interface WireServer {
  /** Undefined on a unix socket. */
  port: number | undefined;
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 512;

/** Listens at the place; rejects when it cannot. Each connection gets a door of its own. */
export async function serveWire(place: ListenOptions, newDoor: () => Door): Promise<WireServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveSocket(newDoor(), socket);
  });
  server.maxConnections = MAX_CONNECTIONS;
  await listen(server, place);
  const address = server.address();
  return {
    port: typeof address === 'object' ? address?.port : undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listen(server: Server, place: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function serveSocket(door: Door, socket: Socket): void {
  const waiting: WireRequest[] = [];
  let isBusy = false;
  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
      const reply = await answer(door, request);
      if (request.wantsReply && !socket.destroyed) socket.write(writeReply(request, reply));
    }
    isBusy = false;
  }
  const read = createMessageReader((message) => {
    waiting.push(readMessage(message));
    void work();
  });
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    try {
      read(chunk);
    } catch {
      // Not the protocol, or beyond its limits: nothing that follows on this connection can be understood.
      socket.destroy();
    }
  });
}

async function answer(door: Door, request: WireRequest) {
  try {
    return await door(request);
  } catch (fault) {
    return { ok: 0, ...describeError(fault) };
  }
}
