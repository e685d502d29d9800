// Jobs of several processes on one Redis: the same contracts, order per key across processes, and every fault of Redis.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { systemClock } from '../../src/clock';
import { createBullJobs } from '../../src/jobs/bull-jobs';
import type { Jobs } from '../../src/jobs/jobs';
import { createRedis, type RedisLink } from '../../src/jobs/redis';
import { createLog } from '../../src/log';
import { describeBells } from '../contracts/bells';
import { describeJobs } from '../contracts/jobs';
import { createFaultProxy } from '../faults/fault-proxy';
import { type RedisServer, startRedis, withRedis } from '../redis-server';
import { createOutboxHarness, type OutboxHarness } from './outbox-harness';
import { redisFaults } from './redis-faults';
import { lasts, rest, until } from './until';

const log = createLog('silent');

interface Process {
  jobs: Jobs;
  redis: RedisLink;
}

withRedis('jobs over Redis', () => {
  let server: RedisServer;
  let harness: OutboxHarness;
  let shared: RedisLink;
  let processes: Process[] = [];

  beforeAll(async () => {
    server = await startRedis();
    shared = createRedis({ url: server.url, log });
    harness = await createOutboxHarness((options) => createBullJobs({ ...options, redis: shared }));
  });
  afterEach(async () => {
    await closeAll();
    await server.flush();
  });
  afterAll(async () => {
    await shared.close();
    await harness.end();
    await server.stop();
  });

  async function openProcess(url = server.url): Promise<Process> {
    const redis = createRedis({ url, log });
    const jobs = createBullJobs({ redis, store: harness.store, clock: systemClock, log });
    processes.push({ jobs, redis });
    if (url === server.url) await until('up', redis.isUp);
    return { jobs, redis };
  }

  async function closeAll(): Promise<void> {
    for (const { jobs, redis } of processes) {
      await jobs.close();
      await redis.close();
    }
    processes = [];
  }

  describeJobs('BullMQ', async () => harness);
  describeBells('BullMQ', { open: async () => (await openProcess()).jobs, settle: () => rest(100) });

  test('two processes handle 40 keys with 25 rings each without two handlers of one key at the same time', async () => {
    const inside = new Set<string>();
    const overlaps: string[] = [];
    const rung = new Map<string, number>();
    const seen = new Map<string, number>();
    const busy = [0, 0];
    for (const who of [0, 1]) {
      const { jobs } = await openProcess();
      jobs.onRing('turn', async (key) => {
        if (inside.has(key)) overlaps.push(key);
        inside.add(key);
        busy[who] = (busy[who] ?? 0) + 1;
        const upTo = rung.get(key) ?? 0;
        await rest(Math.random() * 8);
        seen.set(key, upTo);
        inside.delete(key);
      });
      await jobs.start();
    }
    for (let ring = 1; ring <= 25; ring++) {
      for (let key = 0; key < 40; key++) {
        rung.set(`c${key}`, ring);
        processes[(ring + key) % 2]?.jobs.ring('turn', `c${key}`);
      }
      await rest(4);
    }
    await until('drained', () => seen.size === 40 && [...seen.values()].every((upTo) => upTo === 25));
    expect(overlaps).toEqual([]);
    expect(Math.min(...busy)).toBeGreaterThan(0);
  });

  test('a bell whose process died is answered by another within 10 s', async () => {
    const dying = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'bells-app.ts'), server.url]);
    const ended = new Promise((resolve) => dying.once('exit', resolve));
    let words = '';
    dying.stdout.on('data', (chunk: Buffer) => {
      words += chunk.toString('utf8');
    });
    await until('ready', () => words.includes('ready'), 20_000);
    const other = await openProcess();
    other.jobs.ring('turn', 'a');
    await until('taken', () => words.includes('taken a'));
    const answered: string[] = [];
    other.jobs.onRing('turn', async (key) => void answered.push(key));
    await other.jobs.start();
    dying.kill('SIGKILL');
    await ended;
    expect(await until('answered', () => answered.length > 0, 10_000)).toBeLessThan(10_000);
  }, 30_000);

  test('without any Redis a ring is answered in its own process at once, and all of it closes at once', async () => {
    const { jobs, redis } = await openProcess('redis://127.0.0.1:1');
    const answered: string[] = [];
    jobs.onRing('turn', async (key) => void answered.push(key));
    await jobs.start();
    jobs.ring('turn', 'a');
    expect(await until('answered', () => answered.length === 1)).toBeLessThan(100);
    expect(await lasts(jobs.close())).toBeLessThan(1_000);
    expect(await lasts(redis.close())).toBeLessThan(1_000);
    processes = [];
  });

  test('a process that answers no bells gives them to those that do', async () => {
    const web = await openProcess();
    const worker = await openProcess();
    const answered: string[] = [];
    worker.jobs.onRing('turn', async (key) => void answered.push(key));
    await worker.jobs.start();
    web.jobs.ring('turn', 'a');
    await until('answered', () => answered.length === 1);
  });

  test('a bell of which Redis kept nothing but the mark that hides further ones is answered here, and heard again after', async () => {
    const { jobs } = await openProcess();
    const answered: string[] = [];
    jobs.onRing('turn', async (key) => void answered.push(key));
    jobs.ring('turn', 'a');
    const bells = async () => (await server.command('LRANGE', 'ascolto:bells:wait', '0', '-1')) as string[];
    let waiting: string[] = [];
    while (waiting.length === 0) waiting = await bells();
    // What a Redis does that evicts: the bell is gone, its place in the queue and its mark are not.
    await server.command('DEL', `ascolto:bells:${waiting[0]}`);
    await jobs.start();
    while ((await bells()).length > 0) await rest(10);
    jobs.ring('turn', 'a');
    await rest(200);
    expect(answered).toEqual([]);
    jobs.ring('turn', 'a', { isLate: true });
    await until('answered here', () => answered.length === 1, 200);
    while ((await server.command('EXISTS', 'ascolto:bells:de:turn%20a')) === 1) await rest(10);
    jobs.ring('turn', 'a');
    await until('heard again', () => answered.length > 1);
  });

  test('a frozen Redis delays a ring by no more than a second, and the jobs still close', async () => {
    const { jobs } = await openProcess();
    const answered: string[] = [];
    jobs.onRing('turn', async (key) => void answered.push(key));
    await jobs.start();
    await rest(300);
    server.pause();
    try {
      jobs.ring('turn', 'a');
      expect(await until('answered', () => answered.includes('a'), 3_000)).toBeLessThan(1_000);
      expect(await lasts(closeAll())).toBeLessThan(8_000);
    } finally {
      server.resume();
    }
  });

  /** Messages to be answered, as the store keeps them: whoever sweeps rings for those that wait. */
  function createShop() {
    const waiting = new Map<string, number>();
    const delays: number[] = [];
    return {
      delays,
      waiting,
      write(key: string): void {
        waiting.set(key, performance.now());
      },
      answer: async (key: string): Promise<void> => {
        await rest(2);
        const since = waiting.get(key);
        if (since === undefined) return;
        waiting.delete(key);
        delays.push(performance.now() - since);
      },
    };
  }

  /** Two processes answer what customers write all the time, while something happens to Redis. */
  async function serveThrough(inject: () => Promise<void>, url = server.url) {
    const shop = createShop();
    const timers: NodeJS.Timeout[] = [];
    const serving = [await openProcess(url), await openProcess(url)];
    for (const { jobs, redis } of serving) {
      const sweep = () => {
        for (const [key, since] of shop.waiting) if (performance.now() - since > 1_000) jobs.ring('turn', key);
      };
      jobs.onRing('turn', shop.answer);
      redis.onUp(sweep);
      await jobs.start();
      await until('up', redis.isUp);
      timers.push(setInterval(sweep, 5_000));
    }
    let written = 0;
    const writing = setInterval(() => {
      const key = `c${written++}`;
      shop.write(key);
      serving[written % 2]?.jobs.ring('turn', key);
    }, 5);
    await rest(500);
    await inject();
    await rest(1_500);
    clearInterval(writing);
    await until('answered', () => shop.waiting.size === 0, 8_000);
    for (const timer of timers) clearInterval(timer);
    return { written, delays: shop.delays };
  }

  test.each(redisFaults)(
    '%s in the middle loses no message and delays none by more than 5 s',
    async (_name, inject) => {
      const { written, delays } = await serveThrough(() => inject(server));
      expect(delays).toHaveLength(written);
      expect(Math.max(...delays)).toBeLessThan(5_000);
    },
  );

  test('a way to Redis that swallows every answer for three seconds loses no message', async () => {
    const proxy = await createFaultProxy({ target: () => ({ port: server.port, host: '127.0.0.1' }) });
    const swallow = async () => {
      proxy.set('deaf');
      await rest(3_000);
      proxy.set('pass');
    };
    const { written, delays } = await serveThrough(swallow, `redis://127.0.0.1:${proxy.port}`);
    expect(delays).toHaveLength(written);
    expect(Math.max(...delays)).toBeLessThan(7_000);
    await closeAll();
    await proxy.close();
  });
});
