// `npm run restore -- --from FILE`: a backup into an empty data folder or an empty MongoDB.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '../log';
import { restoreBackup } from '../store/transfer/restore';
import { printTally, runCommand, usage } from './command';

const help = `npm run restore -- --from FILE

Puts a backup into the store that the settings name: MONGODB_URI, or the embedded store in DATA_DIR. It must be empty, so set
DATA_DIR to a new folder (or MONGODB_URI to a new database) first. Nothing is written unless the file is whole; what was
written is counted and hashed against it. A restore that was cut off is finished by running it again. People sign in anew.
Afterwards: npm run verify, then start the app with the same settings.`;

runCommand(help, async (config) => {
  const { from } = parseArgs({ options: { from: { type: 'string' } } }).values;
  if (from === undefined || from === '') throw usage('Say which backup to restore: --from FILE.');
  const options = {
    mongodbUri: config.MONGODB_URI,
    dataDir: config.DATA_DIR,
    log: createLog('warn'),
  };
  const tallies = await restoreBackup(options, resolve(from));
  for (const [collection, tally] of Object.entries(tallies)) printTally(collection, tally);
  console.log('Restored: every document is there, equal to the backup. Check the whole with npm run verify.');
});
