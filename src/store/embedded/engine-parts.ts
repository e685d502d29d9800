// What the command files share: the parts of a running engine and the shape of a command.
import type { Document } from './bson-codec';
import type { Catalog } from './catalog';
import type { Cursors } from './cursors';
import type { RowWriter } from './row-writes';
import type { SqliteFile } from './sqlite-file';

/** A command as the wire delivers it: its name is the first key of the body. */
export interface Command {
  database: string;
  body: Document;
}

/** Answers with a document, or with the bytes of one. */
export type Handler = (command: Command) => Document | Buffer;

export interface Handlers {
  /** Answered at once. */
  reads: Record<string, Handler>;
  /** Run inside the next group commit. */
  writes: Record<string, Handler>;
}

export interface EngineParts {
  file: SqliteFile;
  catalog: Catalog;
  cursors: Cursors;
  rows: RowWriter;
}
