// HTTP as browsers speak it to processes that may die at any moment: an answer and "no answer" are two different things, and
// who got none asks again with the same ids. With several processes each call goes to the next one, as behind a balancer.
import { Agent, type IncomingMessage, request } from 'node:http';

export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests read JSON answers of many shapes.
  body: any;
  cookie: string | undefined;
  /** How long the server asks to wait before the next try; 0 when it does not say. */
  retryAfterMs: number;
}

export interface Ask {
  json?: unknown;
  headers?: Record<string, string>;
}

/** The process died, or never was there: whether it did what was asked is unknown. */
export class NoAnswer extends Error {}

export type Caller = ReturnType<typeof createCaller>;

/** What one caller met so far. */
export interface CallerFigures {
  /** The slowest answer, whatever it was. */
  slowestMs: number;
  /** Answers by status; 0 counts calls that got none. */
  answers: Map<number, number>;
}

const patienceMs = 10_000;
/** The longest anybody asks again: far beyond a restart, short of a test's end. */
const givesUpAfterMs = 60_000;
/** No customer waits longer, whatever the server asks for. */
const longestWaitMs = 3_000;

export function createCaller(ports: number | readonly number[]) {
  const all = typeof ports === 'number' ? [ports] : ports;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const figures: CallerFigures = { slowestMs: 0, answers: new Map() };
  let gaveUp = false;
  let turn = 0;

  async function call(method: string, path: string, ask: Ask = {}): Promise<Reply> {
    const from = performance.now();
    let status = 0;
    try {
      const reply = await send({ agent, port: all[turn++ % all.length] ?? 0, method, path, ask });
      status = reply.status;
      return reply;
    } finally {
      if (status !== 0) figures.slowestMs = Math.max(figures.slowestMs, performance.now() - from);
      figures.answers.set(status, (figures.answers.get(status) ?? 0) + 1);
    }
  }

  /** Asks again, the same, until somebody answers for good: anything but "try again later". */
  async function insist(method: string, path: string, ask?: Ask): Promise<Reply> {
    const deadline = performance.now() + givesUpAfterMs;
    for (let waitMs = 20; ; waitMs = Math.min(200, waitMs * 2)) {
      let askedMs = 0;
      try {
        const reply = await call(method, path, ask);
        if (reply.status < 500 && reply.status !== 429) return reply;
        askedMs = Math.min(longestWaitMs, reply.retryAfterMs);
      } catch (fault) {
        if (!(fault instanceof NoAnswer)) throw fault;
      }
      if (gaveUp || performance.now() > deadline) throw new Error(`nobody answered ${method} ${path}`);
      await rest(Math.max(waitMs, askedMs));
    }
  }

  return {
    /** The first process's; all of them when there are several. */
    port: all[0] ?? 0,
    ports: all,
    figures,
    call,
    insist,
    /** Nobody will answer any more: whoever still asks, throws. */
    giveUp(): void {
      gaveUp = true;
    },
    close: () => agent.destroy(),
  };
}

interface Sending {
  agent: Agent;
  port: number;
  method: string;
  path: string;
  ask: Ask;
}

function send({ agent, port, method, path, ask: { json, headers = {} } }: Sending): Promise<Reply> {
  const payload = json === undefined ? undefined : JSON.stringify(json);
  const withBody = payload === undefined ? headers : { ...headers, ...bodyHeaders(payload) };
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent, method, path, headers: withBody }, (response) =>
      read(response).then(resolve, reject),
    );
    sent.setTimeout(patienceMs, () => sent.destroy(new Error('timeout')));
    sent.on('error', (fault) => reject(new NoAnswer(fault.message)));
    sent.end(payload);
  });
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
      const retryAfterMs = 1_000 * Number(response.headers['retry-after'] ?? 0) || 0;
      resolve({
        status: response.statusCode ?? 0,
        body: text === '' ? undefined : JSON.parse(text),
        cookie,
        retryAfterMs,
      });
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
