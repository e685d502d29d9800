// Watching the app, put together: what is counted, what is logged of the work, what is wrong. app.ts hands the functions to
// the parts that call them, opens the watch when there is a store to watch, and closes it last but for the store.
import type { Clock } from '../clock';
import { troubleKinds } from '../console/troubles';
import type { OnCommitted } from '../conversation/journal';
import type { Jobs } from '../jobs/jobs';
import type { Log } from '../log';
import type { Store } from '../store/store';
import type { OnCall } from '../store/timed-rows';
import type { TurnReport } from '../turn/run-turn';
import { createCareFigures, type ReadCareFigures } from './care-figures';
import { countingLog } from './counting-log';
import type { Exposition } from './exposition';
import { createLook } from './look';
import { createMetrics } from './metrics';
import { createMetricsRoute } from './metrics-route';
import { showProcess } from './process-figures';
import { type TroubleWatch, watchTroubles } from './trouble-watch';
import { watchJobs } from './watch-jobs';
import { createWorkLog } from './work-log';

export interface MonitoringParts {
  clock: Clock;
  log: Log;
  /** Opens GET /metrics to whoever sends it. */
  metricsToken: string | undefined;
}

/** What can be watched once it is open. */
export interface Watched {
  store: Pick<Store, 'rows' | 'ready' | 'tryWrite'>;
  /** Null: this installation has none. */
  redis: { isUp(): boolean; mayEvict(): boolean } | null;
  /** Calls its listener when hints may have been lost. */
  onGap?: (listener: () => void) => unknown;
}

/** What the process's server and channels hold open. */
export interface Open {
  /** Customers' web sockets. */
  sockets(): number;
  /** Consoles' feeds. */
  feeds(): number;
}

export type Monitoring = ReturnType<typeof createMonitoring>;

export function createMonitoring({ clock, log: plainLog, metricsToken }: MonitoringParts) {
  const metrics = createMetrics();
  const { exposition } = metrics;
  const log = countingLog({ log: plainLog, clock, count: metrics.onLogged });
  const workLog = createWorkLog({ log, clock });

  return {
    /** For everybody: counts what it logs as trouble. */
    log,
    onServed: metrics.onServed,
    onLookFailed: metrics.onLookFailed,
    onUndelivered: metrics.onUndelivered,
    onCall: both<Parameters<OnCall>>(metrics.onCall, workLog.onCall),
    onCommitted: both<Parameters<OnCommitted>>(metrics.onCommitted, workLog.onCommitted),
    onTurn: both<[TurnReport]>(metrics.onTurn, workLog.onTurn),
    watchJobs: (jobs: Jobs): Jobs => watchJobs(jobs, metrics.jobs, clock),
    route: createMetricsRoute({ exposition, token: metricsToken }),

    showOpen({ sockets, feeds }: Open): void {
      exposition.gauge('ascolto_customer_sockets', "Customers' web sockets open now.", sockets);
      exposition.gauge('ascolto_console_feeds', "Consoles' feeds open now.", feeds);
    },

    /** Begins to look; what is wrong comes out of it. */
    watch({ store, redis, onGap }: Watched): TroubleWatch {
      const figures = createCareFigures({ store, clock, log });
      const { takeLagMs, close } = showProcess(exposition);
      showCare(exposition, figures);
      const isRedisUp = () => (redis === null ? null : Number(redis.isUp()));
      exposition.gauge('ascolto_redis_up', 'Redis answers: 1, else 0; nothing where none is used.', isRedisUp);
      onGap?.(() => metrics.onGap());
      const look = createLook({ clock, store, redis, figures, takeLagMs });
      const troubles = watchTroubles({ clock, log, look });
      showTroubles(exposition, troubles);
      return {
        ...troubles,
        async close() {
          close();
          await troubles.close();
        },
      };
    },
  };
}

function both<Args extends unknown[]>(one: (...args: Args) => void, other: (...args: Args) => void) {
  return (...args: Args): void => {
    one(...args);
    other(...args);
  };
}

function showTroubles({ labelledGauge }: Exposition, troubles: TroubleWatch): void {
  labelledGauge('ascolto_degraded', 'What is wrong in this process now: 1, else 0.', 'trouble', () => {
    const found = troubles.current().map(({ kind }) => kind);
    return Object.fromEntries(troubleKinds.map((kind) => [kind, Number(found.includes(kind))]));
  });
}

function showCare({ gauge }: Exposition, figures: ReadCareFigures): void {
  const show = (name: string, help: string, field: keyof NonNullable<Awaited<ReturnType<ReadCareFigures>>>) =>
    gauge(name, help, async () => (await figures())?.[field] ?? null);
  show('ascolto_conversations_waiting', 'Conversations that wait for a person.', 'waiting');
  show('ascolto_conversations_with_people', 'Conversations that a person has.', 'withPeople');
  show('ascolto_oldest_wait_seconds', 'How long the customer first in time has waited.', 'oldestWaitSeconds');
  show('ascolto_promises_open', 'Promises that a person will write, not yet settled.', 'promisesOpen');
  show('ascolto_promises_due_soon', 'Open promises due within five minutes.', 'promisesDueSoon');
  show('ascolto_promises_overdue', 'Open promises whose moment has passed.', 'promisesOverdue');
  show(
    'ascolto_undecided_seconds',
    "Age of the oldest customer's message that no turn has handled.",
    'undecidedSeconds',
  );
}
