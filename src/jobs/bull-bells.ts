// Bells over BullMQ: a ring is a job that only says "look at this key". While one waits, further rings are nothing new; while one
// is handled, they become exactly one more (keepLastIfActive). Without Redis a ring is answered in this process: two handlers of
// one key in two processes are safe, because whatever they decide is a conditional write.
import { randomUUID } from 'node:crypto';
import { Queue } from 'bullmq';
import type { Clock } from '../clock';
import { describeFault, type Log } from '../log';
import { bellQueue, createBellWorker } from './bell-worker';
import { type Bells, createBells } from './bells';
import type { RedisLink } from './redis';
import { within } from './within';

export interface BullBellsOptions {
  redis: RedisLink;
  clock: Clock;
  log: Log;
}

/** Longer than the client's own limit, which does not cover waiting for a connection. */
const addWithinMs = 700;
/** With more rings unanswered by Redis than this, the others are answered here. */
const mostUnanswered = 1_000;

export function createBullBells({ redis, clock, log }: BullBellsOptions): Bells {
  const local = createBells({ clock, log });
  const worker = createBellWorker({ redis, clock, log, answer: local.answer });
  const queue = openQueue(redis, log);
  let unanswered = 0;
  let isTold = false;

  /** A process that answers nothing drops the ring: those that do find the work in the store. */
  function ringHere(name: string, key: string): void {
    if (local.isHeard(name)) local.ring(name, key);
  }

  async function ringThere(name: string, key: string): Promise<void> {
    unanswered++;
    try {
      await within(clock, addWithinMs, addBell(queue, name, key));
      isTold = false;
    } catch (fault) {
      if (!isTold) log.warn(describeFault(fault), 'ring-kept-here');
      isTold = true;
      ringHere(name, key);
    } finally {
      unanswered--;
    }
  }

  /** What Redis holds of an earlier bell may be all that is left of it: then it would hide every further one. */
  async function forgetEarlier(name: string, key: string): Promise<void> {
    await within(clock, addWithinMs, queue.removeDeduplicationKey(deduplicationIdOf(name, key))).catch(
      (fault: unknown) => log.debug(describeFault(fault), 'bell-queue-fault'),
    );
  }

  return {
    ring(name, key, { isLate } = { isLate: false }) {
      const asks = redis.isUp() && unanswered < mostUnanswered;
      if (isLate && asks) void forgetEarlier(name, key);
      if (asks && !(isLate && local.isHeard(name))) void ringThere(name, key);
      else ringHere(name, key);
    },
    onRing: local.onRing,
    start() {
      local.start();
      worker.start();
    },
    async close() {
      worker.stopTaking();
      await local.close();
      await worker.close();
      await within(clock, addWithinMs, queue.close()).catch(() => undefined);
    },
  };
}

/** On the link's own client, so that nothing waits for a connection. */
function openQueue({ client }: RedisLink, log: Log): Queue {
  const waitForNothing = { skipVersionCheck: true, skipWaitingForReady: true, skipMetasUpdate: true };
  const queue = new Queue(bellQueue.name, { connection: client, prefix: bellQueue.prefix, ...waitForNothing });
  queue.on('error', (fault) => log.debug(describeFault(fault), 'bell-queue-fault'));
  return queue;
}

const deduplicationIdOf = (name: string, key: string): string => encodeURIComponent(`${name} ${key}`);

/** Ids of our own: BullMQ counts from 1 again in a Redis that was emptied. */
async function addBell(queue: Queue, name: string, key: string): Promise<void> {
  await queue.add(
    name,
    { key },
    {
      jobId: randomUUID(),
      deduplication: { id: deduplicationIdOf(name, key), keepLastIfActive: true },
      removeOnComplete: true,
      removeOnFail: true,
    },
  );
}
