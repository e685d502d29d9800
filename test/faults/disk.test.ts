// F3: the disk is full, fails or has become read-only while customers write to the one process that has it. Nothing is
// acknowledged without a record, the process stays up and says what is wrong, and it goes on by itself when the disk does.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { leaveOut } from '../left-out';
import { samplesOf } from '../monitoring/exposition';
import { createCaller, rest, until } from './caller';
import { type Colleague, hire } from './colleague';
import { openCrowd } from './crowd';
import { isFull } from './fault-run';
import { noteFault } from './fault-table';
import { hasCompiler } from './power-cut';
import { chooseSeed, createRandom } from './random';
import { createRig, type Rig } from './rig';

const seed = chooseSeed();
const { ENOSPC, EIO, EROFS } = constants.errno;
const faults = isFull ? { full: ENOSPC, failing: EIO, 'read-only': EROFS } : { full: ENOSPC };
const badForMs = isFull ? 5_000 : 0;
const recoversWithinMs = 30_000;

if (hasCompiler()) describe('a disk', spoil);
else it('is left out: failing disks', () => leaveOut('a full and a failing disk', 'needs gcc on Linux'));

function spoil(): void {
  let folder: string;
  let order: string;
  let rig: Rig;
  let agents: Colleague[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ascolto-disk-'));
    order = join(folder, 'order');
    const shim = join(folder, 'failing-disk.so');
    execFileSync('gcc', ['-shared', '-fPIC', '-O2', '-o', shim, join(__dirname, 'failing-disk.c'), '-ldl']);
    const dataDir = join(folder, 'data');
    const settings = { LD_PRELOAD: shim, FAILING_DISK_DIR: dataDir, FAILING_DISK_ORDER: order };
    rig = await createRig({ dataDir, settings });
    await rig.start();
    agents = await Promise.all([1, 2].map((n) => hire(rig.caller, n)));
  }, 120_000);
  afterAll(async () => {
    await rig?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(Object.entries(faults))(
    `that is %s costs no acknowledged message (FAULT_SEED=${seed})`,
    async (name, errno) => {
      const pid = rig.pid();
      // Its own: when the crowd leaves, its caller gives up for good.
      const caller = createCaller(rig.port);
      const crowd = await openCrowd({ caller, agents, random: createRandom(seed), size: 8 });
      try {
        await rest(400);
        writeFileSync(order, String(errno));
        await until(() => (caller.figures.answers.get(503) ?? 0) > 0, 'a refusal');
        await until(async () => (await whatIsTold(rig)) === troubled, 'the process to say what is wrong');
        await rest(badForMs);
        expect(await whatIsTold(rig)).toBe(troubled);
        const during = crowd.acknowledged();
        rmSync(order);
        const mendedAt = performance.now();
        await until(() => crowd.acknowledged() > during, 'somebody to be heard again', recoversWithinMs);
        const recoveryMs = performance.now() - mendedAt;
        await rest(300);
        await crowd.finish();
        await until(async () => (await whatIsTold(rig)) === well, 'the process to say that all is well');
        const { debts } = await rig.withStore((store) => crowd.findDebts(store));
        noteFault({
          fault: `F3 disk ${name}`,
          injected: 1,
          customers: crowd.customers.length,
          messages: crowd.acknowledged(),
          debts,
          recoveryMs,
          recoversWithinMs,
          also: `FAULT_SEED=${seed}`,
        });
        expect(debts).toEqual([]);
        expect(rig.pid()).toBe(pid);
        expect(rig.troubles().filter((line) => line.startsWith('ended'))).toEqual([]);
      } finally {
        rmSync(order, { force: true });
        await crowd.leave();
        caller.close();
      }
    },
    120_000,
  );
}

const troubled = '200 degraded store-refuses-writes, 1';
const well = '200 ok, 0';

/** What supervisors hear, and what consoles and scrapers do. */
async function whatIsTold({ port }: Rig): Promise<string> {
  const ready = await fetch(`http://127.0.0.1:${port}/health/ready`);
  const { status, reasons = [] }: { status: string; reasons?: string[] } = JSON.parse(await ready.text());
  const scrape = await fetch(`http://127.0.0.1:${port}/metrics`);
  const degraded = samplesOf(await scrape.text()).get('ascolto_degraded{trouble="store-refuses-writes"}');
  return `${[ready.status, status, ...reasons].join(' ')}, ${degraded}`;
}
