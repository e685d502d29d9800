// Fan-out across processes over Redis pub/sub, which forgets what nobody hears. Listeners of this process are called at once and
// without Redis. Letters are numbered per sender from 1, and each sender writes at least one a second, so that a lost one is
// noticed; whoever begins to listen asks all others for a letter, to know where they are.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Clock, every } from '../clock';
import { describeFault, type Log } from '../log';
import type { FanOut } from './fan-out';
import { createLocalFanOut } from './local-fan-out';
import type { RedisLink } from './redis';

export interface RedisFanOutOptions {
  redis: RedisLink;
  clock: Clock;
  log: Log;
}

export interface RedisFanOut extends FanOut {
  /** Sends and hears no more; the connections are the link's. */
  close(): Promise<void>;
}

const beatEveryMs = 1_000;
/** Beats without hearing the own ones until the listening connection is made anew. */
const silentBeats = 3;
const forgottenAfterBeats = 60;
/** Losses that come together are told once. */
const gapDelayMs = 100;
const longestLetter = 8_192;
/** More unanswered letters than this are not sent: the numbers tell the others. */
const mostUnanswered = 1_000;

const letterShape = z.object({
  from: z.string().max(64),
  number: z.int().positive(),
  /** Asks for a letter of everybody. */
  isHello: z.boolean().optional(),
  topic: z.string().max(256).optional(),
  hint: z.record(z.string().max(64), z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()])).default({}),
});
type Letter = z.infer<typeof letterShape>;

export function createRedisFanOut({ redis, clock, log }: RedisFanOutOptions): RedisFanOut {
  const local = createLocalFanOut();
  const gaps = createGaps(clock);
  const post = createPost(redis);
  const greet = () => post.sendSign({ isHello: true });
  const ears = createEars({ redis, log, me: post.me, onSubscribed: greet, onLost: gaps.note, onLetter: deliver });
  const stopGreeting = redis.onUp(greet);

  function deliver({ topic, hint, isHello }: Letter): void {
    if (isHello === true) post.sendSign({});
    if (topic === undefined) return;
    try {
      local.publish(topic, hint);
    } catch (fault) {
      log.error({ topic, ...describeFault(fault) }, 'hint-listener-failed');
    }
  }

  const stopBeating = every(clock, beatEveryMs, async () => {
    post.sendSign({});
    ears.beat();
  });
  return {
    publish(topic, hint) {
      post.sendHint({ topic, hint });
      local.publish(topic, hint);
    },
    subscribe: local.subscribe,
    onGap: gaps.onGap,
    async close() {
      stopGreeting();
      ears.close();
      await stopBeating();
    },
  };
}

/** Sends numbered letters. A number is used up even when its hint cannot be sent: that is how the others notice. */
function createPost(redis: RedisLink) {
  const me = randomUUID();
  const channel = channelOf(redis);
  let number = 0;
  let unanswered = 0;

  function send(content: Partial<Letter>): void {
    unanswered++;
    const answered = () => void unanswered--;
    redis.client.publish(channel, JSON.stringify({ from: me, number, ...content })).then(answered, answered);
  }

  const canSend = () => redis.isUp() && unanswered < mostUnanswered;
  return {
    me,
    sendHint(content: Pick<Letter, 'hint'> & { topic: string }): void {
      number++;
      if (canSend()) send(content);
    },
    sendSign(content: Pick<Letter, 'isHello'>): void {
      if (!canSend()) return;
      number++;
      send(content);
    },
  };
}

interface EarsOptions {
  redis: RedisLink;
  log: Log;
  me: string;
  onSubscribed(): void;
  onLetter(letter: Letter): void;
  onLost(): void;
}

/** Hears the others, and itself to know that it hears. */
function createEars({ redis, log, me, onSubscribed, onLetter, onLost }: EarsOptions) {
  const { subscriber } = redis;
  const channel = channelOf(redis);
  const heard = new Map<string, { number: number; beats: number }>();
  let beats = 0;
  let sinceOwn = 0;

  async function subscribe(): Promise<void> {
    try {
      await subscriber.subscribe(channel);
      heard.clear();
      sinceOwn = 0;
      onLost();
      onSubscribed();
    } catch {
      connectAnew();
    }
  }

  /** Only while connected: a connection that is being made would be left in the middle. */
  function connectAnew(): void {
    sinceOwn = 0;
    if (subscriber.status === 'ready') subscriber.disconnect(true);
  }

  function hear(toChannel: string, text: string): void {
    if (toChannel !== channel) return;
    const letter = readLetter(text);
    if (letter === null) {
      log.warn({ length: text.length }, 'hint-not-valid');
      return;
    }
    const before = heard.get(letter.from)?.number ?? 0;
    if (letter.number <= before) return;
    heard.set(letter.from, { number: letter.number, beats });
    if (letter.from === me) {
      sinceOwn = 0;
      return;
    }
    if (letter.number > before + 1) onLost();
    onLetter(letter);
  }

  subscriber.on('ready', subscribe);
  subscriber.on('message', hear);
  if (subscriber.status === 'ready') void subscribe();
  return {
    beat(): void {
      beats++;
      for (const [from, last] of heard) if (last.beats < beats - forgottenAfterBeats) heard.delete(from);
      sinceOwn = redis.isUp() ? sinceOwn + 1 : 0;
      if (sinceOwn > silentBeats) {
        log.warn({}, 'hints-not-heard');
        connectAnew();
      }
    },
    close(): void {
      subscriber.off('ready', subscribe);
      subscriber.off('message', hear);
    },
  };
}

function createGaps(clock: Clock) {
  const listeners = new Set<() => void>();
  let isNoted = false;
  return {
    note(): void {
      if (isNoted) return;
      isNoted = true;
      clock.after(gapDelayMs, () => {
        isNoted = false;
        for (const listener of [...listeners]) listener();
      });
    },
    onGap(listener: () => void) {
      const own = () => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}

function readLetter(text: string): Letter | null {
  if (text.length > longestLetter) return null;
  try {
    return letterShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Databases of one Redis share its channels, so the database is part of the name. */
function channelOf({ client }: RedisLink): string {
  return `ascolto:hints:${client.options.db ?? 0}`;
}
