import { Types } from 'mongoose';
import { buildIndexes } from '../build-indexes';
import { describeEachEngine } from '../each-engine';
import { defineModels } from './models';

describeEachEngine('queries through mongoose', (engine) => {
  let models: ReturnType<typeof defineModels>;
  const conversationId = new Types.ObjectId();

  beforeAll(async () => {
    models = defineModels(engine.connection);
    await buildIndexes(...Object.values(models));
    const conversations = [
      { _id: conversationId, tenant: 'a', subject: '1', tags: ['vip', 'x'], agentId: null },
      { tenant: 'b', subject: '2', tags: ['x'], status: 'assigned', agentId: 'anna' },
    ];
    await models.Conversation.create(conversations);
    const roles = ['user', 'bot', 'bot', 'u', 'u'];
    await models.Message.insertMany(
      roles.map((role, at) => ({ conversationId, seq: at + 1, role, text: `row ${at}` })),
    );
  });

  test('a value matches an element of an array', async () => {
    expect(await models.Conversation.countDocuments({ tags: 'vip' })).toBe(1);
    expect(await models.Conversation.countDocuments({ tags: { $in: ['vip'] } })).toBe(1);
    expect(await models.Conversation.countDocuments({ tags: { $all: ['vip', 'x'] } })).toBe(1);
    expect(await models.Conversation.countDocuments({ tags: { $size: 1 } })).toBe(1);
  });

  test('of the quoted phrases of a text search every one must occur, of loose words any', async () => {
    const texts = [
      'il vaso blu è rotto',
      'la tazza blu è intera',
      'scrivo da mario.rossi@example.com',
      'mario di example',
    ];
    const role = 'searched';
    await models.Message.insertMany(
      texts.map((text, at) => ({ conversationId: new Types.ObjectId(), seq: at, role, text })),
    );
    const found = async ($search: string) =>
      (await models.Message.find({ $text: { $search }, role }).lean())
        .map(({ text }) => texts.indexOf(text ?? ''))
        .sort();
    expect(await found('rotto tazza')).toEqual([0, 1]);
    expect(await found('"blu" "rotto"')).toEqual([0]);
    expect(await found('"rotto" "blu"')).toEqual([0]);
    expect(await found('"blu" "rotto" "tazza"')).toEqual([]);
    expect(await found('"mario.rossi@example.com"')).toEqual([2]);
    expect(await found('"MARIO" "example"')).toEqual([2, 3]);
    await models.Message.deleteMany({ role });
  });

  test('sort, skip, limit and select work together', async () => {
    const found = await models.Message.find({ conversationId }).sort({ seq: -1 }).skip(1).limit(2).select('seq').lean();
    expect(found.map(({ seq }) => seq)).toEqual([4, 3]);
    expect(found[0]).not.toHaveProperty('text');
  });

  test('a sort that no index answers is right too', async () => {
    const found = await models.Message.find({ conversationId }).sort({ role: 1, seq: -1 }).lean();
    expect(found.map(({ seq }) => seq)).toEqual([3, 2, 5, 4, 1]);
  });

  test('a cursor visits every document once', async () => {
    const seen = new Set<number>();
    for await (const { seq } of models.Message.find({ conversationId }).cursor({ batchSize: 2 })) seen.add(seq ?? -1);
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  test('ten thousand documents come page by page, in order, none twice', async () => {
    const rows = engine.connection.collection<{ n: number; even: boolean }>('pages');
    await rows.insertMany(Array.from({ length: 10_000 }, (_, n) => ({ n, even: n % 2 === 0 })));
    await rows.createIndex({ n: 1 });
    const all = await rows
      .find({}, { batchSize: 700 })
      .sort({ n: 1 })
      .map(({ n }) => n)
      .toArray();
    expect(all).toEqual(Array.from({ length: 10_000 }, (_, n) => n));
    const even = await rows
      .find({ even: true }, { batchSize: 300 })
      .sort({ n: -1 })
      .skip(10)
      .map(({ n }) => n)
      .toArray();
    expect(even).toEqual(Array.from({ length: 4990 }, (_, at) => 9978 - 2 * at));
  });

  test('a closed cursor is forgotten, an unknown one is refused', async () => {
    const cursor = engine.connection.collection('pages').find({}, { batchSize: 5 });
    await cursor.next();
    const { id } = cursor;
    await cursor.close();
    await expect(engine.connection.db?.command({ getMore: id, collection: 'pages' })).rejects.toMatchObject({
      code: 43,
    });
  });

  test('distinct lists each value once', async () => {
    expect((await models.Message.distinct('role', { conversationId })).sort()).toEqual(['bot', 'u', 'user']);
    expect((await models.Conversation.distinct('tags')).sort()).toEqual(['vip', 'x']);
  });

  test('counting honours skip and limit, also past the end', async () => {
    const count = (options: object) => models.Message.countDocuments({ conversationId }, options);
    expect(await count({ limit: 2 })).toBe(2);
    expect(await count({ skip: 3 })).toBe(2);
    expect(await count({ skip: 1, limit: 3 })).toBe(3);
    expect(await count({ skip: 9, limit: 3 })).toBe(0);
    expect(await models.Message.countDocuments({ conversationId, text: /row/ }, { skip: 1, limit: 2 })).toBe(2);
  });

  test('exists and the estimated count answer', async () => {
    expect(await models.Message.exists({ seq: 1 })).not.toBeNull();
    expect(await models.Message.estimatedDocumentCount()).toBeGreaterThanOrEqual(5);
  });

  test('$or, patterns, $ne, null and dates combine', async () => {
    const either = { $or: [{ status: 'assigned' }, { subject: /^1$/ }] };
    expect(await models.Conversation.countDocuments(either)).toBe(2);
    expect(await models.Conversation.countDocuments({ agentId: null, createdAt: { $lte: new Date() } })).toBe(1);
    expect(await models.Conversation.countDocuments({ agentId: { $not: { $ne: null } } })).toBe(1);
    expect(await models.Conversation.countDocuments({ subject: { $nin: ['1', '9'] } })).toBe(1);
  });

  test('$group counts per value', async () => {
    const groups = await models.Message.aggregate([
      { $match: { conversationId } },
      { $group: { _id: '$role', n: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ]);
    expect(groups).toEqual([
      { _id: 'bot', n: 2 },
      { _id: 'u', n: 2 },
      { _id: 'user', n: 1 },
    ]);
  });

  test('$group tells ids, dates and big numbers apart and sorts its results by type', async () => {
    const rows = engine.connection.collection('grouped');
    const ids = [new Types.ObjectId(), new Types.ObjectId()];
    const day = new Date('2026-03-04T00:00:00Z');
    const keys = [ids[0], ids[1], ids[0], day, new Date(day), 5, null];
    await rows.insertMany(keys.map((key, at) => ({ key, at, tags: ['a', 'b'] })));
    const groups = await rows
      .aggregate([{ $group: { _id: '$key', n: { $sum: 1 }, last: { $max: '$at' } } }, { $sort: { _id: 1 } }])
      .toArray();
    expect(groups.map(({ _id, n, last }) => [_id, n, last])).toEqual([
      [null, 1, 6],
      [5, 1, 5],
      [ids[0], 2, 2],
      [ids[1], 1, 1],
      [day, 2, 4],
    ]);
    const spread = [{ $match: { key: 5 } }, { $unwind: '$tags' }, { $match: { tags: { $ne: 'a' } } }, { $count: 'n' }];
    expect(await rows.aggregate(spread).toArray()).toEqual([{ n: 1 }]);
  });

  test('$lookup joins, $unwind spreads, dates become text', async () => {
    const [row] = await models.Message.aggregate([
      { $match: { conversationId, seq: 1 } },
      { $lookup: { from: 'conversations', localField: 'conversationId', foreignField: '_id', as: 'c' } },
      { $unwind: '$c' },
      { $project: { tenant: '$c.tenant', year: { $dateToString: { format: '%Y', date: '$createdAt' } } } },
    ]);
    expect(row).toMatchObject({ tenant: 'a', year: String(new Date().getUTCFullYear()) });
  });

  test('projections include, exclude, slice and pick elements', async () => {
    const rows = engine.connection.collection('projected');
    const document = {
      a: 1,
      b: { c: 2, d: 3 },
      list: [
        { k: 1, v: 'x' },
        { k: 2, v: 'y' },
        { k: 3, v: 'z' },
      ],
    };
    await rows.insertOne({ ...document });
    const show = (projection: object) => rows.findOne({ 'list.k': 2 }, { projection: { _id: 0, ...projection } });
    expect(await show({ 'b.c': 1 })).toEqual({ b: { c: 2 } });
    expect(await show({ b: 0, list: 0 })).toEqual({ a: 1 });
    expect(await show({ 'list.v': 1 })).toEqual({ list: [{ v: 'x' }, { v: 'y' }, { v: 'z' }] });
    expect(await show({ a: 1, list: { $slice: -1 } })).toEqual({ a: 1, list: [{ k: 3, v: 'z' }] });
    expect(await show({ list: { $elemMatch: { k: { $gt: 1 } } } })).toEqual({ list: [{ k: 2, v: 'y' }] });
    expect(await show({ 'list.$': 1 })).toEqual({ list: [{ k: 2, v: 'y' }] });
    expect(await show({ sum: { $add: ['$a', '$b.c'] } })).toEqual({ sum: 3 });
  });
});
