// `npm run migrate:embedded -- --to MONGODB_URI`: moves a shop from the embedded store to a MongoDB, counted and hashed.
import { parseArgs } from 'node:util';
import type { Config } from '../config';
import { CareError } from '../errors';
import { createLog } from '../log';
import { type Moved, moveStore, undoMove } from '../store/transfer/move-store';
import { printTally, requireStore, runCommand, usage } from './command';

const help = `npm run migrate:embedded -- --to MONGODB_URI | --undo

Moves the shop from the embedded store in DATA_DIR to an empty database of a MongoDB.
  1. Stop the app. (Or run this once while it runs, for the bulk of the work, and again after stopping it: only what
     changed meanwhile is copied then.)
  2. Run this command. It copies, then counts and hashes every collection on both sides. If it is cut off, run it again.
     Once both are equal and no app runs, the old store is marked as moved, and no app starts on it any more.
  3. Set MONGODB_URI to the same address, and start the app.
  4. Delete DATA_DIR when the shop runs there: it still holds everything that was said until the move.
A database with anything else in it is refused. With --undo the old store may be started again, as it was at the move.`;

runCommand(help, async (config) => {
  const { to, undo = false } = parseArgs({ options: { to: { type: 'string' }, undo: { type: 'boolean' } } }).values;
  if (undo === (to !== undefined) || to === '') throw usage('Say where the shop moves: --to MONGODB_URI, or --undo.');
  requireStore(config);
  console.log(to === undefined ? await undoWith(config) : await moveWith(config, to));
});

async function moveWith(config: Config, to: string): Promise<string> {
  const moved = await moveStore({ dataDir: config.DATA_DIR, mongodbUri: to, log: createLog('warn') });
  for (const { collection, target } of moved.compared) printTally(collection, target);
  return closingWords(moved, config);
}

async function undoWith({ DATA_DIR }: Config): Promise<string> {
  await undoMove({ dataDir: DATA_DIR, log: createLog('warn') });
  return `The store in ${DATA_DIR} may be started again; what was said since the move is not in it.`;
}

function closingWords({ compared, isEqual, isDone }: Moved, { DATA_DIR }: Config): string {
  const different = compared.filter((one) => !one.isEqual).map(({ collection }) => collection);
  if (!isEqual)
    throw new CareError(
      'store-in-use',
      `The shop is being used while it moves (${different.join(', ')} changed all the time). What is copied stays there: stop the app, then run this again.`,
    );
  const copied = `Moved: ${compared.length} collections are there, equal in number and hash.`;
  if (!isDone)
    return `${copied}\nThe store in ${DATA_DIR} is still in use: stop the app and run this again, so that nothing said meanwhile stays behind.`;
  return `${copied}\nNow set MONGODB_URI to the same address and start the app. No app starts on ${DATA_DIR} any more: delete it when the shop runs there, for it still holds everything said until now.`;
}
