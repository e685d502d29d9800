// F12: two processes' journals and desks on one store, in every interleaving the scheduler finds: customers who write and write
// again, late bot replies, agents who claim, reply, release, transfer and vanish, time that passes, processes that die in the
// middle of a decision. The model knows only what was acknowledged.
import fc from 'fast-check';
import type { Journal } from '../../src/conversation/journal';
import { CareError } from '../../src/errors';
import type { DeskResult } from '../../src/handoff/desk';
import { type CareWorld, createCareWorld, people } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { isFull } from './fault-run';
import { noteFault } from './fault-table';
import { chooseSeed } from './random';

const runs = isFull ? 3_000 : 150;
const seed = chooseSeed();
const minute = 60_000;
const start = new Date('2026-03-04T09:00:00Z');
const clock = createFakeClock(start);
let opened: OpenStore;

beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

/** What the outside was told: messages and replies taken, and who was given the conversation at which version. */
interface Model {
  said: Map<string, string>;
  owners: Map<number, string>;
}

interface Real {
  worlds: CareWorld[];
  conversationId: string;
  /** Wishes under way: nobody waits for another one's. */
  underWay: Promise<unknown>[];
  doom(world: number): void;
}

type Command = fc.AsyncCommand<Model, Real>;

/** A wish sent to one of the two processes; what comes of it is heard whenever it comes. */
function wish(
  name: string,
  world: number,
  act: (at: CareWorld, real: Real, model: Model) => Promise<unknown>,
): Command {
  return {
    check: () => true,
    async run(model, real) {
      const at = real.worlds[world];
      if (at !== undefined) real.underWay.push(act(at, real, model).catch(expectRefusalOrDeath));
    },
    toString: () => `${name}@${world}`,
  };
}

const words = [
  'quanto costa la spedizione?',
  'voglio parlare con una persona',
  'È la terza volta che il pacco arriva rotto',
  'Non serve più',
  'vi denuncio',
];

const world = fc.nat(1);
const who = fc.constantFrom(...people);

const says = fc.tuple(world, fc.nat(5)).map(([at, id]) =>
  wish(`say ${id}`, at, async (process, { conversationId }, { said }) => {
    const text = words[id % words.length] ?? '';
    const message = await process.send(conversationId, text, String(id));
    said.set(message.key, text);
    await process.runTurn(conversationId);
  }),
);

type Moving = (process: CareWorld, conversationId: string) => Promise<DeskResult>;
const moves = (name: string, move: (by: (typeof people)[number]) => Moving) =>
  fc.tuple(world, who).map(([at, by]) =>
    wish(`${name} by ${by.id}`, at, async (process, { conversationId }, { owners }) => {
      const result = await move(by)(process, conversationId);
      if (result.kind === 'not-found') throw new Error('the conversation is gone');
      const { version, owner } = result.conversation;
      const shown = `${owner.kind} ${owner.kind === 'agent' ? owner.id : ''}`;
      // I4: at any version exactly one owner, whoever asks and wherever.
      expect(owners.get(version) ?? shown).toBe(shown);
      owners.set(version, shown);
    }),
  );

const settled = { releaseReason: 'risolto' };
const commands = [
  says,
  says,
  moves(
    'claim',
    (by) =>
      ({ desk }, id) =>
        desk.claim(id, by),
  ),
  moves(
    'claim',
    (by) =>
      ({ desk }, id) =>
        desk.claim(id, by),
  ),
  moves(
    'reply',
    (by) =>
      ({ desk }, id) =>
        desk.reply(id, by, { text: 'Eccomi.', clientId: by.id }),
  ),
  moves(
    'release',
    (by) =>
      ({ desk }, id) =>
        desk.release(id, by),
  ),
  moves(
    'transfer',
    (by) =>
      ({ desk }, id) =>
        desk.transfer(id, by, 'marco'),
  ),
  moves(
    'hand back',
    (by) =>
      ({ desk }, id) =>
        desk.handBack(id, by, settled),
  ),
  moves(
    'close',
    (by) =>
      ({ desk }, id) =>
        desk.close(id, by, 'solved', settled),
  ),
  moves(
    'leave line',
    () =>
      ({ desk }, id) =>
        desk.leaveLine(id),
  ),
  world.map((at) => wish('sweep', at, (process) => process.sweep.often())),
  world.map((at) => wish('late turn', at, (process, { conversationId }) => process.runTurn(conversationId))),
  world.map((at) => wish('dies', at, async (_process, { doom }) => doom(at))),
  fc.constantFrom(1, 6, 16, -60, 60).map((minutes) => ({
    check: () => true,
    // F4 too: the clock jumps an hour back and forth.
    run: async () =>
      minutes < 0 ? clock.set(new Date(clock.now().getTime() + minutes * minute)) : clock.advance(minutes * minute),
    toString: () => `${minutes} minutes`,
  })),
];

/** Reads and commits happen when the scheduler says; a doomed one stops between its write and the log. */
function interleaved(journal: Journal, scheduler: fc.Scheduler, dying: { next: boolean }): Journal {
  const later = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), label);
    return work();
  };
  return {
    ...journal,
    load: (id) => later('load', () => journal.load(id)),
    latest: (id) => later('latest', () => journal.latest(id)),
    append: (row) => later('append', () => journal.append(row)),
    async commit(conversation, change) {
      const dies = dying.next;
      dying.next = false;
      await scheduler.schedule(Promise.resolve(), 'commit');
      if (!dies) return journal.commit(conversation, change);
      await commitOnly(conversation, change);
      throw new Error('died');
    },
  };
}

/** The conditional write alone, as a process leaves it that dies right after: its effects are for whoever finds them. */
async function commitOnly(...[conversation, change]: Parameters<Journal['commit']>): Promise<void> {
  const { messages } = opened.store.rows;
  const dead = new Proxy(messages, {
    get(target, name) {
      if (name === 'insertOne' || name === 'insertMany') return () => Promise.reject(new Error('died'));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const store = { ...opened.store, rows: { ...opened.store.rows, messages: dead } };
  await createCareWorld({ store, clock }).journal.commit(conversation, change);
}

function expectRefusalOrDeath(fault: unknown): void {
  const isExpected = fault instanceof CareError && ['id-reused', 'conversation-busy'].includes(fault.code);
  if (!isExpected && !(fault instanceof Error && fault.message === 'died')) throw fault;
}

it(`keeps every invariant with two processes in ${runs} histories (FAULT_SEED=${seed})`, async () => {
  let acknowledged = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.commands(commands, { maxCommands: 14 }), async (scheduler, history) => {
      clock.set(start);
      const dying = [{ next: false }, { next: false }];
      const worlds = dying.map((dies) =>
        createCareWorld({
          store: opened.store,
          clock,
          wrapJournal: (journal) => interleaved(journal, scheduler, dies),
        }),
      );
      const [first] = worlds;
      if (first === undefined) throw new Error('no process');
      const { id: conversationId } = await first.open();
      const model: Model = { said: new Map(), owners: new Map() };
      const real: Real = {
        ...{ worlds, conversationId, underWay: [] },
        doom: (at) => Object.assign(dying[at] ?? {}, { next: true }),
      };
      await fc.scheduledModelRun(scheduler, () => ({ model, real }), history);
      await scheduler.waitFor(Promise.all(real.underWay));
      for (const dies of dying) dies.next = false;
      for (const process of worlds) await scheduler.waitFor(settle(process, conversationId));
      expect(await first.faults(conversationId)).toEqual([]);
      const log = await first.log(conversationId);
      const said = log.filter(({ from }) => from.kind === 'customer').map(({ key, text }) => [key, text]);
      expect(Object.fromEntries(said)).toEqual(Object.fromEntries(model.said));
      acknowledged += model.said.size;
      await forget(conversationId);
    }),
    { numRuns: runs, seed },
  );
  noteFault({ fault: 'F12 two desks, any order', injected: runs, customers: runs, messages: acknowledged, debts: [] });
}, 900_000);

async function settle(process: CareWorld, conversationId: string): Promise<void> {
  await process.runTurn(conversationId);
  await process.sweep.often();
}

/** The sweep looks at the whole store: each history has it to itself. */
async function forget(conversationId: string): Promise<void> {
  const { conversations, messages, events } = opened.store.rows;
  await Promise.all([
    conversations.deleteOne({ _id: conversationId }),
    messages.deleteMany({ conversationId }),
    events.deleteMany({ conversationId }),
  ]);
}
