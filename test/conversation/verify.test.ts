import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyStore } from '../../src/conversation/verify-store';
import { build, root } from '../build';
import { createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { damage, damages, live } from './damages';

// A Wednesday, 10:00 in Rome, long enough ago for everything that is unfinished to be overdue.
const clock = createFakeClock(new Date('2024-03-06T09:00:00Z'));
let opened: OpenStore;

beforeAll(build, 180_000);
beforeEach(async () => {
  clock.set(new Date('2024-03-06T09:00:00Z'));
  opened = await openStore({ mustEmbed: true });
});
afterEach(() => opened.close());

/** `npm run -s verify` on the folder, as an operator runs it. */
function runVerify() {
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/commands/verify.js')], {
    cwd: opened.dataDir,
    env: { PATH, HOME, DATA_DIR: opened.dataDir, LOG_LEVEL: 'silent' },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

async function liveAll() {
  const world = createCareWorld({ store: opened.store, clock });
  for (const history of ['answered', 'waiting', 'served', 'late'] as const) await live(world, clock, history);
}

describe('verify', () => {
  it('says in figures that every invariant holds, beside a running app and without one', async () => {
    await liveAll();
    const beside = runVerify();
    await opened.store.close();
    const alone = runVerify();
    expect(alone).toEqual(beside);
    expect(alone).toMatchObject({ status: 0, stderr: '' });
    expect(alone.stdout).toMatch(/^conversations +4\nmessages +\d+\ncustomerMessages +11\nevents +\d+\n/);
    expect(alone.stdout).toMatch(/promises open +2\npromises kept +1\npromises broken +1\npromises released +0\n/);
    expect(alone.stdout).toMatch(/\nEvery invariant holds\.\n$/);
  });

  it('names the rule that each damage breaks, and nothing of what is sound', async () => {
    const world = createCareWorld({ store: opened.store, clock });
    await liveAll();
    const damaged: { rule: string; what: string; conversationId: string }[] = [];
    for (const one of damages) {
      const conversationId = await live(world, clock, one.history);
      damaged.push({ rule: one.rule, what: one.what, conversationId });
      await damage(opened.store, conversationId, one);
    }
    const doubled = await live(world, clock, 'answered');
    damaged.push({ rule: 'log-doubled', what: 'a key is there twice', conversationId: doubled });
    await opened.store.close();
    execFileSync(process.execPath, [join(__dirname, 'double-key.cjs'), opened.dataDir, doubled]);

    const { status, stdout, stderr } = runVerify();
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const lines = stdout.split('\n');
    const unnoticed = damaged.filter(
      ({ rule, conversationId }) => !lines.some((line) => line.startsWith(`FAULT ${rule} in ${conversationId}: `)),
    );
    expect(unnoticed).toEqual([]);
    const faults = lines.filter((line) => line.startsWith('FAULT '));
    expect(faults.filter((line) => !damaged.some(({ conversationId }) => line.includes(conversationId)))).toEqual([]);
    expect(stdout).toMatch(new RegExp(`\n${faults.length} faults\\.\n$`));
  });

  it('has a damage for every rule there is', () => {
    const rules = ['invariants.ts', 'verify-store.ts'].flatMap((file) => {
      const source = readFileSync(join(root, 'src/conversation', file), 'utf8');
      return [...source.matchAll(/fault\('([a-z-]+)'|\['([a-z]+-without-[a-z]+)'/g)].map(
        (match) => match[1] ?? match[2],
      );
    });
    expect(new Set(['log-doubled', ...damages.map(({ rule }) => rule)])).toEqual(new Set(rules));
  });

  it('does not take a decision for a fault that reaches the log while it reads', async () => {
    const world = createCareWorld({ store: opened.store, clock });
    const id = await live(world, clock, 'waiting');
    const { rows } = opened.store;
    // A decision committed and on its way to the log: its promise stands on a sentence that is still an effect.
    const notice = await rows.messages.findOne({ conversationId: id, 'from.kind': 'system' });
    if (notice === null) throw new Error('no notice');
    const { _id, seq: _seq, conversationId: _of, delivery: _delivery, version: _version, ...message } = notice;
    await rows.messages.deleteOne({ _id });
    await rows.conversations.updateOne({ _id: id }, { $set: { effects: [{ kind: 'message', message }] } });
    const restarted = createCareWorld({ store: opened.store, clock });
    let settled = (_: unknown): void => undefined;
    const logIsRead = new Promise((resolve) => {
      settled = resolve;
    });
    const messages = after(rows.messages, 'find', async () => settled(await restarted.journal.load(id)));
    const conversations = before(rows.conversations, 'findOne', async () => void (await logIsRead));
    const { faults, conversations: seen } = await verifyStore(
      { ...opened.store, rows: { ...rows, messages, conversations } },
      clock.now(),
    );
    expect({ faults, seen }).toEqual({ faults: [], seen: 1 });
  });
});

/** The collection, where `then` happens right after the rows of each `find` are read. */
function after<T extends object>(collection: T, method: string, then: () => Promise<void>): T {
  return intercept(collection, method, (call) => {
    const cursor = call() as { toArray(): Promise<unknown> };
    const read = cursor.toArray.bind(cursor);
    return Object.assign(cursor, {
      async toArray() {
        const found = await read();
        await then();
        return found;
      },
    });
  });
}

/** The collection, where `first` happens before each call of `method`. */
function before<T extends object>(collection: T, method: string, first: () => Promise<void>): T {
  return intercept(collection, method, async (call) => {
    await first();
    return call();
  });
}

function intercept<T extends object>(collection: T, method: string, wrap: (call: () => unknown) => unknown): T {
  return new Proxy(collection, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      const bound = value.bind(target);
      return name === method ? (...given: unknown[]) => wrap(() => bound(...given)) : bound;
    },
  });
}
