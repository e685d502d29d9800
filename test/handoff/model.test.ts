// Ownership and promises under arbitrary histories and interleavings: customers, two to three agents, late bot replies,
// claims, releases, transfers, agents who drop, timeouts, closing, reopening, duplicates and crashes. After each history
// the invariants must hold, and every message acknowledged must be in the log once.
import fc from 'fast-check';
import type { Journal } from '../../src/conversation/journal';
import { CareError } from '../../src/errors';
import type { Store } from '../../src/store/store';
import { type CareWorld, createCareWorld, people } from '../care-world';
import { createFakeClock, type FakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

const runs = Number(process.env.MODEL_RUNS ?? 2_000);
const minute = 60_000;
const start = new Date('2026-03-04T09:00:00Z');
/** Where histories are played one after the other, each with the whole store to itself. Half of the time is waiting: two of
 * them side by side. */
interface Ground {
  opened: OpenStore;
  clock: FakeClock;
}

let grounds: Ground[];

beforeAll(async () => {
  const open = async (): Promise<Ground> => ({ opened: await openStore(), clock: createFakeClock(start) });
  grounds = await Promise.all([open(), open()]);
});
afterAll(() => Promise.all(grounds.map(({ opened }) => opened.close())));

type Action =
  | { do: 'say'; text: string; clientId: number }
  | { do: 'claim' | 'reply' | 'release' | 'drop' | 'return'; agent: number }
  | { do: 'transfer'; agent: number; to: number }
  | { do: 'hand-back' | 'close'; agent: number; settles: boolean }
  | { do: 'leave-line' | 'sweep' | 'crash' }
  | { do: 'wait'; minutes: number };

const customerWords = [
  'quanto costa la spedizione?',
  'È la terza volta che il pacco arriva rotto, voglio parlare con una persona',
  'operatore',
  'Non serve più',
  'vi denuncio, chiamo l’avvocato',
  'grazie',
  'xqzt brumfo galastri',
];
const agent = fc.nat(people.length - 1);
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      text: fc.constantFrom(...customerWords),
      clientId: fc.nat(6),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'claim' as const,
        'reply' as const,
        'reply' as const,
        'release' as const,
        'drop' as const,
        'return' as const,
      ),
      agent,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('transfer' as const), agent, to: agent }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('hand-back' as const, 'close' as const), agent, settles: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('leave-line' as const, 'sweep' as const, 'crash' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 6, 16, 26 * 60) }),
  },
);
/** Actions of one group happen at the same time, in an order the scheduler chooses. */
const history = fc.array(fc.array(action, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 });

interface History {
  world: CareWorld;
  clock: FakeClock;
  conversationId: string;
  acknowledged: Map<string, string>;
  dies: { next: boolean };
}

async function act(one: Action, { world, clock, conversationId, acknowledged, dies }: History): Promise<unknown> {
  const by = people['agent' in one ? one.agent : 0] ?? people[0];
  if (by === undefined) throw new Error('nobody there');
  switch (one.do) {
    case 'say': {
      const message = await world.send(conversationId, one.text, String(one.clientId));
      const before = acknowledged.get(message.key);
      if (before === undefined) acknowledged.set(message.key, message.text);
      return world.runTurn(conversationId);
    }
    case 'claim':
      return world.desk.claim(conversationId, by);
    case 'reply':
      return world.desk.reply(conversationId, by, { text: 'Eccomi.', clientId: 'r' });
    case 'release':
      return world.desk.release(conversationId, by);
    case 'transfer':
      return world.desk.transfer(conversationId, by, people[one.to]?.id ?? '');
    case 'hand-back':
      return world.desk.handBack(conversationId, by, one.settles ? { releaseReason: 'risolto' } : {});
    case 'close':
      return world.desk.close(conversationId, by, 'solved', one.settles ? { releaseReason: 'risolto' } : {});
    case 'leave-line':
      return world.desk.leaveLine(conversationId);
    case 'drop':
      return world.offline.add(by.id);
    case 'return':
      return world.offline.delete(by.id);
    case 'sweep':
      return world.sweep.often();
    case 'wait':
      return clock.advance(one.minutes * minute);
    case 'crash':
      // The next commit's process dies before its texts reach the log.
      dies.next = true;
      return undefined;
    default:
      return one satisfies never;
  }
}

/** Reads and commits happen when the scheduler says; a doomed commit stops between its write and the log. */
function interleaved(ground: Ground, journal: Journal, scheduler: fc.Scheduler, dies: { next: boolean }): Journal {
  const { store } = ground.opened;
  const later = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), label);
    return work();
  };
  return {
    ...journal,
    load: (conversationId) => later('load', () => journal.load(conversationId)),
    latest: (conversationId) => later('latest', () => journal.latest(conversationId)),
    async commit(conversation, change) {
      if (!dies.next) return later('commit', () => journal.commit(conversation, change));
      dies.next = false;
      const half = { ...store, rows: { ...store.rows, messages: dead(store.rows.messages) } };
      return later('commit', () => createHalf(half, ground.clock).commit(conversation, change));
    },
  };
}

function dead<T extends object>(collection: T): T {
  return new Proxy(collection, {
    get(target, name, receiver) {
      if (name === 'insertOne' || name === 'insertMany' || name === 'bulkWrite')
        return () => Promise.reject(new Error('died'));
      const value: unknown = Reflect.get(target, name, receiver);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

let halves = 0;
const createHalf = (store: Store, clock: FakeClock): Journal => {
  let journal: Journal | undefined;
  createCareWorld({
    store,
    clock,
    wrapJournal: (bare) => {
      journal = { ...bare, newId: () => `half-${++halves}` };
      return journal;
    },
  });
  if (journal === undefined) throw new Error('no journal');
  return journal;
};

it(`keeps every invariant in ${runs} histories`, async () => {
  await Promise.all(grounds.map((ground) => playAll(ground, Math.ceil(runs / grounds.length))));
}, 600_000);

async function playAll(ground: Ground, numRuns: number): Promise<void> {
  const { opened, clock } = ground;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.boolean(), history, async (scheduler, isAlone, groups) => {
      clock.set(start);
      const dies = { next: false };
      const world = createCareWorld({
        store: opened.store,
        clock,
        // A crash is played by a second journal on the same store: then no world is alone.
        isAlone: isAlone && !groups.flat().some((one) => one.do === 'crash'),
        wrapJournal: (journal) => interleaved(ground, journal, scheduler, dies),
      });
      const { id: conversationId } = await world.open();
      const acknowledged = new Map<string, string>();
      for (const group of groups) {
        const acts = group.map((one) =>
          act(one, { world, clock, conversationId, acknowledged, dies }).catch(expectDeath),
        );
        await scheduler.waitFor(Promise.all(acts));
      }
      dies.next = false;
      world.offline.clear();
      await scheduler.waitFor(world.runTurn(conversationId));
      await scheduler.waitFor(world.sweep.often());
      expect(await world.faults(conversationId)).toEqual([]);
      await clock.advance(6 * minute);
      await scheduler.waitFor(world.sweep.often());
      await expectNobodyForgotten(world, conversationId);
      const stored = (await world.log(conversationId)).filter((message) => message.from.kind === 'customer');
      expect(Object.fromEntries(stored.map(({ key, text }) => [key, text]))).toEqual(Object.fromEntries(acknowledged));
      await forget(opened.store, conversationId);
    }),
    { numRuns },
  );
}

/** The sweep looks at the whole store: each history has it to itself. */
async function forget({ rows }: Store, conversationId: string): Promise<void> {
  const { conversations, messages, events } = rows;
  await Promise.all([
    conversations.deleteOne({ _id: conversationId }),
    messages.deleteMany({ conversationId }),
    events.deleteMany({ conversationId }),
  ]);
}

/** A customer whom nobody answered is in line, or has a promise whose clock runs, however silent the people are. */
async function expectNobodyForgotten(world: CareWorld, conversationId: string): Promise<void> {
  const { phase, human, promise } = await world.read(conversationId);
  if (phase !== 'human' || human?.customerWaitingSince === undefined) return;
  expect(promise?.state).toBe('open');
}

/** A process that died answers nobody, and an id is good for one message; anything else is a fault of ours. */
function expectDeath(fault: unknown): void {
  const isRefused = fault instanceof CareError && fault.code === 'id-reused';
  if (!isRefused && !(fault instanceof Error && fault.message === 'died')) throw fault;
}
