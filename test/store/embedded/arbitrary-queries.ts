// Random documents, indexes, filters and updates over the same few paths and values, so that they meet often.
import { ObjectId } from 'bson';
import fc from 'fast-check';
import type { Document } from '../../../src/store/embedded/bson-codec';

const scalar = fc.constantFrom<unknown>(
  null,
  -1,
  0,
  1,
  2,
  1.5,
  Number.NaN,
  '',
  'a',
  'b',
  true,
  false,
  new Date(0),
  new Date(1000),
  new ObjectId('0123456789abcdef01234567'),
);
const path = fc.constantFrom('a', 'b', 'c.d', 'c');
const subdocument = fc.record({ d: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })) }, { requiredKeys: [] });
const array = fc.array(fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: subdocument }), {
  maxLength: 3,
});

function rowOf(withArrays: boolean): fc.Arbitrary<Document> {
  const plainDocument = fc.record({ d: scalar }, { requiredKeys: [] });
  const value = withArrays ? fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: array }) : scalar;
  const c = withArrays ? fc.oneof(subdocument, array, scalar) : fc.oneof(plainDocument, scalar);
  return fc.record({ a: value, b: value, c }, { requiredKeys: [] });
}

/** Half of the collections hold no arrays: there the indexes are searched. */
export const documents: fc.Arbitrary<Document[]> = fc
  .boolean()
  .chain((withArrays) => fc.array(rowOf(withArrays), { minLength: 5, maxLength: 40 }));

const direction = fc.constantFrom(1, -1);
const key = fc.oneof(
  fc.tuple(path, direction).map(([one, order]): Document => ({ [one]: order })),
  fc
    .tuple(path, direction, path, direction)
    .map(([one, order, two, other]): Document => ({ [one]: order, [two]: other })),
);
const partial = fc.constantFrom<Document>(
  { b: { $exists: true } },
  { b: { $type: 'number' } },
  { b: { $type: 'string' } },
  { a: { $gt: 0 } },
  { a: 1 },
  { a: { $gte: 'a' }, b: { $exists: true } },
  { 'c.d': { $lte: 1 } },
);

export const indexes: fc.Arbitrary<{ key: Document } & Document> = fc.oneof(
  key.map((one) => ({ key: one })),
  key.map((one) => ({ key: one, sparse: true })),
  fc.tuple(key, partial).map(([one, partialFilterExpression]) => ({ key: one, partialFilterExpression })),
);

const operand = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 1, arbitrary: array },
  { weight: 1, arbitrary: subdocument },
);
const comparison = fc
  .tuple(fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte'), operand)
  .map(([operator, value]): Document => ({ [operator]: value }));
const operators: fc.Arbitrary<Document> = fc.oneof(
  { weight: 5, arbitrary: comparison },
  { weight: 1, arbitrary: fc.tuple(comparison, comparison).map(([one, two]) => ({ ...one, ...two })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('$in', '$nin'), fc.array(operand, { maxLength: 4 }))
      .map(([operator, values]) => ({ [operator]: values })),
  },
  { weight: 1, arbitrary: fc.boolean().map((exists) => ({ $exists: exists })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('string', 'number', 'double', 'null', 'array', 'date').map(($type) => ({ $type })),
  },
  { weight: 1, arbitrary: comparison.map(($not) => ({ $not })) },
  { weight: 1, arbitrary: comparison.map(($elemMatch) => ({ $elemMatch })) },
);
const field: fc.Arbitrary<Document> = fc
  .tuple(path, fc.oneof({ weight: 2, arbitrary: operand }, { weight: 5, arbitrary: operators }))
  .map(([one, condition]) => ({ [one]: condition }));

export const filters: fc.Arbitrary<Document> = fc.letrec<{ filter: Document }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    { weight: 5, arbitrary: field },
    { weight: 3, arbitrary: fc.tuple(field, field).map(([one, two]) => ({ ...one, ...two })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('filter'), { minLength: 1, maxLength: 3 }))
        .map(([operator, list]) => ({ [operator]: list })),
    },
  ),
})).filter;

export const sorts: fc.Arbitrary<Document> = fc.oneof(fc.constant({}), key);

export const updates: fc.Arbitrary<{ filter: Document; update: Document }> = fc.record({
  filter: field,
  update: fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b'), scalar).map(([one, value]) => ({ $set: { [one]: value } })),
    fc.constantFrom('a', 'b', 'c').map((one) => ({ $unset: { [one]: 1 } })),
  ),
});
