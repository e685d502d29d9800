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
const steadyBytes = 512 * 1024;
const mostReadings = 20;

/** The young generation's 32 MB come and go as they like and would drown the figure: they are kept small. */
const nodeFlags = ['--expose-gc', '--max-semi-space-size=1', '--require', join(__dirname, 'gc-on-signal.cjs')];

export async function measureSockets(): Promise<Line[]> {
  const what = `memory per idle socket, ${sockets} sockets`;
  if (!existsSync('/proc/self/status')) return [{ what, figure: 'left out: this system has no /proc' }];
  const rig = await createRig({ nodeFlags });
  const open: WebSocket[] = [];
  try {
    await rig.start();
    const first = await openAll(rig, open);
    const without = await closeAll(rig, open);
    const second = await openAll(rig, open);
    // Coming and going, the heap breathes by some megabytes: the larger of the two steps is told.
    const each = Math.max(first.after - without, second.after - second.before) / sockets / 1024;
    return [{ what, figure: `${each.toFixed(1)} KB`, aim: '≤ 20 KB', isMet: each <= 20 }];
  } finally {
    for (const socket of open) socket.terminate();
    await rig.close();
  }
}

/** Begins the conversations, then connects: only the sockets lie between the two readings. */
async function openAll(rig: Rig, open: WebSocket[]): Promise<{ before: number; after: number }> {
  const urls = await inGroups(sockets, () => streamUrl(rig));
  const before = await residentBytes(rig);
  await inGroups(sockets, async (n) => open.push(await openSocket(urls[n] ?? '')));
  return { before, after: await residentBytes(rig) };
}

async function closeAll(rig: Rig, open: WebSocket[]): Promise<number> {
  for (const socket of open.splice(0)) socket.terminate();
  return residentBytes(rig);
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

/** Sweeps until sweeping changes nothing more. */
async function residentBytes(rig: Rig): Promise<number> {
  const readings: number[] = [];
  const isSteady = () => {
    const last = readings.slice(-3);
    return last.length === 3 && Math.max(...last) - Math.min(...last) < steadyBytes;
  };
  while (readings.length < mostReadings && !isSteady()) {
    await rest(700);
    readings.push(sweepAndRead(rig));
  }
  return Math.min(...readings.slice(-3));
}

function sweepAndRead(rig: Rig): number {
  const pid = rig.pid();
  if (pid === undefined) throw new Error('nothing runs');
  process.kill(pid, 'SIGUSR2');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1024;
}
