import { Schema, Types } from 'mongoose';
import { buildIndexes } from '../build-indexes';
import { describeEachEngine } from '../each-engine';
import { defineModels } from './models';

describeEachEngine('indexes through mongoose', (engine) => {
  let models: ReturnType<typeof defineModels>;
  const conversationId = new Types.ObjectId();

  beforeAll(async () => {
    models = defineModels(engine.connection);
    await buildIndexes(...Object.values(models));
    await models.Message.create({ conversationId, seq: 1, role: 'user', text: 'refund please' });
  });

  test('a unique compound index refuses the same pair and names its key', async () => {
    await expect(models.Message.create({ conversationId, seq: 1, role: 'user' })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { conversationId: 1, seq: 1 },
      keyValue: { seq: 1 },
    });
  });

  test('a sparse unique index lets documents without the field be', async () => {
    await models.Message.create({ conversationId, seq: 2, role: 'bot', text: 'orders shipping' });
    await models.Message.create({ conversationId, seq: 3, role: 'bot', dedupe: 'd1' });
    const again = models.Message.create({ conversationId, seq: 4, role: 'bot', dedupe: 'd1' });
    await expect(again).rejects.toMatchObject({ code: 11000, keyPattern: { dedupe: 1 } });
  });

  test('a partial unique index binds only what its filter matches', async () => {
    await models.Conversation.create({ tenant: 'p', externalId: 'e1' });
    await models.Conversation.create({ tenant: 'p' });
    await models.Conversation.create({ tenant: 'p' });
    await expect(models.Conversation.create({ tenant: 'p', externalId: 'e1' })).rejects.toMatchObject({ code: 11000 });
    await models.Conversation.create({ tenant: 'q', externalId: 'e1' });
  });

  test('an update that leaves a partial unique index frees its key', async () => {
    await models.Conversation.create({ tenant: 'r', externalId: 'e1' });
    await models.Conversation.updateOne({ tenant: 'r', externalId: 'e1' }, { $unset: { externalId: 1 } });
    await models.Conversation.create({ tenant: 'r', externalId: 'e1' });
    expect(await models.Conversation.countDocuments({ tenant: 'r' })).toBe(2);
  });

  test('an update into a taken key is refused and changes nothing', async () => {
    await models.Session.create([{ key: 'taken' }, { key: 'free' }]);
    const clash = models.Session.updateOne({ key: 'free' }, { $set: { key: 'taken' } });
    await expect(clash).rejects.toMatchObject({ code: 11000 });
    expect(await models.Session.countDocuments({ key: 'free' })).toBe(1);
  });

  test('without the field two documents clash in a plain unique index: missing counts as null', async () => {
    const Loose = engine.connection.model('Loose', new Schema({ code: String }).index({ code: 1 }, { unique: true }));
    await buildIndexes(Loose);
    await Loose.create({});
    await expect(Loose.create({})).rejects.toMatchObject({ code: 11000, keyValue: { code: null } });
  });

  test('an unordered insertMany keeps what is no duplicate', async () => {
    const rows = [10, 1, 11].map((seq) => ({ conversationId, seq, role: 'u' }));
    await expect(models.Message.insertMany(rows, { ordered: false })).rejects.toMatchObject({ code: 11000 });
    expect(await models.Message.countDocuments({ conversationId, seq: { $in: [10, 11] } })).toBe(2);
  });

  test('an ordered insertMany stops at the first duplicate', async () => {
    const rows = [20, 1, 21].map((seq) => ({ conversationId, seq, role: 'u' }));
    await expect(models.Message.insertMany(rows)).rejects.toMatchObject({ code: 11000 });
    expect(await models.Message.countDocuments({ conversationId, seq: { $in: [20, 21] } })).toBe(1);
  });

  test('a collection has one text index at most', async () => {
    await expect(models.Message.collection.createIndex({ role: 'text' })).rejects.toMatchObject({ code: 67 });
    expect(await models.Message.syncIndexes()).toEqual([]);
  });

  test('text search finds word forms', async () => {
    expect(await models.Message.find({ $text: { $search: 'refunds' } })).toHaveLength(1);
    expect(await models.Message.find({ $text: { $search: 'nothing' } })).toHaveLength(0);
  });

  test('text search follows changes, knows phrases and unwanted words, and works with other conditions', async () => {
    const rows = engine.connection.collection<{ _id: number; text: string; kind: string }>('searched');
    await rows.insertMany([
      { _id: 1, text: 'the red vase broke', kind: 'a' },
      { _id: 2, text: 'a vase in red and blue', kind: 'b' },
      { _id: 3, text: 'the delivery is late', kind: 'a' },
    ]);
    await rows.createIndex({ text: 'text' });
    const search = async ($search: string, rest: object = {}) =>
      (
        await rows
          .find({ $text: { $search }, ...rest })
          .sort({ _id: 1 })
          .toArray()
      ).map(({ _id }) => _id);
    expect(await search('vase delivery')).toEqual([1, 2, 3]);
    expect(await search('"red vase"')).toEqual([1]);
    expect(await search('vase -blue')).toEqual([1]);
    expect(await search('!!!')).toEqual([]);
    expect(await search('vase delivery', { kind: 'a' })).toEqual([1, 3]);
    expect(await rows.countDocuments({ $text: { $search: 'vase' } }, { limit: 1 })).toBe(1);
    await rows.updateOne({ _id: 3 }, { $set: { text: 'a broken vase' } });
    await rows.updateOne({ _id: 2 }, { $set: { kind: 'a' } });
    await rows.deleteOne({ _id: 1 });
    expect(await search('vase')).toEqual([2, 3]);
    expect(await search('delivery')).toEqual([]);
  });

  test('syncIndexes finds nothing to do after init', async () => {
    expect(await models.Conversation.syncIndexes()).toEqual([]);
    expect(await models.Message.syncIndexes()).toEqual([]);
    expect(await models.Session.syncIndexes()).toEqual([]);
  });

  test('an index built over documents that are there already is unique at once', async () => {
    const rows = engine.connection.collection<{ n: number }>('filled');
    await rows.insertMany(Array.from({ length: 1200 }, (_, n) => ({ n })));
    await rows.createIndex({ n: 1 }, { unique: true });
    await expect(rows.insertOne({ n: 700 })).rejects.toMatchObject({ code: 11000 });
    expect(
      await rows
        .find({ n: { $gte: 1195 } })
        .sort({ n: -1 })
        .map(({ n }) => n)
        .toArray(),
    ).toEqual([1199, 1198, 1197, 1196, 1195]);
  });

  test('a unique index over duplicates is not built, and the collection goes on working', async () => {
    const rows = engine.connection.collection<{ n: number }>('doubled');
    await rows.insertMany([{ n: 1 }, { n: 1 }]);
    await expect(rows.createIndex({ n: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    await rows.insertOne({ n: 2 });
    expect(await rows.countDocuments({ n: { $lte: 2 } })).toBe(3);
    expect(await rows.indexes()).toHaveLength(1);
  });

  test('a dropped index no longer binds', async () => {
    const rows = engine.connection.collection<{ n: number }>('dropped');
    await rows.createIndex({ n: 1 }, { unique: true, name: 'only one' });
    await rows.insertOne({ n: 1 });
    await rows.dropIndex('only one');
    await rows.insertOne({ n: 1 });
    expect(await rows.countDocuments({ n: 1 })).toBe(2);
  });
});
