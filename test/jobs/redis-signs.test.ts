// Signs of life over a real Redis: the contract of presence, and what Redis's own faults do to it.
import { systemClock } from '../../src/clock';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createRedis, type RedisLink } from '../../src/jobs/redis';
import { createRedisFanOut } from '../../src/jobs/redis-fan-out';
import { createRedisSigns } from '../../src/jobs/redis-signs';
import { createLog } from '../../src/log';
import { describePresence } from '../contracts/presence';
import { createFakeClock, type FakeClock } from '../fake-clock';
import { createMemoryBoard, type Process, startProcess } from '../presence-ground';
import { type RedisServer, startRedis, withRedis } from '../redis-server';
import { rest, until } from './until';

const log = createLog('silent');

withRedis('presence over Redis', () => {
  let server: RedisServer;
  let links: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    for (const link of links.reverse()) await link.close();
    links = [];
    await server.flush();
  });
  afterAll(() => server.stop());

  function connect(): RedisLink {
    const redis = createRedis({ url: server.url, log });
    links.push(redis);
    return redis;
  }

  describePresence('Redis', async () => {
    const board = createMemoryBoard(['anna', 'bruno']);
    await server.flush();
    const warm = connect();
    await until('connected', warm.isUp);
    return {
      join() {
        const redis = connect();
        const fanOut = createRedisFanOut({ redis, clock: systemClock, log });
        links.push(fanOut);
        return startProcess({ clock: systemClock, signs: createRedisSigns({ redis, fanOut }), board });
      },
      pass: rest,
      store: (agentId, chosen) => void board.put(agentId, { chosen }),
      close: async () => {},
    };
  });

  describe('nobody is judged offline because of Redis', () => {
    let clock: FakeClock;
    let board: ReturnType<typeof createMemoryBoard>;
    let one: Process;
    let other: Process;

    const join = async (): Promise<Process> => {
      const redis = connect();
      await until('connected', redis.isUp);
      return startProcess({ clock, board, signs: createRedisSigns({ redis, fanOut: createLocalFanOut() }) });
    };
    /** Looks are taken on the test's clock, answers come in real time; `watch` is called after each. */
    async function pass(ms: number, watch: () => void = () => {}): Promise<void> {
      for (let passedMs = 0; passedMs < ms; passedMs += 1_000) {
        await clock.advance(1_000);
        await rest(15);
        watch();
      }
    }

    beforeEach(async () => {
      clock = createFakeClock();
      board = createMemoryBoard(['anna']);
      one = await join();
      other = await join();
      one.feedOpened('anna', 's1');
      await pass(40_000);
      expect([one.isOffline('anna'), other.isOffline('anna'), other.isOffline('nobody')]).toEqual([false, false, true]);
    });
    afterEach(async () => {
      server.resume();
      await Promise.all([one.close(), other.close()]);
    });

    const neverOffline = () => expect([one.isOffline('anna'), other.isOffline('anna')]).toEqual([false, false]);

    test('when it is emptied', async () => {
      await server.flush();
      // The other looks first, and finds nobody.
      one.isCut = true;
      await pass(5_000, neverOffline);
      one.isCut = false;
      await pass(40_000, neverOffline);
      expect(other.online()).toEqual(['anna']);
      expect(other.isOffline('nobody')).toBe(true);
    });

    test('when it dies, stays away for long, and comes back empty', async () => {
      await server.kill();
      await pass(60_000, neverOffline);
      expect(other.isOffline('nobody')).toBe(false);
      await server.start();
      await rest(1_500);
      await pass(29_000, neverOffline);
      expect(other.isOffline('nobody')).toBe(false);
      await pass(6_000, neverOffline);
      expect([other.online(), other.isOffline('nobody')]).toEqual([['anna'], true]);
    }, 20_000);

    test('when it stands still, and then does late what was asked long ago', async () => {
      server.pause();
      for (let look = 0; look < 4; look++) {
        await clock.advance(2_500);
        await rest(520);
        neverOffline();
      }
      server.resume();
      await rest(500);
      await pass(35_000, neverOffline);
      expect(other.online()).toEqual(['anna']);
    }, 20_000);

    test('when one process alone is cut off from it: the others see its people on the board of the store', async () => {
      one.isCut = true;
      const seen: string[][] = [];
      await pass(120_000, () => {
        neverOffline();
        seen.push(other.online());
      });
      expect(new Set(seen.map(String))).toEqual(new Set(['anna']));
    }, 20_000);
  });
});
