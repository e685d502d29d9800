// One look at what this process stands on: does the store answer and how soon, does it keep a write, is Redis there, are
// messages being handled, and does this process itself keep up.
import type { Clock } from '../clock';
import type { TroubleKind } from '../console/troubles';
import type { Store } from '../store/store';
import type { ReadCareFigures } from './care-figures';
import { within } from './within';

export interface LookParts {
  clock: Clock;
  store: Pick<Store, 'ready' | 'tryWrite'>;
  /** Null: this installation has none. */
  redis: { isUp(): boolean; mayEvict(): boolean } | null;
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
  const askStore = createProbe(clock, store.ready);
  const tryWrite = createProbe(clock, async () => {
    await store.tryWrite();
    return true;
  });
  return async () => {
    const [answeredMs, keptMs, care] = await Promise.all([askStore(), tryWrite(), figures()]);
    const found = new Set<TroubleKind>();
    if (answeredMs === null) found.add('store-away');
    else if (keptMs === null) found.add('store-refuses-writes');
    else if (Math.max(answeredMs, keptMs) > slowStoreMs) found.add('store-slow');
    if (takeLagMs() > overloadedLagMs) found.add('overloaded');
    if (care !== null && care.undecidedSeconds > lateTurnSeconds) found.add('turns-late');
    if (redis !== null && !redis.isUp()) found.add('redis-down');
    if (redis?.mayEvict() === true) found.add('redis-evicts');
    return found;
  };
}

/** How long the store took; null when it said no or nothing, or not in time. Never two questions at once. */
function createProbe(clock: Clock, question: () => Promise<boolean>): () => Promise<number | null> {
  let asked: Promise<number | null> | null = null;
  async function ask(): Promise<number | null> {
    const startMs = clock.now().getTime();
    const isWell = await question().catch(() => false);
    asked = null;
    return isWell ? clock.now().getTime() - startMs : null;
  }
  return () => {
    asked ??= ask();
    return within(clock, awayStoreMs, asked);
  };
}
