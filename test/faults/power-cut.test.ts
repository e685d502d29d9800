// The power fails while customers write: what was answered 200 was on the disk before. kill -9 cannot show this, because the
// system still writes what a dead process left behind.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import { leaveOut } from '../left-out';
import { rest, until } from './caller';
import { type Colleague, hire, keepServing } from './colleague';
import { type Customer, enterShop, keepWriting } from './customer';
import { brokenRules, type Debt, lostMessages, lostReplies } from './debts';
import { noteFault } from './fault-table';
import { createForgetfulDisk, type ForgetfulDisk, hasCompiler } from './power-cut';
import { chooseSeed, createRandom, type Random } from './random';
import { createRig } from './rig';

const cuts = process.env.FULL === '1' ? 20 : 1;
const tornDisks = process.env.FULL === '1' ? 10 : 3;
const customersEach = 8;
const seed = chooseSeed();
const canCompile = hasCompiler();

const withCompiler = (name: string, test: () => Promise<void>) =>
  canCompile ? it(name, test, 1_800_000) : it(`is left out: ${name}`, () => leaveOut(name, 'needs gcc on Linux'));

interface Cut {
  disk: ForgetfulDisk;
  customers: Customer[];
  agents: Colleague[];
}

/** Runs the process on a forgetful disk under load for a while, then everything stops at once. */
async function cutThePower(folder: string, random: Random, lies: boolean): Promise<Cut> {
  const dataDir = join(folder, 'data');
  const disk = createForgetfulDisk(folder, dataDir);
  const rig = await createRig({ dataDir, settings: disk.environment({ lies }) });
  try {
    await rig.start();
    const customers = await Promise.all(Array.from({ length: customersEach }, () => enterShop(rig.caller)));
    const agents = await Promise.all([1, 2].map((n) => hire(rig.caller, n)));
    let isOver = false;
    const work = [
      ...customers.map((customer) => keepWriting(customer, random.fork(), () => isOver)),
      ...agents.map((agent) => keepServing(agent, agents, random.fork(), () => isOver)),
    ];
    await rest(random.between(2_000, 4_000));
    await rig.kill();
    isOver = true;
    rig.caller.giveUp();
    await Promise.allSettled(work);
    return { disk, customers, agents };
  } finally {
    await rig.close();
  }
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-cut-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What was acknowledged and is not there. */
const missing = async (store: Store, { customers, agents }: Cut): Promise<Debt[]> => [
  ...(await lostMessages(store, customers)),
  ...(await lostReplies(store, agents)),
];

/** The store alone, without the app on top. */
async function missingOn(dataDir: string, cut: Cut): Promise<Debt[]> {
  const store = await createStore({ dataDir, log: createLog('silent') });
  try {
    return await missing(store, cut);
  } finally {
    await store.close();
  }
}

function checkFile(dataDir: string): unknown {
  const database = new Database(join(dataDir, 'store.db'));
  try {
    return database.prepare('PRAGMA integrity_check').all([]);
  } finally {
    database.close();
  }
}

/** The power is back: the app starts on what is left and finishes by itself what it had begun. */
async function expectWhole(dataDir: string, cut: Cut): Promise<void> {
  const rig = await createRig({ dataDir });
  try {
    await rig.start();
    await rig.withStore(async (store) => {
      expect(await missing(store, cut)).toEqual([]);
      await until(async () => (await brokenRules(store)).length === 0, 'recovery').catch(() => null);
      expect(await brokenRules(store)).toEqual([]);
    });
    await rig.stop();
    expect(rig.troubles()).toEqual([]);
  } finally {
    await rig.close();
  }
}

const saidIn = ({ customers }: Cut) => customers.reduce((sum, customer) => sum + customer.acknowledged.length, 0);

withCompiler(`keeps what was acknowledged through ${cuts} power cuts (FAULT_SEED=${seed})`, async () => {
  const random = createRandom(seed);
  let said = 0;
  for (let n = 0; n < cuts; n++)
    await inFolder(async (folder) => {
      const cut = await cutThePower(folder, random, false);
      said += saidIn(cut);
      for (let torn = 0; torn < tornDisks; torn++) {
        const dataDir = join(folder, `torn-${torn}`);
        cut.disk.layOut(dataDir, random);
        expect(await missingOn(dataDir, cut)).toEqual([]);
        expect(checkFile(dataDir)).toEqual([{ integrity_check: 'ok' }]);
      }
      const dataDir = join(folder, 'synced');
      cut.disk.layOut(dataDir, null);
      await expectWhole(dataDir, cut);
    });
  expect(said).toBeGreaterThan(cuts * 10);
  const customers = cuts * customersEach;
  noteFault({
    fault: 'F2 power cut',
    injected: cuts,
    customers,
    messages: said,
    debts: [],
    also: `FAULT_SEED=${seed}`,
  });
});

withCompiler('notices a disk that says "synced" too early, so that it can fail', async () => {
  await inFolder(async (folder) => {
    const cut = await cutThePower(folder, createRandom(seed), true);
    const dataDir = join(folder, 'synced');
    cut.disk.layOut(dataDir, null);
    const lost = await missingOn(dataDir, cut);
    expect(saidIn(cut)).toBeGreaterThan(0);
    expect(lost.length).toBeGreaterThan(0);
  });
});
