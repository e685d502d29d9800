// Who may go to work now. A bounded number of requests is at work and a short line waits; the rest is told at once when to come
// back. Agents before customers before new visitors; and in one line no network takes the places of the others.
import type { Clock } from '../clock';
import { CareError } from '../errors';
import { overloaded } from './gate';
import { createRefusalRate } from './refusal-rate';
import { createTally } from './tally';
import { createTurns, type TurnLimits } from './turns';

/** Most urgent first: a signed-in person, a conversation that exists, somebody new. */
export const urgencies = ['agent', 'customer', 'visitor'] as const;
export type Urgency = (typeof urgencies)[number];

/** One request that wants to go to work. */
export interface Seeker {
  urgency: Urgency;
  /** Who share the places evenly when these run out. */
  network: string;
  /** The token or cookie it came with: one browser, which never needs many at once. */
  client: string | undefined;
  /** The caller hung up: no work is done for it any more. */
  isGone(): boolean;
}

export interface AdmissionLimits extends TurnLimits {
  atWork: number;
  waiting: number;
  /** The longest anybody waits before going to work. */
  waitMs: number;
  /** Requests of one client at work or waiting. */
  perClient: number;
}

/** How late the process is with everything it does; measured by loop-delay.ts. */
export type Strain = 'calm' | 'strained' | 'swamped';

export interface Admission {
  /** Runs `task` when its turn has come; throws `overloaded` (503) or `too-many-at-once` (429). */
  run<Result>(seeker: Seeker, task: () => Promise<Result> | Result): Promise<Result>;
  /** What `run` would refuse at once; null otherwise. Costs next to nothing while there is room. */
  refusalOf(describe: () => Seeker): CareError | null;
  /** A connection was accepted: its like go before new work for a moment. */
  accepted(): void;
  load(): AdmissionLoad;
}

export interface AdmissionLoad {
  atWork: number;
  waiting: number;
  /** Since the start. */
  admitted: number;
  refused: Record<Urgency, number>;
}

export interface AdmissionParts {
  limits: AdmissionLimits;
  clock: Clock;
  strain(): Strain;
  /** 0 ≤ n < 1. */
  random(): number;
}

/** The share of all places that each may fill: what is left over is kept for the more urgent. */
const shares: Record<Strain, Record<Urgency, number>> = {
  calm: { agent: 1, customer: 0.875, visitor: 0.5 },
  strained: { agent: 1, customer: 0.5, visitor: 0.125 },
  swamped: { agent: 1, customer: 0.125, visitor: 0 },
};
/** Refused callers are spread over as many seconds as it would take to serve them, within these. */
const comeBack = { soonestSeconds: 1, spreadSeconds: 8 };

interface Waiting {
  seeker: Seeker;
  start(): void;
  refuse(): void;
}

export function createAdmission({ limits, clock, strain, random }: AdmissionParts): Admission {
  const lines: Record<Urgency, Set<Waiting>> = { agent: new Set(), customer: new Set(), visitor: new Set() };
  const networks = createTally();
  const clients = createTally();
  const refused: Record<Urgency, number> = { agent: 0, customer: 0, visitor: 0 };
  const rate = createRefusalRate(clock);
  let atWork = 0;
  let waiting = 0;
  let admitted = 0;
  const turns = createTurns(limits, next);

  const hasRoom = (urgency: Urgency) =>
    turns.mayStart() && atWork < Math.ceil(limits.atWork * shares[strain()][urgency]);
  const mayWait = (urgency: Urgency) => waiting < Math.ceil(limits.waiting * shares.calm[urgency]);
  /** Nobody goes past those who wait already and are as urgent. */
  const isFirst = (urgency: Urgency) =>
    urgencies.slice(0, urgencies.indexOf(urgency) + 1).every((other) => lines[other].size === 0);

  function refuse(urgency: Urgency): CareError {
    refused[urgency] += 1;
    rate.refused();
    const spread = Math.min(comeBack.spreadSeconds, 1 + rate.refusedPerAdmitted());
    return overloaded(comeBack.soonestSeconds + Math.floor(random() * spread));
  }

  function refusalOf(seeker: Seeker): CareError | null {
    if (seeker.client !== undefined && clients.of(seeker.client) >= limits.perClient) return tooManyAtOnce();
    if (waiting === 0 && hasRoom(seeker.urgency)) return null;
    if (shares[strain()][seeker.urgency] === 0) return refuse(seeker.urgency);
    return mayWait(seeker.urgency) || whoGivesWay(seeker) !== null ? null : refuse(seeker.urgency);
  }

  /** The last in the same line of the network that has most, when that is more than the newcomer's would have. */
  function whoGivesWay({ urgency, network }: Seeker): Waiting | null {
    const heaviest = networks.heaviest();
    if (heaviest === null || heaviest.count <= networks.of(network) + 1) return null;
    const theirs = [...lines[urgency]].filter((one) => one.seeker.network === heaviest.key);
    return theirs.at(-1) ?? null;
  }

  function count({ network, client }: Seeker, by: 1 | -1): void {
    networks.add(network, by);
    if (client !== undefined) clients.add(client, by);
  }

  function begin(): void {
    atWork += 1;
    admitted += 1;
    rate.admitted();
    turns.started();
  }

  function wait(seeker: Seeker): Promise<void> {
    if (!mayWait(seeker.urgency)) whoGivesWay(seeker)?.refuse();
    return new Promise((resolve, reject) => {
      const leaveLine = () => {
        cancel();
        lines[seeker.urgency].delete(one);
        waiting -= 1;
      };
      const one: Waiting = {
        seeker,
        start() {
          leaveLine();
          begin();
          resolve();
        },
        refuse() {
          leaveLine();
          count(seeker, -1);
          reject(refuse(seeker.urgency));
        },
      };
      const cancel = clock.after(limits.waitMs, one.refuse);
      lines[seeker.urgency].add(one);
      waiting += 1;
      count(seeker, 1);
    });
  }

  /** Calls up whoever waits and has room now. */
  function next(): void {
    for (const urgency of urgencies) {
      for (const one of lines[urgency]) {
        if (one.seeker.isGone()) one.refuse();
        else if (hasRoom(urgency)) one.start();
        else break;
      }
    }
  }

  return {
    refusalOf(describe) {
      return waiting === 0 && hasRoom('visitor') ? null : refusalOf(describe());
    },
    async run(seeker, task) {
      const refusal = refusalOf(seeker);
      if (refusal !== null) throw refusal;
      if (hasRoom(seeker.urgency) && isFirst(seeker.urgency)) {
        count(seeker, 1);
        begin();
      } else await wait(seeker);
      try {
        return await task();
      } finally {
        count(seeker, -1);
        atWork -= 1;
        next();
      }
    },
    accepted: turns.accepted,
    load: () => ({ atWork, waiting, admitted, refused: { ...refused } }),
  };
}

function tooManyAtOnce(): CareError {
  return new CareError('too-many-requests', 'This client has too many requests in progress; wait for their answers.', {
    status: 429,
    retryable: true,
    headers: { 'Retry-After': '1' },
  });
}
