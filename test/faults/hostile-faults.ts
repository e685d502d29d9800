// F10 and F11: strangers who send what nobody should, while customers write. Theirs is refused; the customers' goes on.
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { percentile } from '../bench/figures';
import { type Caller, rest } from './caller';
import { enterShop } from './customer';
import type { Injection } from './injections';
import type { AppProcess, Stand } from './stand';

const path = '/widget/session';
const head = (...lines: string[]) => `POST ${path} HTTP/1.1\r\nHost: shop\r\n${lines.join('\r\n')}\r\n\r\n`;
const json = 'Content-Type: application/json';

/** Whole requests that must be refused, as bytes. */
function hostileRequests(): Buffer[] {
  const withBody = (body: Buffer, ...lines: string[]) =>
    Buffer.concat([Buffer.from(head(json, `Content-Length: ${body.length}`, ...lines)), body]);
  return [
    withBody(Buffer.alloc(10_000_000, 'a')),
    withBody(gzipSync(Buffer.alloc(60_000_000)), 'Content-Encoding: gzip'),
    withBody(Buffer.from('no gzip at all'), 'Content-Encoding: gzip'),
    withBody(Buffer.from('{"locale": ')),
    withBody(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
    withBody(Buffer.from('['.repeat(500_000))),
    withBody(Buffer.from('{"__proto__":{"locale":"it"},"constructor":{"prototype":{}}}')),
    Buffer.from(`${head(json, 'Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\nGET / HTTP/1.1\r\n\r\n`),
    Buffer.from(`${head(json, ...Array.from({ length: 200 }, (_, n) => `X-${n}: ${'x'.repeat(200)}`))}`),
    Buffer.from('\u0000\u0001 nonsense\r\n\r\n'),
  ];
}

function open({ port }: AppProcess): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  return socket;
}

/** Everything above, again and again, beside sockets whose headers never end. */
async function sendHostile({ apps }: Stand, rounds: number, slow: number): Promise<number> {
  const requests = hostileRequests();
  const sockets = Array.from({ length: slow }, (_, n) => open(apps[n % apps.length] as AppProcess));
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nX-Slow: ');
  let sent = 0;
  for (let round = 0; round < rounds; round++) {
    for (const app of apps)
      for (const request of requests) {
        const socket = open(app);
        socket.end(request);
        sockets.push(socket);
        sent++;
      }
    await rest(500);
  }
  for (const socket of sockets) socket.destroy();
  return sent + slow;
}

/** Sockets that flood, send what is too large, or never read. */
async function floodSockets(caller: Caller, sockets: number, forMs: number): Promise<number> {
  const opened = await Promise.all(Array.from({ length: sockets }, () => openSocket(caller)));
  const ends = performance.now() + forMs;
  while (performance.now() < ends) {
    for (const [n, socket] of opened.entries()) misbehave(socket, n);
    await rest(20);
  }
  for (const socket of opened) socket.terminate();
  return sockets;
}

async function openSocket(caller: Caller): Promise<WebSocket> {
  const { conversationId, token } = await enterShop(caller);
  const headers = { authorization: `Bearer ${token}` };
  const { body } = await caller.insist('GET', `/v3/directline/conversations/${conversationId}?watermark=`, { headers });
  const socket = new WebSocket(body.streamUrl, { perMessageDeflate: false });
  socket.on('error', () => undefined);
  return socket;
}

function misbehave(socket: WebSocket, n: number): void {
  if (socket.readyState !== socket.OPEN) return;
  if (n % 3 === 0) for (let frame = 0; frame < 20; frame++) socket.send('{}');
  else if (n % 3 === 1) socket.send(Buffer.alloc(1_000_000));
  else socket.pause();
}

/** Others wait at most twice as long as before, and no process is held up: only where the machine is asked to be quiet. */
async function unnoticed(stand: Stand, caller: Caller, attack: () => Promise<number>): Promise<number> {
  const before = await measure(stand, caller, () => rest(10_000));
  const meanwhile = await measure(stand, caller, attack);
  process.stdout.write(
    `F10: others' p99 ${before.p99Ms.toFixed(0)} → ${meanwhile.p99Ms.toFixed(0)} ms, loop late ${shown(before.lagMs)} → ${shown(meanwhile.lagMs)} ms\n`,
  );
  expect(meanwhile.p99Ms).toBeLessThanOrEqual(2 * before.p99Ms);
  const mostMs = Math.max(mostLagMs, 2 * Math.max(...before.lagMs));
  for (const lagMs of meanwhile.lagMs) expect(lagMs).toBeLessThanOrEqual(mostMs);
  return meanwhile.result;
}

/** How long a message takes to be acknowledged while `act` runs, and how late each process ran, each at the 99th percentile. */
async function measure<T>(stand: Stand, caller: Caller, act: () => Promise<T>) {
  const took: number[] = [];
  let isOver = false;
  await Promise.all(stand.apps.map(readLagMs));
  const others = Array.from({ length: 8 }, async () => {
    const customer = await enterShop(caller);
    while (!isOver) {
      const from = performance.now();
      await customer.say('grazie');
      took.push(performance.now() - from);
      await rest(50);
    }
  });
  const result = await act();
  isOver = true;
  await Promise.all(others);
  return { result, p99Ms: percentile(took, 0.99), lagMs: await Promise.all(stand.apps.map(readLagMs)) };
}

/** Since it was last read. */
async function readLagMs({ port }: AppProcess): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const [, seconds] = /^nodejs_eventloop_lag_seconds\{quantile="0\.99"\} (\S+)$/m.exec(text) ?? [];
  if (seconds === undefined) throw new Error('the metrics do not tell how late the loop ran');
  return Number(seconds) * 1_000;
}

/** Or twice what the customers alone make, where that is more: a machine too small for all of them shows nothing else. */
const mostLagMs = 100;
const shown = (lags: readonly number[]): string => lags.map((ms) => ms.toFixed(0)).join(' and ');

export const hostileFaults: readonly Injection[] = [
  {
    fault: 'F10 hostile HTTP and slow sockets',
    inject: (stand, _random, caller) => unnoticed(stand, caller, () => sendHostile(stand, 20, 500)),
  },
  {
    fault: 'F11 web sockets that flood or never read',
    inject: (_stand, _random, caller) => floodSockets(caller, 150, 15_000),
  },
];

/** The short form: both at once. */
export const hostileFaultsInShort: Injection = {
  fault: 'F10, F11 hostile HTTP and sockets',
  async inject(stand, _random, caller) {
    const counts = await Promise.all([sendHostile(stand, 2, 50), floodSockets(caller, 15, 1_000)]);
    return counts.reduce((sum, count) => sum + count, 0);
  },
};
