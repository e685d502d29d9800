// More doors to one port. libuv (1.45 and later) accepts one connection per listening handle in a turn of the event loop; a busy
// process has a few dozen turns a second, and newcomers would wait outside for seconds. Several handles of the same socket let in
// several a turn. Node has no call to make them, but a handle sent to a child process and back is a new one.
import { type ChildProcess, spawn } from 'node:child_process';
import type { Server } from 'node:http';
import { createServer, type Server as Door, type Socket } from 'node:net';
import { describeFault, type Log } from '../log';
import { backlog } from './listening';

export interface Acceptors {
  /** Opens them in the background; when that fails, the server's own door is all there is. */
  open(): void;
  count(): number;
  /** Takes no more connections; resolves when those of these doors have ended. */
  close(): Promise<void>;
}

/** Gives back what it is sent, then ends; without its parent it ends too. It never listens: a raw handle is only passed on. */
const echo = `let left = Number(process.argv[1]);
process.on('message', (_, handle) => process.send(0, handle, {}, () => --left || process.disconnect()));`;
const openWithinMs = 10_000;

/** `doors` more for `http`, once it listens. */
export function createAcceptors(http: Server, { doors, log }: { doors: number; log: Log }): Acceptors {
  const open = new Set<Door>();
  let child: ChildProcess | undefined;
  let isClosed = false;

  function add(handle: unknown): void {
    if (isClosed || handle === undefined) return;
    const door = createServer(doorOptions, (socket: Socket) => http.emit('connection', socket));
    door.on('error', (fault) => log.warn(describeFault(fault), 'acceptor-failed'));
    // It is one socket: who listens on it last says how many the system keeps waiting.
    door.listen(handle, backlog);
    open.add(door);
  }

  function endChild(): void {
    child?.removeAllListeners('message');
    child?.kill('SIGKILL');
    child = undefined;
  }

  return {
    open() {
      const handle = handleOf(http);
      if (doors === 0 || handle === undefined || process.platform === 'win32') return;
      const started = spawn(process.execPath, ['-e', echo, String(doors)], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      child = started;
      // Real time on purpose: it waits for a process.
      const timer = setTimeout(endChild, openWithinMs);
      timer.unref();
      started.unref();
      started.channel?.unref();
      started.on('message', (_message, handed: unknown) => add(handed));
      started.on('error', (fault) => log.warn(describeFault(fault), 'acceptors-not-opened'));
      started.once('exit', () => clearTimeout(timer));
      for (let n = 0; n < doors; n++) started.send(0, handle, {}, () => {});
    },
    count: () => open.size,
    async close() {
      isClosed = true;
      endChild();
      await Promise.all([...open].map((door) => new Promise<void>((resolve) => door.close(() => resolve()))));
    },
  };
}

/** What node:http itself asks of the sockets it serves. */
const doorOptions = { allowHalfOpen: true, noDelay: true };

/** The system's handle behind a listening server; Node names it so since its beginnings and documents it for `listen(handle)`. */
function handleOf(http: Server): Socket | undefined {
  return (http as unknown as { _handle?: Socket })._handle ?? undefined;
}
