// F13, `npm run soak`: half of what the process can do, for SOAK_MINUTES (30). What must not grow does not: memory after a sweep,
// open files, the wait for a reply. Ends with 1 when one of them does. Its row is the last of the table of `npm run faults`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Line, median, ms, percentile, printTable } from '../bench/figures';
import { openTalker, type Talker } from '../bench/talker';
import { rest } from './caller';
import { noteFault } from './fault-table';
import { createRig, type Rig } from './rig';

const minutes = Number(process.env.SOAK_MINUTES ?? 30);
const talkers = 32;
/** Before anything is measured: as many conversations as the largest of the bounded maps keeps, and more pages than the store's
 * cache, so that what grows afterwards is nothing that is meant to. */
const conversationsToFill = 20_000;
const longestFillMs = 6 * 60_000;
const capacityMs = 15_000;
const sampleEveryMs = Math.min(30_000, (minutes * 60_000) / 20);
/** Of the whole time: the young generation finds its size at the lower rate. */
const warmUpShare = 0.2;
const nodeFlags = ['--expose-gc', '--max-semi-space-size=1', '--require', join(__dirname, '../bench/gc-on-signal.cjs')];
/** A customer asks each question once, then goes, and a new one comes: who repeats himself is handed to a person. */
const questions = ['Quanto costa la spedizione?', 'Come faccio un reso?', 'grazie', 'How long does delivery take?'];

interface Sample {
  minute: number;
  residentMb: number;
  openFiles: number;
  p99Ms: number;
  messages: number;
}

async function main(): Promise<void> {
  if (!existsSync('/proc/self/status')) throw new Error('This system has no /proc: memory cannot be read.');
  const rig = await createRig({ nodeFlags });
  try {
    await rig.start();
    const capacity = await fill(rig);
    process.stdout.write(`capacity ${capacity.toFixed(0)} messages/s; ${minutes} minutes at half of it\n`);
    const samples = await soak(rig, capacity / 2);
    if (rig.troubles().length > 0) throw new Error(rig.troubles().slice(0, 5).join('\n'));
    const lines = judge(samples);
    printTable(lines);
    noteRow(samples, lines);
    process.exitCode = lines.every(({ isMet }) => isMet !== false) ? 0 : 1;
  } finally {
    await rig.close();
  }
}

function noteRow(samples: readonly Sample[], lines: readonly Line[]): void {
  const unmet = lines.filter(({ isMet }) => isMet === false);
  noteFault({
    fault: `F13 half load for ${minutes} minutes`,
    injected: 1,
    customers: talkers,
    messages: samples.reduce((sum, { messages }) => sum + messages, 0),
    debts: unmet.map(({ what, figure }) => ({ kind: 'other', about: `${what}: ${figure}` })),
    also: lines.map(({ what, figure }) => `${what} ${figure}`).join(', '),
  });
}

/** At full speed; messages a second at the end of it. */
async function fill(rig: Rig): Promise<number> {
  const from = performance.now();
  let messages = 0;
  for (;;) {
    const { length } = await load(rig, { perSecond: Number.POSITIVE_INFINITY, forMs: capacityMs });
    messages += length;
    const isFull = messages >= conversationsToFill * questions.length;
    if (!isFull && performance.now() - from < longestFillMs) continue;
    process.stdout.write(`${messages} messages at full speed first${isFull ? '' : ': too few to fill every cache'}\n`);
    return length / (capacityMs / 1_000);
  }
}

async function soak(rig: Rig, perSecond: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const from = performance.now();
  while (performance.now() - from < minutes * 60_000) {
    const took = await load(rig, { perSecond, forMs: sampleEveryMs });
    const sample = {
      minute: (performance.now() - from) / 60_000,
      p99Ms: percentile(took, 0.99),
      messages: took.length,
      ...(await readProcess(rig)),
    };
    samples.push(sample);
    const { minute, residentMb, openFiles, p99Ms } = sample;
    process.stderr.write(
      `${minute.toFixed(1)} min: ${residentMb.toFixed(1)} MB, ${openFiles} files, p99 ${ms(p99Ms)}\n`,
    );
  }
  return samples;
}

/** Everybody asks at this rate, each waiting for the reply; how long each waited. */
async function load(rig: Rig, { perSecond, forMs }: { perSecond: number; forMs: number }): Promise<number[]> {
  const took: number[] = [];
  const endsAt = performance.now() + forMs;
  const everyMs = (talkers / perSecond) * 1_000;
  await Promise.all(
    Array.from({ length: talkers }, async (_, n) => {
      await rest((everyMs * n) / talkers);
      while (performance.now() < endsAt) {
        const talker = await openTalker(rig.caller);
        took.push(...(await askAndGo(talker, everyMs, endsAt)));
      }
    }),
  );
  return took;
}

async function askAndGo(talker: Talker, everyMs: number, endsAt: number): Promise<number[]> {
  const took: number[] = [];
  try {
    for (const question of questions) {
      if (performance.now() > endsAt) break;
      const tookMs = await talker.ask(question);
      took.push(tookMs);
      await rest(Math.max(0, everyMs - tookMs));
    }
  } finally {
    talker.close();
  }
  return took;
}

async function readProcess(rig: Rig): Promise<{ residentMb: number; openFiles: number }> {
  const pid = rig.pid();
  if (pid === undefined) throw new Error('nothing runs');
  process.kill(pid, 'SIGUSR2');
  await rest(1_500);
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { residentMb: Number(kilobytes) / 1_024, openFiles: readdirSync(`/proc/${pid}/fd`).length };
}

function judge(samples: readonly Sample[]): Line[] {
  const warm = samples.slice(Math.ceil(samples.length * warmUpShare));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const [first, last] = [warm.slice(0, third), warm.slice(-third)];
  const slope = slopeOf(warm);
  const files = [first, last].map((part) => Math.max(...part.map(({ openFiles }) => openFiles)));
  const waits = [first, last].map((part) => median(part.map(({ p99Ms }) => p99Ms)));
  const [firstFiles = 0, lastFiles = 0] = files;
  const [firstWait = 0, lastWait = 0] = waits;
  return [
    { what: 'memory', figure: `${slope.toFixed(2)} MB/min`, aim: '≤ 1 MB/min', isMet: slope <= 1 },
    {
      what: 'open files',
      figure: `${firstFiles} → ${lastFiles}`,
      aim: 'flat (± 10)',
      isMet: lastFiles <= firstFiles + 10,
    },
    {
      what: 'wait for a reply, p99',
      figure: `${ms(firstWait)} → ${ms(lastWait)}`,
      aim: 'flat (≤ 1.5 ×)',
      isMet: lastWait <= firstWait * 1.5 + 5,
    },
  ];
}

/** Least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [meanMinute, meanMb] = [mean(({ minute }) => minute), mean(({ residentMb }) => residentMb)];
  const above = samples.reduce((sum, { minute, residentMb }) => sum + (minute - meanMinute) * (residentMb - meanMb), 0);
  return above / samples.reduce((sum, { minute }) => sum + (minute - meanMinute) ** 2, 0);
}

main().catch((fault: unknown) => {
  console.error(fault);
  process.exit(1);
});
