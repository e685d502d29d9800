// Takes bells from BullMQ and has them answered here. It looks every second whether its worker still takes any, and makes a new
// one when not: a worker can stay deaf after Redis was away, or end by itself.
import { type Job, WaitingError, Worker } from 'bullmq';
import { z } from 'zod';
import { type Clock, every } from '../clock';
import { describeFault, type Log } from '../log';
import { type BellSight, createBellJudge, mostFaults } from './bell-judge';
import { mostBellsAtOnce } from './bells';
import type { RedisLink } from './redis';
import { within } from './within';

export interface BellWorkerOptions {
  redis: RedisLink;
  clock: Clock;
  log: Log;
  /** False when this process answers nothing any more. */
  answer(name: string, key: string): Promise<boolean>;
}

export interface BellWorker {
  start(): void;
  /** Begins to end: takes nothing new, lets what was taken finish. */
  stopTaking(): void;
  /** Ends within seconds, whatever Redis does. */
  close(): Promise<void>;
}

export const bellQueue = { name: 'bells', prefix: 'ascolto' };

const timing = {
  concurrency: mostBellsAtOnce,
  // A process that died gives its bells back after 3.5 s and at most one look more.
  lockDuration: 3_500,
  stalledInterval: 1_000,
  maxStalledCount: 100,
  /** Seconds. */
  drainDelay: 1,
  runRetryDelay: 200,
};
const lookEveryMs = 1_000;
const finishWithinMs = 2_000;
const letGoWithinMs = 200;

const bellShape = z.object({ key: z.string().max(512) });

/** One BullMQ worker and its connection, with what is seen of it. */
interface Post {
  worker: Worker;
  sight: BellSight;
  /** Waits a little for what was taken, or not at all; lets go of the connections in any case. */
  end(how: { waits: boolean }): Promise<void>;
}

export function createBellWorker(options: BellWorkerOptions): BellWorker {
  const { redis, clock, log } = options;
  const judge = createBellJudge();
  let post: Post | null = null;
  let stopLooking: (() => Promise<void>) | undefined;
  let isStopping = false;

  async function look(): Promise<void> {
    if (isStopping) return;
    if (post === null) post = fill(options);
    post.sight.oldestWaiting = await oldestWaiting(redis, post.worker);
    post.sight.isRunning = post.worker.isRunning();
    const verdict = judge(post.sight);
    post.sight.faults = 0;
    if (verdict === 'fine') return;
    log.warn({ verdict }, 'bell-worker-replaced');
    const ended = post;
    // The next look fills the post again, a second later.
    post = null;
    await ended.end({ waits: false });
  }

  return {
    start() {
      post = fill(options);
      stopLooking = every(clock, lookEveryMs, look);
    },
    stopTaking() {
      isStopping = true;
      // With Redis it waits for what was taken, within the limit of `close`; without, it would wait for Redis.
      post?.worker.close(!redis.isUp()).catch((fault: unknown) => log.debug(describeFault(fault), 'bell-worker-fault'));
    },
    async close() {
      isStopping = true;
      await Promise.all([stopLooking?.(), post?.end({ waits: redis.isUp() })]);
    },
  };
}

function fill({ redis, clock, log, answer }: BellWorkerOptions): Post {
  const sight: BellSight = { oldestWaiting: null, taken: 0, inHand: 0, faults: 0, isRunning: true };
  const connection = redis.connectionForBull();

  async function handle(job: Job, token?: string): Promise<void> {
    sight.taken++;
    sight.inHand++;
    try {
      const bell = bellShape.safeParse(job.data);
      if (!bell.success || (await answer(job.name, bell.data.key))) return;
    } finally {
      sight.inHand--;
    }
    // Another process answers it.
    await job.moveToWait(token);
    throw new WaitingError();
  }

  const worker = new Worker(bellQueue.name, handle, {
    connection,
    prefix: bellQueue.prefix,
    skipVersionCheck: true,
    ...timing,
  });
  worker.on('error', (fault) => {
    if (++sight.faults === mostFaults) void worker.pause(true);
    log.debug(describeFault(fault), 'bell-worker-fault');
  });
  return {
    worker,
    sight,
    async end({ waits }) {
      const upTo = (limitMs: number, task: Promise<unknown>) => within(clock, limitMs, task).catch(() => undefined);
      await upTo(waits ? finishWithinMs : letGoWithinMs, worker.close(!waits));
      // Where that got stuck, waiting for Redis: lets go of the connections.
      await upTo(letGoWithinMs, worker.getBackend().close(true));
      connection.disconnect();
    },
  };
}

/** The bell that is next in the queue; null when there is none or Redis cannot tell. */
async function oldestWaiting(redis: RedisLink, worker: Worker): Promise<string | null> {
  if (!redis.isUp()) return null;
  try {
    return await redis.client.lindex(worker.toKey('wait'), -1);
  } catch {
    return null;
  }
}
