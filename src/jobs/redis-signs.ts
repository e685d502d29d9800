// Signs of life shared by processes over Redis: one sorted set, scored by the moment each sign ends on Redis's own clock,
// so that clocks of machines that differ do no harm. One script brings and takes, so that nobody sees half a change.
import { randomUUID } from 'node:crypto';
import type { FanOut } from './fan-out';
import type { RedisLink } from './redis';
import { endedIsKnownMs, type SharedSigns, type Signs, signsTopic } from './signs';

const key = 'ascolto:signs';

/** First letter of a member: what it is. All in one set, so that they can only be lost together. */
const kinds = { lasting: 's', ended: 'x', memory: 'm' } as const;

/**
 * ARGV: a name for the memory if it has none, how long ended ones are known, how many lasting ones follow, these as
 * member and milliseconds each, then the ended ones. Answers members with the milliseconds they last.
 */
const exchangeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local last = 3 + 2 * ARGV[3]
for n = last + 1, #ARGV do
  redis.call('ZREM', KEYS[1], 's' .. ARGV[n])
  redis.call('ZADD', KEYS[1], now + ARGV[2], 'x' .. ARGV[n])
end
for n = 4, last, 2 do
  if not redis.call('ZSCORE', KEYS[1], 'x' .. ARGV[n]) then
    redis.call('ZADD', KEYS[1], 'GT', now + ARGV[n + 1], 's' .. ARGV[n])
  end
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCOUNT', KEYS[1], '+inf', '+inf') == 0 then
  redis.call('ZADD', KEYS[1], '+inf', 'm' .. ARGV[1])
end
local answer = {}
local found = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for n = 1, #found, 2 do
  answer[n] = found[n]
  answer[n + 1] = found[n + 1] == 'inf' and 0 or found[n + 1] - now
end
return answer
`;

interface RedisSignsParts {
  redis: Pick<RedisLink, 'client' | 'onUp'>;
  fanOut: FanOut;
}

export function createRedisSigns({ redis, fanOut }: RedisSignsParts): Signs {
  return {
    async exchange({ lasting, ended, isNews }) {
      const pairs = [...lasting].flatMap(([sign, ms]) => [sign, Math.ceil(ms)]);
      const asked = [randomUUID(), endedIsKnownMs, lasting.size, ...pairs, ...ended];
      const answer = await redis.client.eval(exchangeScript, 1, key, ...asked);
      if (isNews) fanOut.publish(signsTopic, {});
      return readAnswer(answer);
    },
    onNews(listener) {
      const stops = [fanOut.subscribe(signsTopic, listener), redis.onUp(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function readAnswer(answer: unknown): SharedSigns {
  if (!Array.isArray(answer)) throw new Error('Redis answered something else than signs.');
  const shared: SharedSigns = { lasting: new Map(), ended: [], memoryId: '' };
  for (let n = 0; n < answer.length; n += 2) {
    const member = String(answer[n]);
    const sign = member.slice(1);
    if (member[0] === kinds.lasting) shared.lasting.set(sign, Number(answer[n + 1]));
    else if (member[0] === kinds.ended) shared.ended.push(sign);
    else if (member[0] === kinds.memory) shared.memoryId = sign;
  }
  return shared;
}
