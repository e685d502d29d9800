// The compiled process among hostile callers: one customer to be attacked, one who goes on being served beside it all, and a
// look at the memory.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { rest } from '../faults/caller';
import { type Customer, enterShop } from '../faults/customer';
import { createRig } from '../faults/rig';

/** The young generation comes and goes as it likes and would drown the figure: it is kept small. */
const nodeFlags = ['--expose-gc', '--max-semi-space-size=1', '--require', join(__dirname, '../bench/gc-on-signal.cjs')];
/** Of a shop that nobody set up otherwise. */
const settings = { MESSAGE_BURST: '10', MESSAGES_PER_SECOND: '1', SESSIONS_PER_MINUTE: '120' };

export const activities = ({ conversationId }: Customer) => `/v3/directline/conversations/${conversationId}/activities`;
export const bearer = ({ token }: Customer) => ({ authorization: `Bearer ${token}` });

export interface Post {
  body: string | Buffer;
  headers?: Record<string, string>;
  /** One of the machine's own addresses, so that a limit per address is not the next test's. */
  from?: string;
}

interface Outcome {
  /** 0 when the connection was ended instead of answered. */
  status: number;
  code: string;
  retryAfter: number;
}

export type HostileWorld = Awaited<ReturnType<typeof createHostileWorld>>;

export async function createHostileWorld() {
  const rig = await createRig({ nodeFlags, settings });
  await rig.start();
  const victim = await enterShop(rig.caller);
  const bystander = await enterShop(rig.caller);
  const served: number[] = [];
  let isOver = false;

  /** What is loaded once and kept: compiled code, caches, pools. */
  async function warmUp(): Promise<void> {
    for (let n = 0; n < 300; n++) {
      await rig.caller.insist('GET', activities(bystander), { headers: bearer(bystander) });
      await rig.caller.call('POST', '/widget/session', { json: { resume: 'nobody' } });
    }
  }

  /** A customer who reads, and writes now and then, all the while. */
  async function goOnBeingServed(): Promise<void> {
    for (let n = 0; !isOver; n++) {
      served.push((await rig.caller.call('GET', activities(bystander), { headers: bearer(bystander) })).status);
      if (n % 20 === 0) await bystander.say(`sono ancora qui, ${n}`);
      await rest(50);
    }
  }

  function post(path: string, { body, headers = {}, from = '127.0.0.1' }: Post): Promise<Outcome> {
    const json = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const wanted = {
      host: '127.0.0.1',
      port: rig.port,
      method: 'POST',
      path,
      localAddress: from,
      agent: false as const,
    };
    return new Promise((resolve) => {
      const sent = request({ ...wanted, headers: { ...json, ...headers } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        answer.on('error', () => {});
        answer.on('close', () => {
          const code = /"code":"([a-z-]+)"/.exec(text)?.[1] ?? '';
          resolve({ status: answer.statusCode ?? 0, code, retryAfter: Number(answer.headers['retry-after'] ?? 0) });
        });
      });
      sent.on('error', () => resolve({ status: 0, code: '', retryAfter: 0 }));
      sent.end(body);
    });
  }

  await warmUp();
  const before = await residentBytes(rig.pid());
  const beside = goOnBeingServed();

  return {
    rig,
    victim,
    bystander,
    /** Memory before anything hostile; null where the system does not tell. */
    before,
    residentBytes: () => residentBytes(rig.pid()),
    /** Every answer that the customer beside it all was given. */
    served: served as readonly number[],
    async endService(): Promise<readonly number[]> {
      isOver = true;
      await beside;
      return served;
    },
    post,
    /** Asks again while the server is busy with others, as clients do. */
    async insist(path: string, asked: Post): Promise<Outcome> {
      for (let tries = 1; ; tries++) {
        const outcome = await post(path, asked);
        if (outcome.status !== 503 || tries === 20) return outcome;
        await rest(1_000);
      }
    },
    async streamOf(customer: Customer) {
      const path = `/v3/directline/conversations/${customer.conversationId}?watermark=`;
      const { body } = await rig.caller.insist('GET', path, { headers: bearer(customer) });
      const socket = new WebSocket(body.streamUrl, { perMessageDeflate: false });
      const closed = new Promise<number>((resolve) => socket.once('close', resolve));
      const stream = { socket, frames: 0, closed };
      socket.on('message', () => {
        stream.frames += 1;
      });
      socket.on('error', () => {});
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
      return stream;
    },
  };
}

/** Swept until sweeping changes nothing more; null where the system does not tell. */
async function residentBytes(pid: number | undefined): Promise<number | null> {
  if (pid === undefined || process.platform !== 'linux') return null;
  const readings: number[] = [];
  const isSteady = () => {
    const last = readings.slice(-3);
    return last.length === 3 && Math.max(...last) - Math.min(...last) < 1024 * 1024;
  };
  while (readings.length < 12 && !isSteady()) {
    process.kill(pid, 'SIGUSR2');
    await rest(250);
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    readings.push(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1024);
  }
  return Math.min(...readings.slice(-3));
}
