// Two processes on one store and one Redis while something breaks under them, customers writing and agents serving all the time.
// Short in `npm test`; FULL=1 (npm run faults) breaks it far more often and in more ways, and holds the times too.
import { leaveOut } from '../left-out';
import { hasRedis } from '../redis-server';
import type { Colleague } from './colleague';
import { type CrashPoint, crashPoints } from './crash-points';
import { measureCrossing } from './crossing';
import { expectPaid, hireAgents, hireBoss, isFull, runFault } from './fault-run';
import { noteFault } from './fault-table';
import { hostileFaults, hostileFaultsInShort } from './hostile-faults';
import { type Injection, killsAmongLeavers, namedCrashes, randomKills } from './injections';
import { chooseSeed, createRandom } from './random';
import { redisFaults, redisFaultsInShort } from './redis-faults';
import { createStand, type Stand } from './stand';
import { storeFaults, storeFaultsInShort } from './store-faults';

const seed = chooseSeed();
const kills = isFull ? 200 : 3;
const answersWithinMs = 5_000;
/** 95 of 100 replies. */
const crossesWithinMs = 150;
const injections: readonly Injection[] = isFull
  ? [
      randomKills(kills),
      killsAmongLeavers(kills / 4),
      namedCrashes(crashPoints),
      ...redisFaults,
      ...storeFaults,
      ...hostileFaults,
    ]
  : [
      killsAmongLeavers(kills),
      namedCrashes(somePoints(3)),
      redisFaultsInShort,
      storeFaultsInShort,
      hostileFaultsInShort,
    ];
let stand: Stand;
let agents: Colleague[];
let boss: Colleague;

if (hasRedis) describe('two processes', suffer);
else it('is left out: two processes', () => leaveOut('faults of two processes', 'redis-server is not installed'));

function suffer(): void {
  beforeAll(async () => {
    stand = await createStand();
    agents = await hireAgents(stand);
    boss = await hireBoss(stand);
  }, 120_000);
  afterAll(() => stand?.close());

  it('show a reply of one process on a socket of the other', async () => {
    const { p50Ms, p95Ms, replies } = await measureCrossing(stand, isFull ? 25 : 3);
    noteFault({
      ...{ fault: 'none: replies across processes', injected: 0, customers: 8, messages: replies, debts: [] },
      also: `p50 ${p50Ms.toFixed(0)} ms, p95 ${p95Ms.toFixed(0)} ms`,
    });
    if (isFull) expect(p95Ms).toBeLessThanOrEqual(crossesWithinMs);
  }, 60_000);

  it.each(injections)(
    `lose nothing and double nothing: $fault (FAULT_SEED=${seed})`,
    async ({ fault, recoversWithinMs, withLeavers, inject }) => {
      const random = createRandom(seed);
      const report = await runFault({
        ...{ fault, stand, agents, seed },
        inject: (caller) => inject(stand, random, caller),
        ...(withLeavers === undefined ? {} : { boss }),
        ...(recoversWithinMs === undefined ? {} : { recoversWithinMs }),
      });
      expectPaid(report, recoversWithinMs);
      if (isFull) expect(report.slowestMs).toBeLessThan(answersWithinMs);
      expect(stand.surprises()).toEqual([]);
    },
    900_000,
  );
}

/** Others with each seed: over the days all of them. */
function somePoints(count: number): CrashPoint[] {
  const random = createRandom(seed);
  const left = [...crashPoints];
  return Array.from({ length: count }, () => left.splice(random.between(0, left.length - 1), 1)).flat();
}
