// Serves the engine on a unix socket to unmodified MongoDB drivers. Messages of one connection are answered in their order.
import { createServer, type Server, type Socket } from 'node:net';
import { describeError } from './command-error';
import type { Engine } from './engine';
import { createMessageReader, readMessage, type WireRequest, writeReply } from './wire-message';

export interface WireServer {
  close(): Promise<void>;
}

const MAX_CONNECTIONS = 512;

/** Listens on the socket path; rejects when it cannot. */
export async function serveWire(engine: Engine, socketPath: string): Promise<WireServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveSocket(engine, socket);
  });
  server.maxConnections = MAX_CONNECTIONS;
  await listen(server, socketPath);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function serveSocket(engine: Engine, socket: Socket): void {
  const waiting: WireRequest[] = [];
  let isBusy = false;
  async function work(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    for (let request = waiting.shift(); request !== undefined; request = waiting.shift()) {
      const reply = await answer(engine, request);
      if (request.wantsReply && !socket.destroyed) socket.write(writeReply(request, reply));
    }
    isBusy = false;
  }
  const read = createMessageReader((message) => {
    waiting.push(readMessage(message));
    void work();
  });
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

async function answer(engine: Engine, { body, sequences }: WireRequest) {
  try {
    return await engine.execute(body, sequences);
  } catch (fault) {
    return { ok: 0, ...describeError(fault) };
  }
}
