// `npm run backup -- --to DIR|FILE`: the whole shop in one file, beside a running app or alone.
import { mkdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '../log';
import { createStore } from '../store/store';
import { writeBackup } from '../store/transfer/backup';
import { printTally, requireStore, runCommand, usage } from './command';

const help = `npm run backup -- --to DIR|FILE

Copies the shop (MONGODB_URI, or the embedded store in DATA_DIR) into one file that only its owner can read. The app may go
on running: every conversation in the file is whole. Into a folder the file gets a name with the time; a file that exists is
never written over. The file holds customers' words, password hashes and signing keys: keep it like the store itself, and
delete it when its time has come (an erased customer is still in the backups made before).
Get it back with npm run restore -- --from FILE.`;

runCommand(help, async (config) => {
  const madeAt = new Date();
  const path = await placeFor(readTo(), madeAt);
  if (config.MONGODB_URI === undefined) requireStore(config);
  const store = await createStore({
    mongodbUri: config.MONGODB_URI,
    dataDir: config.DATA_DIR,
    log: createLog('warn'),
    joinsRunning: true,
    isPatient: true,
  });
  try {
    const tallies = await writeBackup(store, path, madeAt);
    for (const [collection, tally] of Object.entries(tallies)) printTally(collection, tally);
    console.log(`Backup written: ${path}`);
  } finally {
    await store.close();
  }
});

function readTo(): string {
  const { to } = parseArgs({ options: { to: { type: 'string' } } }).values;
  if (to === undefined || to === '') throw usage('Say where the backup goes: --to DIR or --to FILE.');
  return to;
}

/** A folder that exists, or a path that ends like one, gets a file named after the moment. */
async function placeFor(to: string, madeAt: Date): Promise<string> {
  const path = resolve(to);
  const isFolder = /[/\\]$/.test(to) || (await stat(path).catch(() => null))?.isDirectory() === true;
  if (!isFolder) return path;
  await mkdir(path, { recursive: true, mode: 0o700 });
  return join(path, `ascolto-${madeAt.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`);
}
