// What is done to the product while people use it: processes killed at random and at named places, Redis and the store broken in
// every way they break. Each resolves when everything is whole again, with the number of times it struck.
import { type Caller, rest } from './caller';
import { type CrashPoint, crashPoints } from './crash-points';
import { enterShop } from './customer';
import type { WireState } from './fault-proxy';
import type { Random } from './random';
import type { AppProcess, Stand } from './stand';
import { strikeAt } from './wire-watch';

export interface Injection {
  fault: string;
  /** Customers are erased and opted out meanwhile. */
  withLeavers?: true;
  /** Where the issue asks for less than 30 s. */
  recoversWithinMs?: number;
  inject(stand: Stand, random: Random, caller: Caller): Promise<number>;
}

/** Starts killed processes again in the background. */
function createRestarts({ apps }: Stand) {
  const starting = new Map<AppProcess, Promise<void>>();
  /** A start that a later kill cut short failed for no other reason. */
  const kills = new Map<AppProcess, number>();

  async function startAgain(app: AppProcess): Promise<void> {
    const before = kills.get(app);
    try {
      await app.start();
    } catch (fault) {
      if (kills.get(app) === before) throw fault;
    }
  }

  return {
    /** At once; `start` brings it back. */
    async kill(app: AppProcess): Promise<void> {
      kills.set(app, (kills.get(app) ?? 0) + 1);
      await app.program.kill();
    },
    start(app: AppProcess): void {
      const started = startAgain(app).finally(() => {
        if (starting.get(app) === started) starting.delete(app);
      });
      started.catch(() => undefined);
      starting.set(app, started);
    },
    ready: async (app: AppProcess) => void (await starting.get(app)),
    /** Waits while nobody serves. */
    async untilOneServes(): Promise<void> {
      while (starting.size === apps.length) await Promise.race(starting.values());
    },
    all: async () => void (await Promise.all(starting.values())),
  };
}

type Restarts = ReturnType<typeof createRestarts>;

/** kill -9 of one or the other, 50 to 500 ms after it began to serve, and now and then while it starts. */
export const randomKills = (times: number): Injection => ({
  fault: 'F1 kill -9 of either process',
  async inject(stand, random) {
    const restarts = createRestarts(stand);
    for (let n = 0; n < times; n++) {
      const app = random.pick(stand.apps);
      if (random.chance(0.8)) await restarts.ready(app);
      await rest(random.between(50, 500));
      await restarts.kill(app);
      restarts.start(app);
    }
    await restarts.all();
    return times;
  },
});

/** The same while customers are erased and opt out. */
export const killsAmongLeavers = (times: number): Injection => ({
  ...randomKills(times),
  fault: 'F1 kill -9 while customers are erased',
  withLeavers: true,
});

const strikesWithinMs = 30_000;

/** Dies at each of the named places; throws when one was never reached. */
export const namedCrashes = (points: readonly CrashPoint[]): Injection => ({
  fault: `F1 ${points.length} of ${crashPoints.length} named crash points`,
  async inject(stand, _random, caller) {
    const restarts = createRestarts(stand);
    const missed: string[] = [];
    for (const point of points) {
      await restarts.untilOneServes();
      const app = await dieAt(stand, point, { restarts, caller });
      if (app === null) missed.push(point.name);
      else restarts.start(app);
    }
    await restarts.all();
    if (missed.length > 0) throw new Error(`never reached: ${missed.join(', ')}`);
    return points.length;
  },
});

/** The process that was killed at this place, whichever came there first. */
async function dieAt(
  stand: Stand,
  point: CrashPoint,
  { restarts, caller }: { restarts: Restarts; caller: Caller },
): Promise<AppProcess | null> {
  const endings: (() => void)[] = [];
  const dead = new Promise<AppProcess>((resolve) => {
    for (const app of stand.apps) {
      const strike = () => {
        if (endings.length === 0) return;
        for (const end of endings.splice(0)) end();
        void restarts.kill(app).then(() => resolve(app));
      };
      endings.push(strikeAt(app.toStore, point.moment, point.isHere, strike));
    }
  });
  await provoke(stand, point, caller);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), strikesWithinMs);
  });
  const app = await Promise.race([dead, late]);
  clearTimeout(timer);
  for (const end of endings.splice(0)) end();
  return app;
}

/** Most places are reached by people at work; these are not. */
async function provoke(stand: Stand, { provokedBy }: CrashPoint, caller: Caller): Promise<void> {
  if (provokedBy === 'a new visitor') enterShop(caller).catch(() => undefined);
  if (provokedBy !== 'an overdue promise') return;
  const { rows } = await stand.store();
  const filter = { 'promise.state': 'open' as const, effects: { $size: 0 } };
  await rows.conversations.updateMany(filter, { $set: { 'promise.dueAt': new Date(Date.now() - 1_000) } });
}

/** Everything between the processes and one of the two is in this state for a while. */
export function wires(which: 'toStore' | 'toRedis', state: WireState, forMs: number, times = 1) {
  return async ({ apps }: Stand): Promise<number> => {
    for (let n = 0; n < times; n++) {
      if (n > 0) await rest(1_000);
      for (const app of apps) app[which].set(state);
      await rest(forMs);
      for (const app of apps) app[which].set('pass');
    }
    return times;
  };
}

/** Every connection is cut again and again. */
export function cuts(which: 'toStore' | 'toRedis', times: number, everyMs: number) {
  return async ({ apps }: Stand): Promise<number> => {
    for (let n = 0; n < times; n++) {
      for (const app of apps) app[which].cut();
      await rest(everyMs);
    }
    return times;
  };
}

/** Every answer of the store comes late. */
export function slowStore(delayMs: number, forMs: number) {
  return async ({ apps }: Stand): Promise<number> => {
    for (const app of apps) app.toStore.delay(delayMs);
    await rest(forMs);
    for (const app of apps) app.toStore.delay(0);
    return 1;
  };
}

/** One process alone is cut off; the other one has the store and everybody's work. */
export function partition(forMs: number) {
  return async ({ apps: [app] }: Stand): Promise<number> => {
    app?.toStore.set('hang');
    await rest(forMs);
    app?.toStore.set('pass');
    return 1;
  };
}

export function killStore(times: number) {
  return async ({ storeServer }: Stand): Promise<number> => {
    for (let n = 0; n < times; n++) {
      await storeServer.program?.kill();
      await rest(300);
      if (storeServer.program !== null) await storeServer.start();
      await rest(1_000);
    }
    return times;
  };
}
