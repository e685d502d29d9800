// HTTP as browsers speak it to a process that may die at any moment: an answer and "no answer" are two different things, and
// who got none asks again with the same ids.
import { Agent, type IncomingMessage, request } from 'node:http';

export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read JSON answers of many shapes.
  body: any;
  cookie: string | undefined;
}

export interface Ask {
  json?: unknown;
  headers?: Record<string, string>;
}

/** The process died, or never was there: whether it did what was asked is unknown. */
export class NoAnswer extends Error {}

export type Caller = ReturnType<typeof createCaller>;

const patienceMs = 10_000;
/** The longest anybody asks again: far beyond a restart, short of a test's end. */
const givesUpAfterMs = 45_000;

export function createCaller(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let gaveUp = false;

  function call(method: string, path: string, { json, headers = {} }: Ask = {}): Promise<Reply> {
    const payload = json === undefined ? undefined : JSON.stringify(json);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          agent,
          method,
          path,
          headers: payload === undefined ? headers : { ...headers, ...bodyHeaders(payload) },
        },
        (response) => read(response).then(resolve, reject),
      );
      sent.setTimeout(patienceMs, () => sent.destroy(new Error('timeout')));
      sent.on('error', (fault) => reject(new NoAnswer(fault.message)));
      sent.end(payload);
    });
  }

  /** Asks again, the same, until somebody answers for good: anything but "try again later". */
  async function insist(method: string, path: string, ask?: Ask): Promise<Reply> {
    const deadline = performance.now() + givesUpAfterMs;
    for (let waitMs = 20; ; waitMs = Math.min(200, waitMs * 2)) {
      try {
        const reply = await call(method, path, ask);
        if (reply.status < 500 && reply.status !== 429) return reply;
      } catch (fault) {
        if (!(fault instanceof NoAnswer)) throw fault;
      }
      if (gaveUp || performance.now() > deadline) throw new Error(`nobody answered ${method} ${path}`);
      await rest(waitMs);
    }
  }

  return {
    port,
    call,
    insist,
    /** Nobody will answer any more: whoever still asks, throws. */
    giveUp(): void {
      gaveUp = true;
    },
    close: () => agent.destroy(),
  };
}

const bodyHeaders = (payload: string) => ({
  'content-type': 'application/json',
  'content-length': String(Buffer.byteLength(payload)),
});

function read(response: IncomingMessage): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', (fault) => reject(new NoAnswer(fault.message)));
    response.on('aborted', () => reject(new NoAnswer('cut off')));
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const cookie = response.headers['set-cookie']?.[0]?.split(';', 1)[0];
      resolve({ status: response.statusCode ?? 0, body: text === '' ? undefined : JSON.parse(text), cookie });
    });
  });
}

export const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks until it is so; throws after `withinMs`. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string, withinMs = 30_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await rest(25);
  }
}
