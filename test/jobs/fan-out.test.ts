// Fan-out inside one process and across processes, and what is told when Redis loses hints.
import { systemClock } from '../../src/clock';
import type { FanOut, Hint } from '../../src/jobs/fan-out';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createRedis, type RedisLink } from '../../src/jobs/redis';
import { createRedisFanOut, type RedisFanOut } from '../../src/jobs/redis-fan-out';
import { createLog } from '../../src/log';
import { describeFanOut } from '../contracts/fan-out';
import { type RedisServer, startRedis, withRedis } from '../redis-server';
import { redisFaults } from './redis-faults';
import { rest, until } from './until';

const log = createLog('silent');

describeFanOut('one process', () => ({
  open: async () => [createLocalFanOut()],
  settle: async () => undefined,
  clean: async () => undefined,
}));

interface Process {
  redis: RedisLink;
  fanOut: RedisFanOut;
  gaps(): number;
}

/** A process that hears: its first subscription is behind it. */
async function openProcess(url: string): Promise<Process> {
  const redis = createRedis({ url, log });
  const fanOut = createRedisFanOut({ redis, clock: systemClock, log });
  let gaps = 0;
  fanOut.onGap(() => gaps++);
  await until('subscribed', () => gaps === 1 && redis.isUp());
  return { redis, fanOut, gaps: () => gaps };
}

withRedis('fan-out over Redis', () => {
  let server: RedisServer;
  let processes: Process[] = [];

  async function openTwo(): Promise<[Process, Process]> {
    const two: [Process, Process] = [await openProcess(server.url), await openProcess(server.url)];
    processes = two;
    // Time to hear where the other one is.
    await rest(200);
    return two;
  }

  async function closeAll(): Promise<void> {
    for (const { fanOut, redis } of processes) {
      await fanOut.close();
      await redis.close();
    }
    processes = [];
  }

  beforeAll(async () => {
    server = await startRedis();
  });
  afterEach(closeAll);
  afterAll(() => server.stop());

  describeFanOut('Redis', () => ({
    open: async () => (await openTwo()).map(({ fanOut }) => fanOut),
    settle: () => rest(150),
    clean: closeAll,
  }));

  /** Publishes numbered hints all the time; what the listener of another process heard and when it was told of a gap. */
  function talk(from: FanOut, to: FanOut) {
    let sent = 0;
    const heard: Hint[] = [];
    const timer = setInterval(() => from.publish('a', { seq: ++sent }), 5);
    const stop = to.subscribe('a', (hint) => heard.push(hint));
    return {
      heard,
      sent: () => sent,
      /** Says nothing more; what is on its way is still heard. */
      fallSilent: (): void => clearInterval(timer),
      end: stop,
    };
  }

  test.each(redisFaults)(
    'after %s hints flow again within 5 s, and what was lost is told as a gap',
    async (_name, inject) => {
      const [one, other] = await openTwo();
      const before = other.gaps();
      const talking = talk(one.fanOut, other.fanOut);
      await until('heard', () => talking.heard.length > 20);
      await inject(server);
      const first = talking.sent();
      const flowsAgain = () => talking.heard.some(({ seq }) => typeof seq === 'number' && seq > first);
      expect(await until('heard again', flowsAgain)).toBeLessThan(5_000);
      talking.fallSilent();
      await rest(1_500);
      talking.end();
      const seqs = talking.heard.map(({ seq }) => seq);
      const isWhole = seqs.length === talking.sent();
      expect({ isWhole, wasTold: isWhole || other.gaps() > before }).toEqual({ isWhole, wasTold: true });
      expect(seqs).toEqual([...new Set(seqs)]);
    },
  );

  test('a loss on the way out of a process is told in the others within two seconds', async () => {
    const [one, other] = await openTwo();
    const before = other.gaps();
    one.redis.client.disconnect(true);
    await until('down', () => !one.redis.isUp());
    for (let seq = 0; seq < 10; seq++) one.fanOut.publish('a', { seq });
    await until('told', () => other.gaps() > before, 2_500);
  });

  test('a subscription that is gone without a word is noticed and made again', async () => {
    const [one, other] = await openTwo();
    const before = other.gaps();
    await other.redis.subscriber.unsubscribe();
    const heard: Hint[] = [];
    other.fanOut.subscribe('a', (hint) => heard.push(hint));
    await until('told', () => other.gaps() > before, 6_000);
    one.fanOut.publish('a', { seq: 1 });
    await until('heard', () => heard.length === 1);
  });

  test('what is not a letter is dropped, and a listener that fails harms nobody', async () => {
    const [one, other] = await openTwo();
    const heard: Hint[] = [];
    other.fanOut.subscribe('bad', () => {
      throw new Error('a listener');
    });
    other.fanOut.subscribe('a', (hint) => heard.push(hint));
    const channel = 'ascolto:hints:0';
    const letters = [
      '{',
      'null',
      JSON.stringify({ from: 'x', number: 1, topic: 'a', hint: { seq: { $gt: 0 } } }),
      JSON.stringify({ from: 'x', number: 1, topic: 'a', hint: { text: 'x'.repeat(9_000) } }),
      JSON.stringify({ from: 'x', number: 0, topic: 'a', hint: {} }),
    ];
    for (const letter of letters) await server.command('PUBLISH', channel, letter);
    one.fanOut.publish('bad', {});
    one.fanOut.publish('a', { seq: 1 });
    await until('heard', () => heard.length > 0);
    expect(heard).toEqual([{ seq: 1 }]);
  });

  test('listeners of this process hear while Redis is away', async () => {
    const redis = createRedis({ url: 'redis://127.0.0.1:1', log });
    const fanOut = createRedisFanOut({ redis, clock: systemClock, log });
    const heard: Hint[] = [];
    fanOut.subscribe('a', (hint) => heard.push(hint));
    fanOut.publish('a', { seq: 1 });
    expect(heard).toEqual([{ seq: 1 }]);
    await fanOut.close();
    await redis.close();
  });
});
