// One look at what this process stands on: does the store answer and how soon, is Redis there, are messages being handled,
// and does this process itself keep up.
import type { Clock } from '../clock';
import type { TroubleKind } from '../console/troubles';
import type { ReadCareFigures } from './care-figures';
import { within } from './within';

export interface LookParts {
  clock: Clock;
  store: { ready(): Promise<boolean> };
  /** Null: this installation has none. */
  redis: { isUp(): boolean } | null;
  figures: ReadCareFigures;
  takeLagMs(): number;
}

export type Look = () => Promise<ReadonlySet<TroubleKind>>;

const slowStoreMs = 1_000;
const awayStoreMs = 2_500;
const overloadedLagMs = 500;
/** Bells and the sweep behind them handle a message within about six seconds even when a ring is lost. */
const lateTurnSeconds = 15;

export function createLook({ clock, store, redis, figures, takeLagMs }: LookParts): Look {
  const probe = createProbe(clock, store);
  return async () => {
    const [answeredMs, care] = await Promise.all([probe(), figures()]);
    const found = new Set<TroubleKind>();
    if (answeredMs === null) found.add('store-away');
    else if (answeredMs > slowStoreMs) found.add('store-slow');
    if (takeLagMs() > overloadedLagMs) found.add('overloaded');
    if (care !== null && care.undecidedSeconds > lateTurnSeconds) found.add('turns-late');
    if (redis !== null && !redis.isUp()) found.add('redis-down');
    return found;
  };
}

/** How long the store took to answer; null when it did not, or not in time. Never two questions at once. */
function createProbe(clock: Clock, store: LookParts['store']): () => Promise<number | null> {
  let asked: Promise<number | null> | null = null;
  async function ask(): Promise<number | null> {
    const startMs = clock.now().getTime();
    const isReady = await store.ready().catch(() => false);
    asked = null;
    return isReady ? clock.now().getTime() - startMs : null;
  }
  return () => {
    asked ??= ask();
    return within(clock, awayStoreMs, asked);
  };
}
