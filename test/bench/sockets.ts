// What an idle customer costs: resident memory of the process before and after 1,000 widgets connect, garbage swept.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { rest } from '../faults/caller';
import { enterShop } from '../faults/customer';
import { createRig, type Rig } from '../faults/rig';
import type { Line } from './figures';

const sockets = 1_000;
const atOnce = 20;

export async function measureSockets(): Promise<Line[]> {
  const what = `memory per idle socket, ${sockets} sockets`;
  if (!existsSync('/proc/self/status')) return [{ what, figure: 'left out: this system has no /proc' }];
  const rig = await createRig({ nodeFlags: ['--expose-gc', '--require', join(__dirname, 'gc-on-signal.cjs')] });
  const open: WebSocket[] = [];
  try {
    await rig.start();
    // What the first customers make the process load is not counted to the thousand.
    await connect(rig, 100, open);
    for (const socket of open.splice(0)) socket.terminate();
    const urls = await inGroups(sockets, () => streamUrl(rig));
    const before = await residentBytes(rig);
    await inGroups(sockets, async (n) => open.push(await openSocket(urls[n] ?? '')));
    const each = ((await residentBytes(rig)) - before) / sockets / 1024;
    return [{ what, figure: `${each.toFixed(1)} KB`, aim: '≤ 20 KB', isMet: each <= 20 }];
  } finally {
    for (const socket of open) socket.terminate();
    await rig.close();
  }
}

async function connect(rig: Rig, count: number, open: WebSocket[]): Promise<void> {
  await inGroups(count, async () => open.push(await openSocket(await streamUrl(rig))));
}

/** A conversation that has begun and been greeted, and the way to its stream, good for a minute. */
async function streamUrl({ caller }: Rig): Promise<string> {
  const { conversationId, token } = await enterShop(caller);
  const path = `/v3/directline/conversations/${conversationId}?watermark=`;
  return (await caller.call('GET', path, { headers: { authorization: `Bearer ${token}` } })).body.streamUrl;
}

/** Open, with the backlog read. */
function openSocket(url: string): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.once('error', reject);
    socket.once('message', () => resolve(socket));
  });
}

async function inGroups<T>(count: number, one: (n: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let from = 0; from < count; from += atOnce)
    done.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, count - from) }, (_, k) => one(from + k)))));
  return done;
}

async function residentBytes(rig: Rig): Promise<number> {
  const pid = rig.pid();
  if (pid === undefined) throw new Error('nothing runs');
  for (let n = 0; n < 3; n++) {
    await rest(1_500);
    process.kill(pid, 'SIGUSR2');
  }
  await rest(500);
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1024;
}
