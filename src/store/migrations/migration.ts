// One change of what lies in the store. Each has a number, is never edited once it was released, and follows three steps over
// releases, so that old and new processes may run together: expand (read both shapes, write the new one), migrate (this), and
// contract (a later release reads the new shape alone, and migrates once more what old processes wrote meanwhile).
import type { mongo } from 'mongoose';

export interface Migration {
  /** 1, 2, 3 … without a gap. */
  version: number;
  /** What it does, kebab-case; for the log. */
  name: string;
  /**
   * Repeatable: it may be cut off anywhere, run again, or run twice at once, and finds by its filter what is left to do.
   * Never holds many documents, and changes each by one conditional write, beside processes that write it too.
   * Absent where only indexes are declared otherwise: a number of its own is what lets a program replace them.
   */
  run?(db: mongo.Db): Promise<void>;
}
