import type { Document } from '../../../src/store/embedded/bson-codec';
import { readIndex } from '../../../src/store/embedded/catalog';
import { implies } from '../../../src/store/embedded/partial-index';

const partialOn = (partialFilterExpression: Document) =>
  readIndex({ name: 'i', key: { a: 1 }, partialFilterExpression }, 'f1');
const sparse = readIndex({ name: 'i', key: { a: 1 }, sparse: true }, 'f1');
const exists = { $exists: true };

test.each<[Document, Document, boolean]>([
  [{ b: exists }, { b: 1 }, true],
  [{ b: exists }, { b: { $exists: true } }, true],
  [{ b: exists }, { b: null }, false],
  [{ b: exists }, { b: { $ne: 1 } }, false],
  [{ b: exists }, { a: 1 }, false],
  [{ b: exists }, { $or: [{ b: 1 }] }, false],
  [{ b: exists }, { $and: [{ b: 1 }, { a: 1 }] }, true],
  [{ b: { $type: 'string' } }, { b: 'x' }, true],
  [{ b: { $type: 'string' } }, { b: { $gte: '' } }, true],
  [{ b: { $type: 'string' } }, { b: 1 }, false],
  [{ b: { $type: 'string' } }, { b: { $in: ['x', 1] } }, false],
  [{ b: { $type: 'date' } }, { b: { $lte: new Date() } }, true],
  [{ b: { $type: 'int' } }, { b: 1 }, false],
  [{ b: 'x' }, { b: 'x' }, true],
  [{ b: 'x' }, { b: { $in: ['x'] } }, false],
  [{ b: { $in: ['x', 'y'] } }, { b: 'x' }, true],
  [{ b: { $gt: 0 } }, { b: 1 }, true],
  [{ b: { $gt: 0 } }, { b: 0 }, false],
  [{ b: { $gt: 0 } }, { b: { $gt: 0 } }, true],
  [{ b: { $gt: 0 } }, { b: { $gte: 0 } }, false],
  [{ b: { $gt: 0 } }, { b: { $gte: 0.5 } }, true],
  [{ b: { $gte: 0 } }, { b: { $gt: 0 } }, true],
  [{ b: { $lt: 5 } }, { b: { $lt: 5 } }, true],
  [{ b: { $lt: 5 } }, { b: { $lte: 5 } }, false],
  [{ b: { $lt: 5 } }, { b: { $gt: 1 } }, false],
  [{ b: { $gt: 0 } }, { b: 'x' }, false],
  [{ b: exists, c: 1 }, { b: 1 }, false],
  [{ b: exists, c: 1 }, { b: 1, c: 1 }, true],
  [{ $or: [{ b: 1 }] }, { b: 1 }, false],
])('an index on %j holds all of %j: %s', (partialFilter, filter, expected) => {
  expect(implies(filter, partialOn(partialFilter))).toBe(expected);
});

test.each<[Document, boolean]>([
  [{ a: 'x' }, true],
  [{ a: { $gt: 1 } }, true],
  [{ a: { $in: ['x', null] } }, false],
  [{ a: null }, false],
  [{ b: 1 }, false],
])('a sparse index on a holds all of %j: %s', (filter, expected) => {
  expect(implies(filter, sparse)).toBe(expected);
});
