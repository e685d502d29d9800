// The link to Redis: one connection for commands, one that listens, and what is known of its health. Redis only speeds things
// up: whoever asks gets an answer or a fault within half a second, and a timeout means "unknown", never "not done".
import { randomUUID } from 'node:crypto';
import { Redis, type RedisOptions } from 'ioredis';
import { type Clock, every, systemClock } from '../clock';
import { describeFault, type Log } from '../log';
import { createEvictionWatch } from './eviction-watch';

export interface RedisOptionsOfLink {
  url: string;
  log: Log;
  clock?: Clock;
}

export interface RedisLink {
  /** For commands: fails at once without a connection and after 500 ms without an answer. */
  client: Redis;
  /** For SUBSCRIBE and nothing else, at each of its `ready` events: a new connection has no subscriptions. */
  subscriber: Redis;
  /** A new connection for a BullMQ worker: its commands wait for Redis to return. Whoever takes it disconnects it. */
  connectionForBull(): Redis;
  /** Whether Redis answered within the last two seconds. */
  isUp(): boolean;
  /** Whether it would throw away what it holds when memory is short, as far as it tells. */
  mayEvict(): boolean;
  /** Since when it answers and has not been emptied (milliseconds since 1970); null while it does not answer. */
  upSinceMs(): number | null;
  /** Called when Redis answers (again) or was found emptied: what it held may be gone. Returns the function that ends it. */
  onUp(listener: () => void): () => void;
  /** Ends the connections without waiting for Redis. */
  close(): Promise<void>;
}

const commandTimeoutMs = 500;
const reconnectWithinMs = 1_000;
const beatEveryMs = 1_000;
/** A socket on which an answer is owed for so long is given up: the way to Redis may be gone without a word. */
const silentSocketMs = { commands: 2_000, workers: 5_000 };
/** Names the content of this Redis; gone after FLUSHALL and after a restart without persistence. */
const epochKey = 'ascolto:epoch';
/** A name that never resolves (RFC 2606): stands for an address that cannot be read. */
const nowhere = 'redis://redis.invalid';

const everywhere = {
  retryStrategy: (times: number) => Math.min(times * 50, reconnectWithinMs),
  connectTimeout: 2_000,
  keepAlive: 5_000,
  disconnectTimeout: 100,
} satisfies RedisOptions;
const forCommands = {
  ...everywhere,
  commandTimeout: commandTimeoutMs,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  socketTimeout: silentSocketMs.commands,
} satisfies RedisOptions;
const forWorkers = {
  ...everywhere,
  maxRetriesPerRequest: null,
  socketTimeout: silentSocketMs.workers,
} satisfies RedisOptions;

/** Never throws and never waits: without Redis the app starts, and Redis is looked for every second. */
export function createRedis({ url, log, clock = systemClock }: RedisOptionsOfLink): RedisLink {
  const address = checkAddress(url, log);
  const client = new Redis(address, forCommands);
  // Its own way to subscribe again has nobody who hears of a failure.
  const subscriber = new Redis(address, { ...forCommands, autoResubscribe: false });
  const health = createHealth({ client, clock, log });
  const eviction = createEvictionWatch({ client, clock });
  for (const connection of [client, subscriber]) connection.on('error', health.noteFault);
  client.on('ready', () => void health.look().then(eviction.look));
  client.on('close', health.isDown);
  const stopLooking = every(clock, beatEveryMs, health.look);
  return {
    client,
    subscriber,
    connectionForBull() {
      const connection = new Redis(address, forWorkers);
      connection.on('error', health.noteFault);
      return connection;
    },
    ...health.view,
    mayEvict: eviction.mayEvict,
    async close() {
      const stopped = Promise.all([stopLooking(), eviction.close()]);
      client.disconnect();
      subscriber.disconnect();
      await stopped;
    },
  };
}

function checkAddress(url: string, log: Log): string {
  if (URL.canParse(url) && /^rediss?:$/.test(new URL(url).protocol)) return url;
  log.error({}, 'redis-url-not-valid');
  return nowhere;
}

/** What is known of Redis, from one small question a second. */
function createHealth({ client, clock, log }: { client: Redis; clock: Clock; log: Log }) {
  const listeners = new Set<() => void>();
  let epoch: string | null = null;
  let upSinceMs: number | null = null;
  let isFaultTold = false;

  function noteUp(seen: string): void {
    if (upSinceMs !== null && seen === epoch) return;
    log.info({ wasEmptied: epoch !== null && seen !== epoch }, 'redis-up');
    epoch = seen;
    upSinceMs = clock.now().getTime();
    isFaultTold = false;
    for (const listener of [...listeners]) call(listener);
  }

  function call(listener: () => void): void {
    try {
      listener();
    } catch (fault) {
      log.error(describeFault(fault), 'redis-listener-failed');
    }
  }

  function isDown(): void {
    if (upSinceMs !== null) log.warn({}, 'redis-down');
    upSinceMs = null;
  }

  return {
    isDown,
    async look(): Promise<void> {
      try {
        // Twice: after the first time it may have been this process that had no time to read the answer.
        noteUp(await readEpoch(client).catch(() => readEpoch(client)));
      } catch {
        isDown();
      }
    },
    /** Once for each time it is away. */
    noteFault(fault: Error): void {
      if (isFaultTold) return;
      isFaultTold = true;
      log.warn({ ...describeFault(fault), answer: /^[A-Z]{2,}(?= )/.exec(fault.message)?.[0] ?? null }, 'redis-fault');
    },
    view: {
      isUp: () => upSinceMs !== null,
      upSinceMs: () => upSinceMs,
      onUp(listener: () => void) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
}

async function readEpoch(client: Redis): Promise<string> {
  const known = await client.get(epochKey);
  if (known !== null) return known;
  const made = randomUUID();
  await client.set(epochKey, made, 'NX');
  return (await client.get(epochKey)) ?? made;
}
