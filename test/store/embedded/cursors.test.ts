import type { Long } from 'bson';
import { type Document, decodeExact, encode } from '../../../src/store/embedded/bson-codec';
import { createCursors } from '../../../src/store/embedded/cursors';

const MINUTE_MS = 60_000;

function* numbers(): Generator<Uint8Array> {
  for (let n = 0; n < 1000; n++) yield encode({ n });
}

function read(reply: Buffer): { id: Long; batch: Document[] } {
  const { cursor } = decodeExact(reply) as { cursor: { id: Long; firstBatch?: Document[]; nextBatch?: Document[] } };
  return { id: cursor.id, batch: cursor.firstBatch ?? cursor.nextBatch ?? [] };
}

test('a cursor that nobody asks for ten minutes is dropped, one in use is kept', () => {
  let nowMs = 0;
  const cursors = createCursors(() => nowMs);
  const idle = read(cursors.open('db.rows', numbers(), 2, false));
  const used = read(cursors.open('db.rows', numbers(), 2, false));
  nowMs += 6 * MINUTE_MS;
  cursors.more(used.id, 2);
  nowMs += 6 * MINUTE_MS;
  cursors.open('db.rows', numbers(), 2, false);
  expect(() => cursors.more(idle.id, 2)).toThrow(/not found/);
  expect(read(cursors.more(used.id, 2)).batch.map(({ n }) => Number(n))).toEqual([4, 5]);
});

test('of very many open cursors the one longest unused makes room', () => {
  const cursors = createCursors(() => 0);
  const ids = Array.from({ length: 1000 }, () => read(cursors.open('db.rows', numbers(), 1, false)).id);
  cursors.more(ids[0] as Long, 1);
  cursors.open('db.rows', numbers(), 1, false);
  expect(() => cursors.more(ids[1] as Long, 1)).toThrow(/not found/);
  expect(read(cursors.more(ids[0] as Long, 1)).batch).toHaveLength(1);
});

test('a batch ends at sixteen megabytes however many documents were asked for', () => {
  const big = encode({ text: 'x'.repeat(6 * 1024 * 1024) });
  const cursors = createCursors();
  const { batch, id } = read(cursors.open('db.rows', [big, big, big, big][Symbol.iterator](), 100, false));
  expect(batch).toHaveLength(3);
  expect(read(cursors.more(id, 100)).batch).toHaveLength(1);
});
