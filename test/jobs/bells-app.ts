// A process that takes bells and never finishes: run by bull-jobs.test.ts to be killed.
import { systemClock } from '../../src/clock';
import { createBullBells } from '../../src/jobs/bull-bells';
import { createRedis } from '../../src/jobs/redis';
import { createLog } from '../../src/log';

const log = createLog('silent');
const redis = createRedis({ url: process.argv[2] ?? '', log });
const bells = createBullBells({ redis, clock: systemClock, log });
bells.onRing('turn', (key) => {
  process.stdout.write(`taken ${key}\n`);
  return new Promise(() => undefined);
});
bells.start();
redis.onUp(() => process.stdout.write('ready\n'));
