// A real HTTP server on a free port of this machine, with raw sockets for what fetch would not send.
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock';
import { createOriginRule } from '../../src/http/origins';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../src/http/server';
import type { Log, LogFields } from '../../src/log';

export interface TestServer extends HttpServer {
  url: string;
  port: number;
  /** Everything that was logged, as text. */
  logged: string[];
}

type Asked = Pick<HttpServerOptions, 'routes' | 'access'> &
  Partial<Omit<HttpServerOptions, 'origins'>> & { allowedOrigins?: string[]; port?: number };

export async function startTestServer({ allowedOrigins = [], port: wanted = 0, ...asked }: Asked): Promise<TestServer> {
  const logged: string[] = [];
  const server = createHttpServer({
    authenticate: async () => null,
    origins: createOriginRule({ allowedOrigins, publicUrl: asked.callers?.publicUrl }),
    callers: { trustProxy: false },
    webRoot: join(tmpdir(), 'ascolto-has-no-such-folder'),
    clock: systemClock,
    log: createTestLog(logged),
    ...asked,
    limits: { stopGraceMs: 100, ...asked.limits },
  });
  const port = await server.listen(wanted, '127.0.0.1');
  return { ...server, port, url: `http://127.0.0.1:${port}`, logged };
}

export function createTestLog(logged: string[]): Log {
  const write = (fields: LogFields, event: string) => void logged.push(`${event} ${JSON.stringify(fields)}`);
  return { debug: write, info: write, warn: write, error: write };
}

/** Sends bytes as they are; resolves with all that came back once the server closed, or after `waitMs`. */
export function sendRaw(port: number, bytes: string | Buffer, waitMs = 3_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(received);
    });
    socket.write(bytes);
  });
}

/** An open connection that has said `bytes` and nothing more. */
export function openSocket(port: number, bytes: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, () => resolve(socket)));
    socket.once('error', reject);
  });
}

/** Status of the first answer in what `sendRaw` received; 0 when there was none. */
export function statusOf(received: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1] ?? 0);
}

/** Status and `code` of an answer, as one pair. */
export async function outcomeOf(answer: Response): Promise<[number, unknown]> {
  const body: unknown = await answer.json();
  return [answer.status, typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined];
}

/** Looks until it is so; throws after ten seconds. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
