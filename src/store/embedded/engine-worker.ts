// The worker thread that owns the data file: opens it, serves it, and ends when told to.
import { chmodSync, rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { guardedDoor, openDoor } from './door';
import { createEngine, type Engine } from './engine';
import type { EngineOrder, EnginePlace, EngineReport } from './engine-thread';
import { createScram } from './scram';
import { serveWire } from './wire-server';

async function start({ filePath, socketPath, loopback }: EnginePlace): Promise<void> {
  let engine: Engine;
  try {
    engine = createEngine(filePath, (fault) => {
      report({ kind: 'fault', message: messageOf(fault) });
    });
  } catch (fault) {
    report({ kind: isLocked(fault) ? 'in-use' : 'failed', message: messageOf(fault) });
    return;
  }
  // The file is ours: a socket that lies there was left by a process that died.
  rmSync(socketPath, { force: true });
  const servers = [await serveWire({ path: socketPath }, () => openDoor(engine))];
  chmodSync(socketPath, 0o600);
  const port = loopback === undefined ? undefined : await serveLoopback(loopback);
  parentPort?.on('message', (order: EngineOrder) => {
    if (order === 'close') void stop();
  });
  report({ kind: 'ready', port });

  async function serveLoopback({ port, password }: NonNullable<EnginePlace['loopback']>): Promise<number | undefined> {
    const newSignIn = createScram(password);
    const server = await serveWire({ host: '127.0.0.1', port }, () => guardedDoor(engine, newSignIn));
    servers.push(server);
    return server.port;
  }

  async function stop(): Promise<void> {
    await Promise.all(servers.map((server) => server.close()));
    engine.close();
    rmSync(socketPath, { force: true });
    parentPort?.close();
  }
}

function report(message: EngineReport): void {
  parentPort?.postMessage(message);
}

function isLocked(fault: unknown): boolean {
  return (
    fault instanceof Error &&
    (/SQLITE_BUSY/.test(String((fault as { code?: unknown }).code)) || /locked/.test(fault.message))
  );
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : 'unknown fault';
}

void start(workerData as EnginePlace);
