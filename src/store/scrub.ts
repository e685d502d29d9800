// Asks the embedded engine to rewrite its file after an erasure. A MongoDB never hears of it: there WiredTiger, the oplog
// and the backups keep old bytes for as long as the operator set (docs/privacy.md).
import type { mongo } from 'mongoose';
import { CareError } from '../errors';

type Database = Pick<mongo.Db, 'command'>;

const longestMs = 10 * 60_000;
const lookEveryMs = 50;

/** True when the file was rewritten; false when the database keeps its own files. Throws `not-scrubbed`, `no-room-to-scrub`. */
export async function scrubFile(database: Database): Promise<boolean> {
  const { embeddedStore } = await database.command({ hello: 1 });
  if (embeddedStore !== true) return false;
  const { number } = await database.command({ scrubFile: 1 });
  for (let waitedMs = 0; waitedMs < longestMs; waitedMs += lookEveryMs) {
    const { isDone, isComing, lacksBytes } = await askPatiently(database, Number(number));
    if (isDone === true) return true;
    if (isComing === false && Number(lacksBytes) > 0) throw noRoom(Number(lacksBytes));
    if (isComing === false) break;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  throw new CareError('not-scrubbed', 'The data file could not be rewritten after an erasure.', { retryable: true });
}

function noRoom(lacksBytes: number): CareError {
  const mb = Math.ceil(lacksBytes / 1_000_000);
  const message = `Everything is deleted; but before the data file can be rewritten, its disk needs ${mb} MB more room. It is tried again by itself.`;
  return new CareError('no-room-to-scrub', message, { status: 503, retryable: true });
}

/** While the file is being rewritten the engine answers nobody, perhaps for longer than a call may wait. */
async function askPatiently(database: Database, number: number): Promise<Record<string, unknown>> {
  try {
    return await database.command({ scrubFile: 1, number });
  } catch {
    return {};
  }
}
