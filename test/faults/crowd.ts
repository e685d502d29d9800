// Customers who write and agents who serve all the time while something is broken, each through whichever process answers, two
// screens for each customer, one on a socket, one that polls, and a console that follows the feed.
import type { Store } from '../../src/store/store';
import type { Caller } from './caller';
import { until } from './caller';
import { type Colleague, keepServing } from './colleague';
import { openConsoleView } from './console-view';
import { type Customer, enterShop, keepWriting } from './customer';
import {
  auditFaults,
  brokenRulesOf,
  consoleFaults,
  type Debt,
  lostMessages,
  lostReplies,
  twoOwners,
  viewFaults,
} from './debts';
import type { Random } from './random';
import { openPollView, openStreamView } from './views';

export interface Crowd {
  customers: readonly Customer[];
  /** Messages and replies that were answered 200. */
  acknowledged(): number;
  /** Everybody finishes what they began; throws when somebody was never answered. */
  finish(): Promise<void>;
  /** What is not as it must be; waits for what may still be on its way. Call it once, after `finish`. */
  findDebts(store: Store): Promise<{ debts: Debt[]; settledMs: number }>;
  /** Ends every screen; whoever still works gives up. */
  leave(): Promise<void>;
}

export interface CrowdParts {
  caller: Caller;
  agents: readonly Colleague[];
  random: Random;
  size: number;
}

const settlesWithinMs = 30_000;
const shownWithinMs = 15_000;
/** Each hint about one of them is a read. */
const watchedByConsole = 4;

/** Enters everybody and sets them to work. */
export async function openCrowd({ caller, agents, random, size }: CrowdParts): Promise<Crowd> {
  const customers = await Promise.all(
    Array.from({ length: size }, (_, n) => enterShop(caller, n % 2 === 0 ? 'it' : 'en')),
  );
  const views = customers.flatMap((customer) => [
    { of: customer, view: openStreamView(caller, customer) },
    { of: customer, view: openPollView(caller, customer, 200) },
  ]);
  const [watcher] = agents;
  if (watcher === undefined) throw new Error('no agents');
  const watched = customers.slice(0, watchedByConsole).map((customer) => customer.conversationId);
  const screen = openConsoleView({ caller, headers: watcher.headers, conversationIds: watched });
  const ours = new Set(customers.map((customer) => customer.conversationId));
  const repliesBefore = agents.map((agent) => agent.acknowledged.length);
  let isOver = false;
  const work = Promise.all([
    ...customers.map((customer) => keepWriting(customer, random.fork(), () => isOver)),
    ...agents.map((agent) => keepServing(agent, agents, random.fork(), () => isOver)),
  ]);
  work.catch(() => undefined);

  /** The agents, with what they said to these customers. */
  const ofOurs = () =>
    agents.map((agent) => ({
      ...agent,
      acknowledged: agent.acknowledged.filter((one) => ours.has(one.conversationId)),
    }));

  return {
    customers,
    acknowledged: () =>
      customers.reduce((sum, customer) => sum + customer.acknowledged.length, 0) +
      agents.reduce((sum, agent, n) => sum + agent.acknowledged.length - (repliesBefore[n] ?? 0), 0),
    async finish() {
      isOver = true;
      await work;
    },
    async findDebts(store) {
      const from = performance.now();
      const broken = () => everyOne(customers, (one) => brokenRulesOf(store, one.conversationId, agents));
      const isSettled = async () => (await broken()).every(({ kind }) => kind !== 'undecided');
      await until(isSettled, 'what is on its way', settlesWithinMs).catch(() => null);
      const settledMs = performance.now() - from;
      const shows = async () => [
        ...(await everyOne(views, ({ of, view }) => viewFaults(store, of.conversationId, view))),
        ...(await consoleFaults(store, screen)),
      ];
      await until(async () => (await shows()).length === 0, 'the views', shownWithinMs).catch(() => null);
      const debts = [
        ...(await lostMessages(store, customers)),
        ...(await lostReplies(store, ofOurs())),
        ...(await broken()),
        ...(await auditFaults(store)),
        ...twoOwners(agents),
        ...agents.flatMap((agent) => agent.faults.map((about) => ({ kind: 'out of order' as const, about }))),
        ...(await shows()),
      ];
      return { debts, settledMs };
    },
    async leave() {
      isOver = true;
      caller.giveUp();
      await Promise.all([screen.end(), ...views.map(({ view }) => view.end())]);
      await Promise.allSettled([work]);
    },
  };
}

async function everyOne<One>(all: readonly One[], look: (one: One) => Promise<Debt[]>): Promise<Debt[]> {
  return (await Promise.all(all.map(look))).flat();
}
