// What null, missing and arrays mean in a filter, as MongoDB's own tests of null queries lay it down.
import { describeEachEngine } from '../each-engine';

const documents: Record<string, object> = {
  'empty object': { a: {} },
  null: { a: null },
  number: { a: 4 },
  missing: {},
  'b not null': { a: { b: 'hi' } },
  'b null': { a: { b: null } },
  'empty array': { a: [] },
  'array in array': { a: [[]] },
  'objects, all b null': { a: [{ b: null }, { b: null }, {}] },
  'objects, some b null': { a: [{ b: null }, { b: 3 }] },
  'objects, some b missing': { a: [{ b: 3 }, {}] },
  'objects, no b null': { a: [{ b: 1 }, { b: 3 }] },
  'values, one null': { a: [1, 'string', null, 4] },
  'values, no null': { a: [1, 'string', 4] },
};
const scalarNulls = ['null', 'missing'];
const pathNulls = ['empty object', 'null', 'number', 'missing', 'b null'];
const arrayNulls = ['objects, all b null', 'objects, some b null', 'objects, some b missing'];
const withoutB = ['empty object', 'null', 'number', 'missing', 'empty array', 'array in array'];

const cases: [string, object, string[]][] = [
  ['a equals null', { a: null }, [...scalarNulls, 'values, one null']],
  ['a in [null]', { a: { $in: [null] } }, [...scalarNulls, 'values, one null']],
  ['a at least null', { a: { $gte: null } }, [...scalarNulls, 'values, one null']],
  ['a greater than null', { a: { $gt: null } }, []],
  ['a does not exist', { a: { $exists: false } }, ['missing']],
  ['a is of type null', { a: { $type: 'null' } }, ['null', 'values, one null']],
  ['a.b equals null', { 'a.b': null }, [...pathNulls, ...arrayNulls]],
  ['a.b does not exist', { 'a.b': { $exists: false } }, [...withoutB, 'values, one null', 'values, no null']],
  ['a.b is of type null', { 'a.b': { $type: 'null' } }, ['b null', 'objects, all b null', 'objects, some b null']],
  ['an element of a equals null', { a: { $elemMatch: { $eq: null } } }, ['values, one null']],
  [
    'a.0 exists',
    { 'a.0': { $exists: true } },
    Object.keys(documents).filter((name) => /objects|values|in array/.test(name)),
  ],
  ['a equals the empty array', { a: [] }, ['empty array', 'array in array']],
  ['a.b equals 3', { 'a.b': 3 }, ['objects, some b null', 'objects, some b missing', 'objects, no b null']],
];

describeEachEngine('null, missing and arrays', (engine) => {
  const rows = () => engine.connection.collection<{ _id: string }>('nulls');
  const namesOf = async (filter: object) => (await rows().find(filter).toArray()).map(({ _id }) => _id).sort();

  beforeAll(async () => {
    await rows().insertMany(Object.entries(documents).map(([_id, document]) => ({ _id, ...document })));
    await rows().createIndexes([{ key: { a: 1 } }, { key: { 'a.b': 1 } }]);
  });

  test.each(cases)('%s', async (_name, filter, expected) => {
    expect(await namesOf(filter)).toEqual([...expected].sort());
  });

  test.each([
    ['a', { a: { $ne: null } }, { a: null }],
    ['a.b', { 'a.b': { $nin: [null] } }, { 'a.b': { $in: [null] } }],
    ['a.b with $not', { 'a.b': { $not: { $exists: true } } }, { 'a.b': { $exists: true } }],
  ])('the negation on %s matches exactly the others', async (_name, negated, filter) => {
    const all = [...(await namesOf(negated)), ...(await namesOf(filter))].sort();
    expect(all).toEqual(Object.keys(documents).sort());
  });
});
