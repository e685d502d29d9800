import { mongo } from 'mongoose';
import { describeEachEngine } from '../each-engine';

const { Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId } = mongo;

/** One value of each kind, in MongoDB's order of types. */
const inOrder: unknown[] = [
  new MinKey(),
  null,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  new Double(-1e300),
  Long.fromNumber(-5),
  new Double(-0.5),
  0,
  Decimal128.fromString('0.1'),
  new Double(0.1),
  new Int32(2),
  Long.fromString('9007199254740992'),
  Long.fromString('9007199254740993'),
  Number.POSITIVE_INFINITY,
  '',
  'a',
  'à',
  '\u{10ffff}',
  { a: 1 },
  { a: 1, b: 1 },
  { a: 'x' },
  new mongo.Binary(Buffer.from('zz')),
  new mongo.Binary(Buffer.from('aaa')),
  new ObjectId('0123456789abcdef01234567'),
  false,
  true,
  new Date('1969-01-01T00:00:00Z'),
  new Date('2026-01-01T00:00:00Z'),
  new mongo.BSONRegExp('x', 'i'),
  new MaxKey(),
];

describeEachEngine('values of every type', (engine) => {
  type Row = { _id: number; v?: unknown; w?: unknown };
  const ids = (rows: Row[]) => rows.map(({ _id }) => _id);
  const rows = () => engine.connection.collection<Row>('values');

  beforeAll(async () => {
    const shuffled = inOrder
      .map((v, _id) => ({ _id, v, w: v }))
      .sort((a, b) => ((a._id * 7) % 30) - ((b._id * 7) % 30));
    await rows().insertMany(shuffled as Row[]);
    await rows().createIndex({ v: 1 });
  });

  test.each(['v', 'w'])('sorting by %s (indexed or not) follows MongoDB’s order of types', async (field) => {
    const up = ids(
      await rows()
        .find()
        .sort({ [field]: 1, _id: 1 })
        .toArray(),
    );
    expect(up).toEqual(inOrder.map((_, at) => at));
    const page = ids(
      await rows()
        .find()
        .sort({ [field]: -1, _id: -1 })
        .skip(5)
        .limit(4)
        .toArray(),
    );
    expect(page).toEqual([24, 23, 22, 21]);
  });

  test.each(['v', 'w'])('greater and less on %s stay within the type', async (field) => {
    const idsOf = async (condition: object) =>
      ids(
        await rows()
          .find({ [field]: condition })
          .sort({ _id: 1 })
          .toArray(),
      );
    expect(await idsOf({ $gt: 1 })).toEqual([10, 11, 12, 13]);
    expect(await idsOf({ $lt: 0 })).toEqual([3, 4, 5, 6]);
    expect(await idsOf({ $gte: 'a' })).toEqual([15, 16, 17]);
    expect(await idsOf({ $gt: Long.fromString('9007199254740992') })).toEqual([12, 13]);
    expect(await idsOf({ $gte: Number.NaN })).toEqual([2]);
    expect(await idsOf({ $lt: true })).toEqual([24]);
  });

  test.each(['v', 'w'])(
    'equality on %s compares numbers by value and tells nothing else apart wrongly',
    async (field) => {
      const idsOf = async (value: unknown) =>
        ids(
          await rows()
            .find({ [field]: value })
            .sort({ _id: 1 })
            .toArray(),
        );
      expect(await idsOf(new Double(2))).toEqual([10]);
      expect(await idsOf(new Double(-0))).toEqual([7]);
      expect(await idsOf(Long.fromString('9007199254740993'))).toEqual([12]);
      expect(await idsOf(Decimal128.fromString('0.10'))).toEqual([8]);
      expect(await idsOf(Number.NaN)).toEqual([2]);
      expect(await idsOf({ a: 1 })).toEqual([18]);
      expect(await idsOf(null)).toEqual([1]);
    },
  );

  test('$type tells the number types apart', async () => {
    const idsOf = async (type: string) =>
      ids(
        await rows()
          .find({ w: { $type: type } })
          .sort({ _id: 1 })
          .toArray(),
      );
    expect(await idsOf('long')).toEqual([5, 11, 12]);
    expect(await idsOf('decimal')).toEqual([8]);
    expect(await idsOf('objectId')).toEqual([23]);
    expect(await idsOf('number')).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  test('what an update does not name keeps its exact type and value', async () => {
    const exact = engine.connection.collection('exact');
    const document = {
      _id: new ObjectId(),
      double: new Double(5),
      int: new Int32(5),
      long: Long.fromNumber(5),
      beyond: Long.fromString('9223372036854775807'),
      decimal: Decimal128.fromString('1.10'),
      zero: new Double(-0),
      nan: new Double(Number.NaN),
      date: new Date('2026-03-04T05:06:07.089Z'),
      bytes: new mongo.Binary(Buffer.from([0, 1, 255])),
      nested: { list: [new Double(1), Long.fromNumber(2), null, { deep: new Double(3) }] },
    };
    await exact.insertOne(document);
    await exact.updateOne({ _id: document._id }, { $set: { 'nested.added': true } });
    const found = await exact.findOne({ _id: document._id }, { promoteValues: false, promoteBuffers: false });
    expect(mongo.BSON.EJSON.stringify(found, { relaxed: false })).toBe(
      mongo.BSON.EJSON.stringify({ ...document, nested: { ...document.nested, added: true } }, { relaxed: false }),
    );
  });

  test('$inc widens int to long and to double as needed', async () => {
    const counters = engine.connection.collection<{ _id: string; n: unknown }>('counters');
    await counters.insertOne({ _id: 'c', n: new Int32(2_147_483_647) });
    await counters.updateOne({ _id: 'c' }, { $inc: { n: 1 } } as object);
    const long = await counters.findOne({ _id: 'c' }, { promoteValues: false });
    expect(long?.n).toEqual(Long.fromNumber(2_147_483_648));
    await counters.updateOne({ _id: 'c' }, { $inc: { n: 0.5 } } as object);
    expect((await counters.findOne({ _id: 'c' }))?.n).toBe(2_147_483_648.5);
    await expect(counters.updateOne({ _id: 'c' }, { $inc: { n: 'x' } } as object)).rejects.toMatchObject({ code: 14 });
  });
});
