// Results too large for one reply wait here for getMore. A cursor is an iterator over encoded documents.
import { Long } from 'bson';
import { encode } from './bson-codec';
import { CommandError } from './command-error';
import { encodeBatch } from './reply';

export interface Cursors {
  /** The first batch, and a cursor for the rest unless this is all of it. */
  open(ns: string, documents: Iterator<Uint8Array>, batchSize: number, isSingleBatch: boolean): Buffer;
  more(id: Long, batchSize: number): Buffer;
  kill(ids: readonly Long[]): Long[];
  /** Ends the cursors of a collection that goes away. */
  killAllOf(ns: string): void;
}

interface OpenCursor {
  ns: string;
  documents: Iterator<Uint8Array>;
  usedAtMs: number;
}

const MAX_CURSORS = 1000;
const IDLE_MS = 10 * 60 * 1000;
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

export function createCursors(nowMs: () => number = Date.now): Cursors {
  const open = new Map<string, OpenCursor>();
  let lastId = 0;
  function dropIdle(): void {
    for (const [id, cursor] of open) if (nowMs() - cursor.usedAtMs > IDLE_MS) open.delete(id);
    const [oldest] = open.keys();
    if (open.size >= MAX_CURSORS && oldest !== undefined) open.delete(oldest);
  }
  return {
    open(ns, documents, batchSize, isSingleBatch) {
      const { batch, isDone } = takeBatch(documents, batchSize);
      if (isDone || isSingleBatch) return encodeBatch('firstBatch', batch, Long.ZERO, ns);
      dropIdle();
      const id = Long.fromNumber(++lastId);
      open.set(id.toString(), { ns, documents, usedAtMs: nowMs() });
      return encodeBatch('firstBatch', batch, id, ns);
    },
    more(id, batchSize) {
      const key = id.toString();
      const cursor = open.get(key);
      if (cursor === undefined) throw new CommandError('CursorNotFound', `cursor id ${key} not found`);
      open.delete(key);
      const { batch, isDone } = takeBatch(cursor.documents, batchSize);
      // Set again at the end: the map's order is the order of last use.
      if (!isDone) open.set(key, { ...cursor, usedAtMs: nowMs() });
      return encodeBatch('nextBatch', batch, isDone ? Long.ZERO : id, cursor.ns);
    },
    kill: (ids) => ids.filter((id) => open.delete(id.toString())),
    killAllOf(ns) {
      for (const [id, cursor] of open) if (cursor.ns === ns) open.delete(id);
    },
  };
}

/** Takes up to `batchSize` documents and 16 MB, at least one. */
function takeBatch(documents: Iterator<Uint8Array>, batchSize: number): { batch: Uint8Array[]; isDone: boolean } {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  while (batch.length < batchSize && bytes < MAX_BATCH_BYTES) {
    const next = documents.next();
    if (next.done) return { batch, isDone: true };
    batch.push(next.value);
    bytes += next.value.length;
  }
  return { batch, isDone: false };
}

/** An iterator of encoded documents over plain ones. */
export function* encoded(documents: Iterable<Record<string, unknown>>): Generator<Uint8Array> {
  for (const document of documents) yield encode(document);
}
