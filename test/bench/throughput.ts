// How many messages a second go all the way: stored, decided, answered, stored again and shown on the customer's own socket,
// while 32 customers each wait for their reply before they write again. Beside it, in turn: the Bot Framework's bare echo under
// the same callers, and the disk's own commits of one insert each.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { loadKnowledge } from '../../src/knowledge/knowledge-file';
import { root } from '../build';
import { type Caller, createCaller } from '../faults/caller';
import type { Rig } from '../faults/rig';
import { type Line, median, ms, percentile, times } from './figures';
import { openTalker, type Talker } from './talker';

const customers = 32;
const rounds = 3;
const warmUpMs = 8_000;
const appMs = 8_000;
const echoMs = 4_000;
const diskMs = 1_500;

interface Run {
  perSecond: number;
  tookMs: number[];
  /** CPU of the serving process; absent where the system does not tell. */
  cpuMs?: number;
}

export async function measureThroughput(rig: Rig): Promise<Line[]> {
  const questions = calmQuestions();
  const talkers: Talker[] = [];
  for (let n = 0; n < customers; n++) talkers.push(await openTalker(rig.caller));
  const echo = await startEcho();
  try {
    const runApp = (forMs: number) => run(forMs, rig.pid(), (k, n) => ask(talkers, k, pick(questions, n)));
    const runEcho = (forMs: number) => run(forMs, echo.process.pid, (k, n) => echo.ask(k, pick(questions, n)));
    await runApp(warmUpMs);
    await runEcho(echoMs);
    const results: { app: Run; echo: Run; disk: number }[] = [];
    for (let round = 0; round < rounds; round++)
      results.push({ app: await runApp(appMs), echo: await runEcho(echoMs), disk: commitsPerSecond(rig.dataDir) });
    return report(results);
  } finally {
    for (const talker of talkers) talker.close();
    echo.close();
  }
}

function report(results: { app: Run; echo: Run; disk: number }[]): Line[] {
  const toEcho = median(results.map(({ app, echo }) => app.perSecond / echo.perSecond));
  const toDisk = median(results.map(({ app, disk }) => app.perSecond / disk));
  const cpu = results.flatMap(({ app, echo }) => (app.cpuMs && echo.cpuMs ? [app.cpuMs / echo.cpuMs] : []));
  const rate = (of: (result: (typeof results)[number]) => number) => `${median(results.map(of)).toFixed(0)}/s`;
  const apps = results.flatMap(({ app }) => app.tookMs);
  const echoes = results.flatMap(({ echo }) => echo.tookMs);
  const spread = (tookMs: number[]) => `p50 ${ms(median(tookMs))}, p95 ${ms(percentile(tookMs, 0.95))}`;
  return [
    { what: `whole durable path, ${customers} customers`, figure: rate(({ app }) => app.perSecond) },
    { what: '  message to reply on the socket', figure: spread(apps) },
    { what: 'bare CloudAdapter echo, nothing stored', figure: rate(({ echo }) => echo.perSecond) },
    { what: '  message to reply', figure: spread(echoes) },
    { what: 'the disk alone, one insert per commit', figure: rate(({ disk }) => disk) },
    { what: 'throughput, durable path to echo', figure: times(toEcho), aim: '≥ 1 ×', isMet: toEcho >= 1 },
    { what: 'throughput, durable path to disk', figure: times(toDisk) },
    ...(cpu.length === 0 ? [] : [{ what: 'CPU per message, durable path to echo', figure: times(median(cpu)) }]),
  ];
}

/** Each customer writes again when the reply is there, for `forMs`. */
async function run(
  forMs: number,
  pid: number | undefined,
  one: (k: number, n: number) => Promise<number>,
): Promise<Run> {
  const tookMs: number[] = [];
  const [from, cpuFrom] = [performance.now(), cpuOf(pid)];
  const loops = Array.from({ length: customers }, async (_, k) => {
    for (let n = k; performance.now() - from < forMs; n++) tookMs.push(await one(k, n));
  });
  await Promise.all(loops);
  const seconds = (performance.now() - from) / 1000;
  const cpuTo = cpuOf(pid);
  const cpu = cpuFrom === null || cpuTo === null ? {} : { cpuMs: (cpuTo - cpuFrom) / tookMs.length };
  return { perSecond: tookMs.length / seconds, tookMs, ...cpu };
}

const ask = (talkers: Talker[], k: number, text: string): Promise<number> =>
  talkers[k]?.ask(text) ?? Promise.reject(new Error(`no customer ${k}`));

/** Milliseconds of processor time so far; null where there is no /proc. */
function cpuOf(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

/** More questions than the bot remembers: none of them counts as asked again, and all have an answer. */
function calmQuestions(): string[] {
  return loadKnowledge(join(root, 'dialogs'))
    .it.entries.slice(0, 20)
    .map((entry) => entry.title);
}

const pick = (questions: string[], n: number): string => questions[n % questions.length] ?? '';

interface Echo {
  process: ChildProcess;
  ask(k: number, text: string): Promise<number>;
  close(): void;
}

async function startEcho(): Promise<Echo> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'echo-server.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString('utf8'))));
    child.once('exit', (code) => reject(new Error(`the echo ended with ${code}`)));
  });
  const caller = createCaller(port);
  return {
    process: child,
    ask: (k, text) => askEcho(caller, k, text),
    close() {
      child.kill('SIGKILL');
      caller.close();
    },
  };
}

async function askEcho(caller: Caller, k: number, text: string): Promise<number> {
  const activity = {
    type: 'message',
    text,
    from: { id: `customer-${k}` },
    recipient: { id: 'bot' },
    conversation: { id: `conversation-${k}` },
    channelId: 'emulator',
    serviceUrl: 'http://127.0.0.1:1',
    deliveryMode: 'expectReplies',
  };
  const from = performance.now();
  const { status, body } = await caller.call('POST', '/api/messages', { json: activity });
  if (status !== 200 || body.activities?.length !== 1) throw new Error(`the echo answered ${status}`);
  return performance.now() - from;
}

/** What SQLite itself can do on this disk when every commit holds one small row. */
function commitsPerSecond(dataDir: string): number {
  const path = join(dataDir, 'bench.db');
  const database = new Database(path);
  for (const setting of ['locking_mode=EXCLUSIVE', 'journal_mode=WAL', 'synchronous=FULL'])
    database.prepare(`PRAGMA ${setting}`).all([]);
  database.exec('CREATE TABLE IF NOT EXISTS row(n INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
  const insert = database.prepare('INSERT INTO row(bytes) VALUES(?)');
  const bytes = Buffer.alloc(400, 7);
  const from = performance.now();
  let commits = 0;
  for (; performance.now() - from < diskMs; commits++) insert.run([bytes]);
  const seconds = (performance.now() - from) / 1000;
  database.close();
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  return commits / seconds;
}
