// Why a store is not opened, each in words that say what to do.
import { CareError } from '../../errors';
import type { MovedRow } from './store-state';

export function newer(found: number, known: number): CareError {
  return new CareError(
    'store-newer',
    `The store was written by a newer version of this program (its version is ${found}, this program knows ${known}). Start the newer version again, or restore a backup made before it ran.`,
  );
}

export function older(found: number, known: number): CareError {
  return new CareError(
    'store-older',
    `The store was written by an older version of this program (its version is ${found}, this program's is ${known}), and a command does not change it: use the command of the version that is running, or start this version first.`,
  );
}

export function unfinished(): CareError {
  return new CareError(
    'store-unfinished',
    'This store is a copy that was begun and not finished: run the same restore or migrate:embedded command again, or empty it.',
  );
}

export function moved({ to, at }: MovedRow): CareError {
  return new CareError(
    'store-moved',
    `The shop that was in this store moved to ${to} on ${at.toISOString().slice(0, 10)}: set MONGODB_URI to that address, and delete this data folder when the shop runs there. To go back to the store as it was at the move, without what was said since: npm run migrate:embedded -- --undo.`,
  );
}
