// Many callers at once, so cheap that the server is what is measured: raw keep-alive connections and requests written beforehand.
import { connect, type Socket } from 'node:net';

/** One request and what became of it; status 0: no answer. */
export interface Shot {
  kind: string;
  status: number;
  retryAfter: number | null;
  tookMs: number;
}

/** A request as it goes over the wire. */
export interface Bullet {
  kind: string;
  bytes: string;
}

/** The longest anybody waits for an answer before it counts as none. */
const patienceMs = 20_000;

/** `connections` callers for `forMs`: each asks again as soon as it was answered. */
export async function closedLoop(
  port: number,
  { connections, forMs }: { connections: number; forMs: number },
  next: () => Bullet,
): Promise<Shot[]> {
  const shots: Shot[] = [];
  const endMs = performance.now() + forMs;
  const loops = Array.from({ length: connections }, async () => {
    const line = new Line(port);
    while (performance.now() < endMs) shots.push(await line.ask(next()));
    line.end();
  });
  await Promise.all(loops);
  return shots;
}

/** `perSecond` requests whatever becomes of the earlier ones, over as many connections as that takes, up to `connections`. */
export async function openLoop(
  port: number,
  { connections, perSecond, forMs }: { connections: number; perSecond: number; forMs: number },
  next: () => Bullet,
): Promise<Shot[]> {
  const shots: Promise<Shot>[] = [];
  const free: Line[] = [];
  const all: Line[] = [];
  const startMs = performance.now();
  while (performance.now() - startMs < forMs) {
    const due = Math.floor(((performance.now() - startMs) / 1000) * perSecond);
    while (shots.length < due) {
      const line = free.pop() ?? (all.length < connections ? new Line(port) : undefined);
      if (line === undefined) break;
      if (!line.wasUsed) all.push(line);
      shots.push(
        line.ask(next()).then((shot) => {
          free.push(line);
          return shot;
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const answered = await Promise.all(shots);
  for (const line of all) line.end();
  return answered;
}

/** One keep-alive connection with one request at a time; a broken one is opened anew. */
class Line {
  wasUsed = false;
  #socket: Socket | null = null;
  #received = '';
  #settle: ((status: number, retryAfter: number | null) => void) | null = null;

  constructor(private readonly port: number) {}

  ask({ kind, bytes }: Bullet): Promise<Shot> {
    this.wasUsed = true;
    const startMs = performance.now();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#drop(), patienceMs);
      this.#settle = (status, retryAfter) => {
        clearTimeout(timer);
        this.#settle = null;
        this.#received = '';
        resolve({ kind, status, retryAfter, tookMs: performance.now() - startMs });
      };
      this.#open().write(bytes);
    });
  }

  end(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    if (this.#socket !== null) return this.#socket;
    const socket = connect(this.port, '127.0.0.1');
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (chunk: string) => this.#read(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.#socket === socket) this.#drop();
    });
    this.#socket = socket;
    return socket;
  }

  #drop(): void {
    this.#socket?.destroy();
    this.#socket = null;
    this.#settle?.(0, null);
  }

  #read(chunk: string): void {
    this.#received += chunk;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.#received.slice(0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const status = Number(head.slice(9, 12));
    const retryAfter = /^retry-after: (\d+)/im.exec(head)?.[1];
    const closes = /^connection: close/im.test(head);
    this.#settle?.(status, retryAfter === undefined ? null : Number(retryAfter));
    if (closes) {
      this.#socket?.destroy();
      this.#socket = null;
    }
  }
}

/** A request with a JSON body, or none. */
export function bullet(
  kind: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  json?: unknown,
): Bullet {
  const body = json === undefined ? '' : JSON.stringify(json);
  const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  if (json !== undefined)
    lines.push('content-type: application/json\r\n', `content-length: ${Buffer.byteLength(body)}\r\n`);
  return { kind, bytes: `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}` };
}

export interface Summary {
  count: number;
  byStatus: Record<string, number>;
  /** Refusals that do not say when to come back. */
  withoutRetryAfter: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

export function summarise(shots: readonly Shot[]): Summary {
  const byStatus: Record<string, number> = {};
  for (const { status } of shots) byStatus[status] = (byStatus[status] ?? 0) + 1;
  const took = shots.map(({ tookMs }) => tookMs).sort((one, other) => one - other);
  const at = (share: number) => Math.round(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0);
  const refused = shots.filter(({ status }) => status === 429 || status === 503);
  return {
    count: shots.length,
    byStatus,
    withoutRetryAfter: refused.filter(({ retryAfter }) => retryAfter === null || retryAfter < 1).length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
  };
}
