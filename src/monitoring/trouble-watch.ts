// Looks every few seconds at what this process stands on. A hiccup is nobody's business: a trouble begins with the second
// look that finds it and ends with the third that does not.
import { type Clock, every } from '../clock';
import { type Trouble, type TroubleKind, type Troubles, troubleKinds } from '../console/troubles';
import type { Log } from '../log';

export interface TroubleWatch extends Troubles {
  /** Told, and found by the latest look too: over with the first look that does not find it. */
  isFound(kind: TroubleKind): boolean;
  close(): Promise<void>;
}

export interface TroubleWatchParts {
  clock: Clock;
  log: Log;
  /** What is wrong at this moment; must not throw. */
  look(): Promise<ReadonlySet<TroubleKind>>;
}

const lookEveryMs = 3_000;
const looksToBegin = 2;
const looksToEnd = 3;

interface Watched {
  since: Date | null;
  /** Looks in a row that disagree with what is told. */
  against: number;
}

export function watchTroubles({ clock, log, look }: TroubleWatchParts): TroubleWatch {
  const watched = new Map(troubleKinds.map((kind): [TroubleKind, Watched] => [kind, { since: null, against: 0 }]));
  const listeners = new Set<() => void>();

  /** True when what is told changed. */
  function judge(kind: TroubleKind, one: Watched, isFound: boolean): boolean {
    one.against = isFound === (one.since !== null) ? 0 : one.against + 1;
    if (one.against < (isFound ? looksToBegin : looksToEnd)) return false;
    one.against = 0;
    const now = clock.now();
    if (one.since === null) log.warn({ kind }, 'trouble-began');
    else log.info({ kind, lastedMs: now.getTime() - one.since.getTime() }, 'trouble-ended');
    one.since = one.since === null ? now : null;
    return true;
  }

  const stop = every(clock, lookEveryMs, async () => {
    const found = await look();
    const changed = [...watched].filter(([kind, one]) => judge(kind, one, found.has(kind)));
    if (changed.length > 0) for (const listener of [...listeners]) listener();
  });

  return {
    current: () => [...watched].flatMap(([kind, { since }]): Trouble[] => (since === null ? [] : [{ kind, since }])),
    isFound(kind) {
      const one = watched.get(kind);
      return one !== undefined && one.since !== null && one.against === 0;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: stop,
  };
}
