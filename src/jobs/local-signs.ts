// Signs of life inside one process: the embedded default. Several parts may share one, as processes share a Redis.
import type { Clock } from '../clock';
import { endedIsKnownMs, type Signs } from './signs';

export function createLocalSigns({ clock }: { clock: Clock }): Signs {
  const lasting = new Map<string, number>();
  const ended = new Map<string, number>();
  const listeners = new Set<() => void>();

  return {
    async exchange(mine) {
      const nowMs = clock.now().getTime();
      for (const sign of mine.ended) ended.set(sign, nowMs + endedIsKnownMs);
      for (const [sign, ms] of mine.lasting) lasting.set(sign, Math.max(lasting.get(sign) ?? 0, nowMs + ms));
      for (const known of [lasting, ended]) {
        for (const [sign, untilMs] of known) if (untilMs <= nowMs) known.delete(sign);
      }
      for (const sign of ended.keys()) lasting.delete(sign);
      if (mine.isNews) for (const listener of listeners) listener();
      return {
        lasting: new Map([...lasting].map(([sign, untilMs]) => [sign, untilMs - nowMs])),
        ended: [...ended.keys()],
        memoryId: 'this process',
      };
    },
    onNews(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
