// The engine: MongoDB's commands over one SQLite file. Reads are answered at once, writes in groups.
import { createAdminCommands } from './admin-commands';
import { type Document, decodeExact, decodeInsert, encode } from './bson-codec';
import { createCatalog, textIndexOf } from './catalog';
import { CommandError } from './command-error';
import { createCursors } from './cursors';
import type { Command, EngineParts, Handlers } from './engine-parts';
import { expireDocuments } from './expiry';
import { createFindAndModify } from './find-and-modify';
import { createGroupCommit } from './group-commit';
import { createIndexCommands } from './index-commands';
import { createReadCommands } from './read-commands';
import { createRowWriter } from './row-writes';
import { createScrub } from './scrub';
import { openSqliteFile } from './sqlite-file';
import { eraseWordsAtOnce } from './text-search';
import { createWriteCommands } from './write-commands';

export interface Engine {
  /** Runs an encoded command document; resolves with the encoded reply, for writes when they are on disk. */
  execute(body: Uint8Array, sequences?: Document): Promise<Buffer>;
  close(): void;
}

const EXPIRY_MS = 60_000;
const OK = { ok: 1 };

/** Opens the file and starts the engine; throws what SQLite says when the file cannot be had. */
export function createEngine(path: string, onFault: (fault: unknown) => void): Engine {
  const file = openSqliteFile(path);
  const catalog = createCatalog(file);
  for (const collection of catalog.list())
    if (textIndexOf(collection) !== undefined) eraseWordsAtOnce(file, collection);
  const parts: EngineParts = { file, catalog, cursors: createCursors(), rows: createRowWriter(file, catalog) };
  const group = createGroupCommit(file, catalog);
  const { reads, writes } = collectHandlers(parts, createScrub({ file, catalog, path, onFault }));
  const timer = setInterval(() => {
    group.add(() => expireDocuments(parts, new Date())).catch(onFault);
  }, EXPIRY_MS);
  timer.unref();

  async function execute(body: Uint8Array, sequences: Document = {}): Promise<Buffer> {
    const command = readCommand(body, sequences);
    const name = nameOf(command.body);
    const read = reads[name];
    if (read !== undefined) return finish(read(command));
    const write = writes[name];
    if (write === undefined) throw new CommandError('CommandNotFound', `no such command: '${name}'`);
    return group.add(() => finish(write(command)));
  }

  return {
    execute,
    close() {
      clearInterval(timer);
      group.flush();
      file.close();
    },
  };
}

function collectHandlers(parts: EngineParts, scrub: Handlers): Handlers {
  const groups = [
    createReadCommands(parts),
    createWriteCommands(parts),
    createFindAndModify(parts),
    createIndexCommands(parts),
    createAdminCommands(parts),
    scrub,
  ];
  return {
    reads: Object.assign(Object.create(null), ...groups.map(({ reads }) => reads)),
    writes: Object.assign(Object.create(null), ...groups.map(({ writes }) => writes)),
  };
}

function readCommand(bytes: Uint8Array, sequences: Document): Command {
  const body = { ...(isInsert(bytes) ? decodeInsert(bytes) : decodeExact(bytes)), ...sequences };
  if (body.startTransaction === true || body.txnNumber !== undefined) {
    throw new CommandError('IllegalOperation', 'the embedded store has no transactions: design for single documents');
  }
  return { database: typeof body.$db === 'string' ? body.$db : 'admin', body };
}

/** The first field of a command document is its name. */
function isInsert(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset + 5, 7).toString('latin1') === 'insert\0';
}

function nameOf(body: Document): string {
  return (Object.keys(body)[0] ?? '').toLowerCase();
}

function finish(reply: Document | Buffer): Buffer {
  return Buffer.isBuffer(reply) ? reply : encode({ ...reply, ...OK });
}
