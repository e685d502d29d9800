// Limits that processes share over Redis: whoever is refused by one is refused by all. While Redis does not answer, each
// process counts by itself; what Redis knew counts again when it is back.
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Clock } from '../clock';
import { describeFault, type Log } from '../log';
import type { AllowanceOptions, Limits } from './limits';
import { secondsOf } from './limits';
import { createLocalLimits, waitOf } from './local-limits';
import type { RedisLink } from './redis';

export interface RedisLimitsParts {
  redis: Pick<RedisLink, 'client' | 'isUp'>;
  clock: Clock;
  log: Log;
  /**
   * What stands for an address or an e-mail in Redis, the same in every process. Its key is not in Redis: a bare hash would name
   * them to whoever reads Redis and tries all addresses.
   */
  pseudonym(key: string): Promise<string>;
}

const prefix = 'ascolto:limit';
/** After a fault Redis is left alone for so long, since each further question could take half a second. */
const restMs = 1_000;

/**
 * One number per key, gone when the burst is whole again: the moment (ms) at which all that was taken is paid for, at one
 * piece per interval. ARGV: the interval, the burst, how many are taken. Answers the milliseconds to wait, 0 when it was counted.
 */
const allowanceScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local interval = tonumber(ARGV[1])
local paid = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + ARGV[3] * interval
local wait = paid - now - ARGV[2] * interval
if wait > 0.01 then return math.ceil(wait) end
redis.call('SET', KEYS[1], string.format('%.3f', paid), 'PX', math.ceil(paid - now))
return 0
`;

export function createRedisLimits(parts: RedisLimitsParts): Limits {
  const { pseudonym } = parts;
  const { client } = parts.redis;
  const local = createLocalLimits(parts);
  const ask = createAsk(parts);
  return {
    allowance(name, options) {
      const here = local.allowance(name, options);
      return (key, count = 1) =>
        ask(
          async () => take(`${prefix}:${name}:${await pseudonym(key)}`, options, count),
          () => here(key, count),
        );
    },
    tries(name, { most, windowSeconds }) {
      const here = local.tries(name, { most, windowSeconds });
      const shared = new RateLimiterRedis({
        storeClient: client,
        keyPrefix: `${prefix}:${name}`,
        points: most,
        duration: windowSeconds,
      });
      return {
        take: (key) =>
          ask(
            async () => waitOf(shared.consume(await pseudonym(key))),
            () => here.take(key),
          ),
        giveBack: (key) =>
          ask(
            async () => void (await shared.reward(await pseudonym(key))),
            () => here.giveBack(key),
          ),
        forget: (key) =>
          ask(
            async () => void (await shared.delete(await pseudonym(key))),
            () => here.forget(key),
          ),
      };
    },
  };

  async function take(key: string, { burst, perSecond }: AllowanceOptions, count: number): Promise<number | null> {
    const waitMs = Number(await client.eval(allowanceScript, 1, key, 1000 / perSecond, burst, count));
    return waitMs > 0 ? secondsOf(waitMs) : null;
  }
}

/** Asks Redis, or counts here when it does not answer. */
function createAsk({ redis, clock, log }: RedisLimitsParts) {
  let restsUntilMs = 0;
  let isTold = false;
  return async <Answer>(shared: () => Promise<Answer>, here: () => Promise<Answer>): Promise<Answer> => {
    if (!redis.isUp() || clock.now().getTime() < restsUntilMs) return here();
    try {
      const answer = await shared();
      isTold = false;
      return answer;
    } catch (fault) {
      restsUntilMs = clock.now().getTime() + restMs;
      if (!isTold) log.warn(describeFault(fault), 'limits-not-shared');
      isTold = true;
      return here();
    }
  };
}
