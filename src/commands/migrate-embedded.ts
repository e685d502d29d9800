// `npm run migrate:embedded -- --to MONGODB_URI`: moves a shop from the embedded store to a MongoDB, counted and hashed.
import { parseArgs } from 'node:util';
import type { Config } from '../config';
import { CareError } from '../errors';
import { createLog } from '../log';
import { findRunningEngine } from '../store/embedded/start-engine';
import { type Moved, moveStore } from '../store/transfer/move-store';
import { printTally, requireStore, runCommand, usage } from './command';

const help = `npm run migrate:embedded -- --to MONGODB_URI

Moves the shop from the embedded store in DATA_DIR to an empty database of a MongoDB.
  1. Stop the app. (Or run this once while it runs, for the bulk of the work, and again after stopping it: only what
     changed meanwhile is copied then.)
  2. Run this command. It copies, then counts and hashes every collection on both sides. If it is cut off, run it again.
  3. Set MONGODB_URI to the same address, and start the app.
The old store stays as it is, and is not used any more. A database with anything else in it is refused.`;

runCommand(help, async (config) => {
  const { to } = parseArgs({ options: { to: { type: 'string' } } }).values;
  if (to === undefined || to === '') throw usage('Say where the shop moves: --to MONGODB_URI.');
  requireStore(config);
  const wasRunning = (await findRunningEngine(config.DATA_DIR)) !== undefined;
  const moved = await moveStore({ dataDir: config.DATA_DIR, mongodbUri: to, log: createLog('warn') });
  for (const { collection, target } of moved.compared) printTally(collection, target);
  console.log(closingWords(moved, wasRunning, config));
});

function closingWords({ compared, isEqual }: Moved, wasRunning: boolean, { DATA_DIR }: Config): string {
  const different = compared.filter((one) => !one.isEqual).map(({ collection }) => collection);
  if (!isEqual)
    throw new CareError(
      'store-in-use',
      `The shop is being used while it moves (${different.join(', ')} changed all the time). What is copied stays there: stop the app, then run this again.`,
    );
  const copied = `Moved: ${compared.length} collections are there, equal in number and hash.`;
  if (wasRunning)
    return `${copied}\nThe store in ${DATA_DIR} is still in use: stop the app and run this again, so that nothing said meanwhile stays behind.`;
  return `${copied}\nNow set MONGODB_URI to the same address and start the app. ${DATA_DIR} is not used any more.`;
}
