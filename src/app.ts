// The one file that knows which adapter runs: chooses and opens them, has the parts built on them (app/), closes all in order.
import { type Adapters, createBase, loadDialogs } from './app/base';
import { buildCare } from './app/care';
import { createLeaving } from './app/leaving';
import { buildProbes, type Front } from './app/server';
import { buildStaff } from './app/staff';
import { buildWeb } from './app/web';
import { beginWork } from './app/work';
import { type Clock, systemClock } from './clock';
import type { Config } from './config';
import { createBullJobs } from './jobs/bull-jobs';
import { createLease, createLoneLease } from './jobs/lease';
import { createLocalFanOut } from './jobs/local-fan-out';
import { createLocalLimits } from './jobs/local-limits';
import { createLocalSigns } from './jobs/local-signs';
import { createOutboxJobs } from './jobs/outbox-jobs';
import { createRedis } from './jobs/redis';
import { createRedisFanOut } from './jobs/redis-fan-out';
import { createRedisLimits } from './jobs/redis-limits';
import { createRedisSigns } from './jobs/redis-signs';
import type { Log } from './log';
import { createMonitoring, type Monitoring } from './monitoring/monitoring';
import { createAuditLog } from './privacy/audit-log';
import { noteFirstPerson } from './privacy/audit-people';
import { allRoles, checkSharing, type Roles } from './roles';
import { createStore, type Store } from './store/store';

export interface AppParts {
  config: Config;
  log: Log;
  clock?: Clock;
  /** What this process does; all of it unless said otherwise. */
  roles?: Roles;
  /** Folder that holds `dialogs/` and the built `dist/`. */
  root: string;
}

/** How long a stop waits for requests and turns in progress; what is undecided then is in the store, and others find it. */
const finishWithinMs = 10_000;
/** And for the connections under them. */
const disconnectWithinMs = 1_500;

/** Everything open but the port; `listen` serves, `close` ends in reverse order within 12 seconds. */
export async function createApp({ clock = systemClock, roles = allRoles, config, root, ...parts }: AppParts) {
  checkSharing(roles, config);
  const dialogs = loadDialogs(root);
  const monitoring = createMonitoring({ clock, log: parts.log, metricsToken: config.METRICS_TOKEN });
  const { log } = monitoring;
  const adapters = await openAdapters({ config, log, clock, monitoring });
  const base = createBase({ ...adapters, config, log, clock, root, dialogs, monitoring });
  const staff = buildStaff(base, {
    onSign: (agentId, sessionId) => care.presence.sign(agentId, sessionId),
    onEnded: (agentId, sessionId) => care.presence.signedOut(agentId, sessionId),
    onDeactivated: (agentId) => care.sweep.returnAllOf(agentId),
  });
  const care = buildCare(base, staff.people);
  const front: Front = roles.has('web') ? buildWeb(base, care, staff) : buildProbes(base, staff);
  const first = await staff.people.createFirst(config.ADMIN_EMAIL, config.ADMIN_PASSWORD);
  await noteFirstPerson(base);
  await care.presence.start();
  const stopWork = roles.has('worker') ? await beginWork(base, care) : base.jobs.close;
  return {
    /** The administrator made at this very start; `password` only when it was made up here. */
    first,
    listen: (port = config.PORT): Promise<number> => front.server.listen(port, '0.0.0.0'),
    async close(): Promise<void> {
      const leave = createLeaving(log);
      await leave('work', finishWithinMs, async () => {
        await front.close();
        await care.presence.close();
        await stopWork();
        await care.settled();
      });
      await leave('connections', disconnectWithinMs, async () => {
        await base.troubles.close();
        await adapters.close();
      });
    },
  };
}

interface Chosen {
  config: Config;
  log: Log;
  clock: Clock;
  monitoring: Monitoring;
}

type Opened = Adapters & { close(): Promise<void> };

/** The store is the embedded one unless MONGODB_URI names another; REDIS_URL replaces what only one process could know. */
async function openAdapters(chosen: Chosen): Promise<Opened> {
  const { config, log, monitoring } = chosen;
  const { MONGODB_URI: mongodbUri, DATA_DIR: dataDir, REDIS_URL: url } = config;
  const store = await createStore({ mongodbUri, dataDir, log, onCall: monitoring.onCall });
  return url === undefined ? openAlone(store, chosen) : openShared(store, url, chosen);
}

function openAlone(store: Store, { log, clock, monitoring }: Chosen): Opened {
  return {
    store,
    jobs: monitoring.watchJobs(createOutboxJobs({ store, clock, log })),
    fanOut: createLocalFanOut(),
    signs: createLocalSigns({ clock }),
    limits: createLocalLimits({ clock }),
    openLease: createLoneLease,
    close: store.close,
  };
}

function openShared(store: Store, url: string, { log, clock, monitoring }: Chosen): Opened {
  const redis = createRedis({ url, log, clock });
  const fanOut = createRedisFanOut({ redis, clock, log });
  const audit = createAuditLog({ store, clock });
  return {
    store,
    redis,
    fanOut,
    jobs: monitoring.watchJobs(createBullJobs({ redis, store, clock, log })),
    signs: createRedisSigns({ redis, fanOut }),
    limits: createRedisLimits({ redis, clock, log, pseudonym: (key) => audit.pseudonym('limit', key) }),
    openLease: () => createLease({ redis, clock, log, name: 'sweep' }),
    async close() {
      await fanOut.close();
      await redis.close();
      await store.close();
    },
  };
}
