// Two processes on Redis and a store of its own against one embedded process, in turn under the same 32 customers; and how
// long a person's reply needs from one process to a customer who is connected to the other.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgram, freePort, openHanded, untilServing } from '../faults/app-process';
import { type Caller, createCaller } from '../faults/caller';
import { hire } from '../faults/colleague';
import { createRig } from '../faults/rig';
import { createStoreServer } from '../faults/store-server';
import { hasRedis, startRedis } from '../redis-server';
import { type Line, median, ms, percentile, times } from './figures';
import { openTalker, type Talker } from './talker';

const customers = 32;
const rounds = 3;
const warmUpMs = 6_000;
const roundMs = 6_000;
const replies = 60;

export async function measureProcesses(): Promise<Line[]> {
  if (!hasRedis) return [{ what: 'two processes on Redis', figure: 'left out: redis-server is not installed' }];
  const one = await createRig();
  const two = await startTwo();
  try {
    await one.start();
    const [alone, shared] = [await openTalkers([one.caller]), await openTalkers(two.callers)];
    await perSecond(alone, warmUpMs);
    await perSecond(shared, warmUpMs);
    const results: { alone: number; shared: number }[] = [];
    for (let round = 0; round < rounds; round++)
      results.push({ alone: await perSecond(alone, roundMs), shared: await perSecond(shared, roundMs) });
    for (const talker of [...alone, ...shared]) talker.close();
    return [...report(results), await measureCrossing(two.callers)];
  } finally {
    await two.close();
    await one.close();
  }
}

function report(results: { alone: number; shared: number }[]): Line[] {
  const rate = (values: number[]) => `${median(values).toFixed(0)}/s`;
  return [
    { what: 'one embedded process', figure: rate(results.map(({ alone }) => alone)) },
    { what: 'two processes, Redis, store of its own', figure: rate(results.map(({ shared }) => shared)) },
    { what: 'throughput, two to one', figure: times(median(results.map(({ alone, shared }) => shared / alone))) },
  ];
}

/** Store server, Redis and two app processes with nothing between them. */
async function startTwo() {
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-bench-'));
  const storeServer = await createStoreServer(folder);
  await storeServer.start();
  const redis = await startRedis();
  const target = storeServer.target();
  const MONGODB_URI = storeServer.uriThrough('port' in target ? target.port : 0);
  const apps = await Promise.all(
    [0, 1].map(async (n) => {
      const port = await freePort();
      const settings = { ...openHanded, PORT: String(port), DATA_DIR: join(folder, `app-${n}`), MONGODB_URI };
      const program = createProgram({ file: 'main.js', folder, settings: { ...settings, REDIS_URL: redis.url } });
      return { program, caller: createCaller(port) };
    }),
  );
  for (const { program } of apps) program.launch();
  await Promise.all(apps.map(({ program, caller }) => untilServing(program, caller)));
  return {
    callers: apps.map(({ caller }) => caller),
    async close(): Promise<void> {
      await Promise.all(apps.map(({ program }) => program.kill()));
      for (const { caller } of apps) caller.close();
      await storeServer.close();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openTalkers(callers: readonly Caller[]): Promise<Talker[]> {
  const talkers: Talker[] = [];
  for (let n = 0; n < customers; n++) talkers.push(await openTalker(callers[n % callers.length] as Caller));
  return talkers;
}

/** Each customer writes again when the reply is there. */
async function perSecond(talkers: readonly Talker[], forMs: number): Promise<number> {
  let count = 0;
  const from = performance.now();
  const loops = talkers.map(async (talker) => {
    for (let n = 0; performance.now() - from < forMs; n++, count++)
      await talker.ask(n % 2 === 0 ? 'Buongiorno' : 'grazie mille');
  });
  await Promise.all(loops);
  return (count * 1000) / (performance.now() - from);
}

/** The agent's reply goes to one process, the customer's socket hangs on the other. */
async function measureCrossing(callers: readonly Caller[]): Promise<Line> {
  const [customerSide, agentSide] = callers as [Caller, Caller];
  const agent = await hire(agentSide, 901);
  const talker = await openTalker(customerSide);
  await talker.ask('Voglio parlare con una persona');
  const told = talker.hears();
  await agent.move(talker.conversationId, 'claim', {});
  await told;
  const tookMs: number[] = [];
  for (let n = 0; n < replies; n++) {
    const seen = talker.hears();
    const from = performance.now();
    await agent.move(talker.conversationId, 'reply', { text: `Eccomi, ${n}.`, clientId: randomUUID() });
    await seen;
    tookMs.push(performance.now() - from);
  }
  talker.close();
  const p95 = percentile(tookMs, 0.95);
  const figure = `p50 ${ms(median(tookMs))}, p95 ${ms(p95)}`;
  return { what: 'reply from one process to the other', figure, aim: 'p95 ≤ 150 ms', isMet: p95 <= 150 };
}
