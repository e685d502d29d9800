// One fault from beginning to end: a crowd at work, the fault, the way back, the reckoning.
import { type Caller, rest, until } from './caller';
import { type Colleague, hire } from './colleague';
import { type Crowd, openCrowd } from './crowd';
import { enterShop } from './customer';
import type { Debt } from './debts';
import { noteFault } from './fault-table';
import { type Leavers, openLeavers } from './leavers';
import { createRandom } from './random';
import type { AppProcess, Stand } from './stand';
import { openStreamView } from './views';

export const isFull = process.env.FULL === '1';

export interface FaultPlan {
  fault: string;
  stand: Stand;
  agents: readonly Colleague[];
  /** Who erases and opts out customers all the time; nobody does when left out. */
  boss?: Colleague;
  seed: number;
  customers?: number;
  recoversWithinMs?: number;
  /** Breaks and mends; answers how often it did. Everything is whole again when it resolves. */
  inject(caller: Caller): Promise<number>;
}

export interface FaultReport {
  injected: number;
  debts: Debt[];
  recoveryMs: number;
  /** The slowest answer any customer got, 503 included. */
  slowestMs: number;
  messages: number;
}

/** The issue's own limit for a restart of anything. */
const recoversWithinMs = 30_000;

/** Three agents, of whom the last one manages. */
export const hireAgents = (stand: Stand): Promise<Colleague[]> => {
  const caller = stand.newCaller();
  return Promise.all([1, 2, 3].map((n) => hire(caller, n, n === 3 ? ['manager'] : ['agent'])));
};

/** Who may erase. */
export const hireBoss = (stand: Stand): Promise<Colleague> => hire(stand.newCaller(), 90, ['agent', 'administrator']);

/** Runs it, notes its row in the table, and says what is owed. */
export async function runFault(plan: FaultPlan): Promise<FaultReport> {
  const { stand, agents, boss, customers = isFull ? 16 : 8 } = plan;
  // What an earlier fault left down must not be told of this one.
  for (const app of stand.apps) if (!app.program.isRunning()) await app.start();
  const random = createRandom(plan.seed);
  const caller = stand.newCaller();
  const crowd = await openCrowd({ caller, agents, random, size: customers });
  const staying = crowd.customers;
  const leavers = boss === undefined ? null : openLeavers({ caller, boss, random: random.fork(), staying });
  const report = await suffer(plan, crowd, { caller, leavers }).finally(crowd.leave);
  noteFault({
    fault: plan.fault,
    ...report,
    customers,
    recoversWithinMs: plan.recoversWithinMs ?? recoversWithinMs,
    also: `${leavers === null ? '' : `${leavers.erased()} erased, `}slowest answer ${(report.slowestMs / 1000).toFixed(1)} s (FAULT_SEED=${plan.seed})`,
  });
  return report;
}

interface Among {
  caller: Caller;
  leavers: Leavers | null;
}

async function suffer({ stand, inject }: FaultPlan, crowd: Crowd, { caller, leavers }: Among): Promise<FaultReport> {
  await rest(400);
  const injected = await inject(caller);
  const liftedAt = performance.now();
  await answerEverywhere(stand);
  const answeredMs = performance.now() - liftedAt;
  await rest(200);
  await Promise.all([crowd.finish(), leavers?.finish()]);
  const store = await stand.store();
  const { debts, settledMs } = await crowd.findDebts(store);
  if (leavers !== null) debts.push(...(await leavers.findDebts(store)));
  return {
    injected,
    debts,
    recoveryMs: Math.max(answeredMs, settledMs),
    slowestMs: caller.figures.slowestMs,
    messages: crowd.acknowledged(),
  };
}

/** Resolves when a new customer at each process is answered on a socket of the next one. */
async function answerEverywhere({ apps }: Stand): Promise<void> {
  await Promise.all(apps.map((app, n) => answerAcross(app, apps[(n + 1) % apps.length] ?? app)));
}

async function answerAcross(at: AppProcess, seenAt: AppProcess): Promise<void> {
  const customer = await enterShop(at.caller);
  const view = openStreamView(seenAt.caller, customer);
  try {
    await customer.say('Quanto costa la spedizione?');
    const answered = () =>
      view.rows.some(({ author }, n) => author === 'bot' && view.rows[n - 1]?.author === 'customer');
    await until(
      answered,
      `an answer to ${customer.conversationId} at ${at.port} on a socket of ${seenAt.port}`,
      60_000,
    );
  } catch (fault) {
    const health = await Promise.all([at, seenAt].map((app) => app.caller.call('GET', '/health/ready').catch(String)));
    throw new Error(`${fault}: ${view.rows.length} rows seen; ${JSON.stringify(health)}`, { cause: fault });
  } finally {
    await view.end();
  }
}

/** Holds what the issue asks: nothing owed, back in time. */
export function expectPaid({ debts, recoveryMs }: FaultReport, withinMs = recoversWithinMs): void {
  expect(debts).toEqual([]);
  // By time only where the machine is asked to be quiet.
  if (isFull) expect(recoveryMs).toBeLessThan(withinMs);
}
