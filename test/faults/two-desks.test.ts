// F12: two processes' journals and desks on one store, in every interleaving the scheduler finds: customers who write and write
// again, late bot replies, agents who claim, reply, release, transfer and vanish, opt-outs and erasures, time that passes,
// processes that die in the middle of a decision. The model knows only what was acknowledged.
import fc from 'fast-check';
import type { Journal } from '../../src/conversation/journal';
import { removeConversation } from '../../src/privacy/remove-conversation';
import { type CareWorld, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { createCommands, type Model, type Real } from './desk-commands';
import { isFull } from './fault-run';
import { noteFault } from './fault-table';
import { chooseSeed } from './random';

const runs = isFull ? 3_000 : 150;
const seed = chooseSeed();
const start = new Date('2026-03-04T09:00:00Z');
const clock = createFakeClock(start);
let opened: OpenStore;
const commands = createCommands({ clock, store: () => opened.store });

beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

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
      const model: Model = { said: new Map(), owners: new Map(), isErased: false };
      const real: Real = {
        ...{ worlds, conversationId, underWay: [] },
        doom: (at) => Object.assign(dying[at] ?? {}, { next: true }),
      };
      await fc.scheduledModelRun(scheduler, () => ({ model, real }), history);
      await scheduler.waitFor(Promise.all(real.underWay));
      for (const dies of dying) dies.next = false;
      for (const process of worlds) await scheduler.waitFor(settle(process, conversationId));
      if (model.isErased) await expectGone(worlds, conversationId, scheduler);
      else acknowledged += await expectKept(first, conversationId, model);
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

async function expectKept(first: CareWorld, conversationId: string, { said }: Model): Promise<number> {
  expect(await first.faults(conversationId)).toEqual([]);
  const log = await first.log(conversationId);
  const kept = log.filter(({ from }) => from.kind === 'customer').map(({ key, text }) => [key, text]);
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(said));
  return said.size;
}

/** Looked for once more, as an order does before it is over, nothing is left, and nobody brings anything back. */
async function expectGone(worlds: CareWorld[], conversationId: string, scheduler: fc.Scheduler): Promise<void> {
  for (const { journal, desk } of worlds) {
    const parts = { store: opened.store, journal, letGo: desk.letGo };
    await scheduler.waitFor(removeConversation(parts, conversationId));
  }
  for (const process of worlds) await scheduler.waitFor(settle(process, conversationId));
  const { conversations, messages, events } = opened.store.rows;
  const left = await Promise.all([
    conversations.countDocuments({ _id: conversationId }),
    messages.countDocuments({ conversationId }),
    events.countDocuments({ conversationId }),
  ]);
  expect(left).toEqual([0, 0, 0]);
}

/** The sweep looks at the whole store: each history has it to itself. */
async function forget(conversationId: string): Promise<void> {
  const { conversations, messages, events } = opened.store.rows;
  await Promise.all([
    conversations.deleteOne({ _id: conversationId }),
    messages.deleteMany({ conversationId }),
    events.deleteMany({ conversationId }),
    opened.store.optOuts.deleteMany({}),
  ]);
}
