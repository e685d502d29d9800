import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../src/clock';
import { createLog } from '../../../src/log';
import { connectStore } from '../../../src/store/connect';
import { bringUpToDate, type UpToDateParts } from '../../../src/store/migrations/bring-up-to-date';
import { knownMigrations } from '../../../src/store/migrations/known-migrations';
import type { Migration } from '../../../src/store/migrations/migration';
import { readVersion, stateOf } from '../../../src/store/migrations/store-state';
import { createStore } from '../../../src/store/store';

const log = createLog('silent');
/** Waits are as short as the system allows: how many there are is what counts. */
const hurriedClock: Clock = {
  now: () => new Date('2026-03-04T09:00:00Z'),
  after(_delayMs, task) {
    const timer = setTimeout(task, 1);
    return () => clearTimeout(timer);
  },
};
const latest = knownMigrations.at(-1)?.version ?? 0;

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ascolto-migrations-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const open = () => createStore({ dataDir, log });

/** The database as it lies in the folder, with no word of the models. */
async function withBareDatabase(act: (db: UpToDateParts['db']) => Promise<void>): Promise<void> {
  const { connection, close } = await connectStore({ dataDir, log });
  if (connection.db === undefined) throw new Error('connected, but no database');
  await act(connection.db);
  await close();
}

describe('a store laid down by the first version', () => {
  interface OldConversation {
    _id: string;
    customer: { id: string; name: string; email?: string; locale: string; identified: boolean };
  }

  beforeEach(() =>
    withBareDatabase(async (db) => {
      const conversations = db.collection<OldConversation>('conversations');
      await conversations.createIndex({ 'customer.name': 'text', 'customer.email': 'text' });
      await conversations.createIndex({ 'customer.email': 1 }, { sparse: true });
      await conversations.insertMany([
        { _id: 'typed', customer: who('Mario', 'mario@example.com', false) },
        { _id: 'proved', customer: who('Lucia', 'lucia@example.com', true) },
        { _id: 'unknown', customer: { id: 'u', name: 'Ugo', locale: 'it', identified: false } },
      ]);
    }),
  );

  const who = (name: string, email: string, identified: boolean) => ({
    id: name,
    name,
    email,
    locale: 'it',
    identified,
  });

  it('starts: its text index is rebuilt and searches what the models say', async () => {
    const store = await open();
    const found = await store.rows.conversations.find({ $text: { $search: '"mario@example.com"' } }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual(['typed']);
    const texts = (await store.conversations.collection.indexes()).filter(({ key }) =>
      Object.values(key).includes('text'),
    );
    expect(texts.map(({ name }) => name)).toEqual([expect.stringContaining('customer.contactEmail_text')]);
    await store.close();
  });

  it('has the addresses customers typed where typed addresses belong, and the proved ones as they were', async () => {
    const store = await open();
    const customers = await store.rows.conversations.find({}).sort({ _id: 1 }).toArray();
    expect(customers.map(({ customer }) => [customer.email, customer.contactEmail, customer.contactChanges])).toEqual([
      ['lucia@example.com', undefined, undefined],
      [undefined, 'mario@example.com', 1],
      [undefined, undefined, undefined],
    ]);
    await store.close();
  });
});

it('finds nothing to do at a second start, whatever was written meanwhile', async () => {
  const store = await open();
  await store.notes.create({ _id: 'n', conversationId: 'c', by: { id: 'a', name: 'A' }, text: 'x', at: new Date() });
  const models = [store.conversations, store.messages, store.events, store.jobs, store.notes, store.agents];
  const patientDb = () => Promise.reject(new Error('there was something to do'));
  await bringUpToDate({ db: store.db, patientDb, models, log });
  await store.close();
});

it('refuses a store of a newer version in a sentence that says what to do', async () => {
  await (await open()).close();
  await withBareDatabase(async (db) => {
    await stateOf(db).updateOne({ _id: 'store' }, { $set: { version: 99 } });
  });
  await expect(open()).rejects.toMatchObject({
    code: 'store-newer',
    message: expect.stringMatching(/newer version .* 99, .* knows \d+\)\. Start the newer version again, or restore/),
  });
});

it('refuses a copy that was begun and not finished', async () => {
  await (await open()).close();
  await withBareDatabase(async (db) => {
    const unfinished = { $set: { from: 'b', startedAt: new Date(), finishedAt: null } };
    await stateOf(db).updateOne({ _id: 'incoming' }, unfinished, { upsert: true });
  });
  await expect(open()).rejects.toMatchObject({ code: 'store-unfinished' });
});

describe('a migration', () => {
  const spell: Migration = {
    version: latest + 1,
    name: 'upper-case',
    async run(db) {
      for await (const { _id } of db.collection('letters').find({ upper: { $exists: false } }))
        await db.collection('letters').updateOne({ _id }, { $set: { upper: true } });
    },
  };
  const withDatabase = async (act: (db: UpToDateParts['db']) => Promise<void>) => {
    const store = await open();
    await act(store.db);
    await store.close();
  };
  const parts = (db: UpToDateParts['db'], last: Migration): UpToDateParts => ({
    db,
    patientDb: async () => db,
    models: [],
    log,
    clock: hurriedClock,
    known: [...knownMigrations, last],
  });

  it('is run by one of the processes that start at once, and awaited by the others', async () => {
    await withDatabase(async (db) => {
      await db.collection('letters').insertMany(Array.from({ length: 20 }, (_, n) => ({ n })));
      let underWay = 0;
      let runs = 0;
      const watched: Migration = {
        ...spell,
        async run(inside) {
          runs++;
          underWay++;
          expect(underWay).toBe(1);
          await spell.run?.(inside);
          underWay--;
        },
      };
      await Promise.all(Array.from({ length: 5 }, () => bringUpToDate(parts(db, watched))));
      expect(runs).toBe(1);
      expect(await readVersion(stateOf(db))).toBe(latest + 1);
      expect(await db.collection('letters').countDocuments({ upper: true })).toBe(20);
      expect(await stateOf(db).countDocuments({ _id: 'lease' })).toBe(0);
    });
  });

  it('that was cut off is finished by the next start, and counts as done only then', async () => {
    await withDatabase(async (db) => {
      await db.collection('letters').insertMany(Array.from({ length: 20 }, (_, n) => ({ n })));
      const cutOff: Migration = {
        ...spell,
        async run(inside) {
          await inside.collection('letters').updateMany({ n: { $lt: 7 } }, { $set: { upper: true } });
          throw new Error('the power went');
        },
      };
      await expect(bringUpToDate(parts(db, cutOff))).rejects.toThrow('the power went');
      expect(await readVersion(stateOf(db))).toBe(latest);
      await bringUpToDate(parts(db, spell));
      expect(await readVersion(stateOf(db))).toBe(latest + 1);
      expect(await db.collection('letters').countDocuments({ upper: true })).toBe(20);
    });
  });

  it('is taken over from a process that died in the middle', async () => {
    await withDatabase(async (db) => {
      await stateOf(db).insertOne({ _id: 'lease', holder: 'a process that was killed', beat: 3 });
      await bringUpToDate(parts(db, spell));
      expect(await readVersion(stateOf(db))).toBe(latest + 1);
    });
  });

  it('is left to a process that works at it, however long it takes', async () => {
    await withDatabase(async (db) => {
      const rows = stateOf(db);
      await rows.insertOne({ _id: 'lease', holder: 'a busy process', beat: 0 });
      let isBusy = true;
      const working = (async () => {
        for (let beats = 0; beats < 60; beats++) {
          await rows.updateOne({ _id: 'lease' }, { $inc: { beat: 1 } });
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        isBusy = false;
        await rows.deleteOne({ _id: 'lease' });
      })();
      const wasBusy: boolean[] = [];
      const watched = { ...spell, run: async () => void wasBusy.push(isBusy) };
      await Promise.all([working, bringUpToDate(parts(db, watched))]);
      expect(wasBusy).toEqual([false]);
    });
  });
});

it('numbers its migrations 1, 2, 3 without a gap', () => {
  expect(knownMigrations.map(({ version }) => version)).toEqual(knownMigrations.map((_, index) => index + 1));
});
