import { Types } from 'mongoose';
import { buildIndexes } from '../build-indexes';
import { describeEachEngine } from '../each-engine';
import { defineModels } from './models';

describeEachEngine('documents through mongoose', (engine) => {
  let models: ReturnType<typeof defineModels>;

  beforeAll(async () => {
    models = defineModels(engine.connection);
    await buildIndexes(...Object.values(models));
  });

  async function createConversation(fields: object = {}) {
    return models.Conversation.create({ tenant: 'a', subject: 'hello', tags: ['vip', 'x'], ...fields });
  }

  test('a created document is found with its types', async () => {
    const { _id } = await createConversation();
    const found = await models.Conversation.findById(_id);
    expect(found?._id).toBeInstanceOf(Types.ObjectId);
    expect(found?.createdAt).toBeInstanceOf(Date);
    expect(found?.__v).toBe(0);
  });

  test('save writes what changed and nothing when nothing changed', async () => {
    const { _id } = await createConversation();
    const found = await models.Conversation.findById(_id).orFail();
    await found.save();
    found.subject = 'changed';
    await found.save();
    expect((await models.Conversation.findById(_id))?.subject).toBe('changed');
  });

  test('the second of two concurrent saves fails with a version error', async () => {
    const { _id } = await createConversation();
    const first = await models.Conversation.findById(_id).orFail();
    const second = await models.Conversation.findById(_id).orFail();
    first.subject = '1';
    await first.save();
    second.subject = '2';
    await expect(second.save()).rejects.toMatchObject({ name: 'VersionError' });
  });

  test('pushing to an array through save keeps the order', async () => {
    const { _id } = await createConversation();
    const found = await models.Conversation.findById(_id).orFail();
    found.tags.push('new');
    await found.save();
    expect((await models.Conversation.findById(_id).lean())?.tags).toEqual(['vip', 'x', 'new']);
  });

  test('of fifty agents who claim one conversation at once exactly one wins', async () => {
    const { _id } = await createConversation({ status: 'queued' });
    const claims = Array.from({ length: 50 }, (_, at) =>
      models.Conversation.findOneAndUpdate(
        { _id, status: 'queued', agentId: null },
        { $set: { status: 'assigned', agentId: `agent-${at}` } },
        { returnDocument: 'after' },
      ),
    );
    expect((await Promise.all(claims)).filter((claim) => claim !== null)).toHaveLength(1);
  });

  test('a hundred increments at once all count', async () => {
    const { _id } = await createConversation();
    const increments = Array.from({ length: 100 }, () => models.Conversation.updateOne({ _id }, { $inc: { seq: 1 } }));
    await Promise.all(increments);
    expect((await models.Conversation.findById(_id))?.seq).toBe(100);
  });

  test('an upsert inserts once with $setOnInsert and updates from then on', async () => {
    const upsert = () =>
      models.Session.findOneAndUpdate(
        { key: 'k' },
        { $inc: { visits: 1 }, $setOnInsert: { openedBy: 'first' } },
        { upsert: true, returnDocument: 'after' },
      );
    expect(await upsert()).toMatchObject({ key: 'k', visits: 1, openedBy: 'first' });
    expect(await upsert()).toMatchObject({ visits: 2, openedBy: 'first' });
    const again = await models.Session.updateOne({ key: 'k' }, { $set: { visits: 9 } }, { upsert: true });
    expect(again).toMatchObject({ upsertedCount: 0, matchedCount: 1, modifiedCount: 1 });
  });

  test('twenty upserts of one key at once leave one document', async () => {
    const upserts = Array.from({ length: 20 }, () =>
      models.Session.findOneAndUpdate(
        { key: 'cc' },
        { $set: { visits: 1 } },
        { upsert: true, returnDocument: 'after' },
      ),
    );
    await Promise.allSettled(upserts);
    expect(await models.Session.countDocuments({ key: 'cc' })).toBe(1);
  });

  test('updateMany and deleteMany say how many', async () => {
    await models.Session.insertMany(Array.from({ length: 502 }, (_, at) => ({ key: `many-${at}`, openedBy: 'many' })));
    const updated = await models.Session.updateMany({ openedBy: 'many' }, { $set: { openedBy: 'z' } });
    expect(updated.modifiedCount).toBe(502);
    expect((await models.Session.deleteMany({ openedBy: 'z' })).deletedCount).toBe(502);
  });

  test('an update that changes nothing is matched and not modified', async () => {
    await models.Session.create({ key: 'same', visits: 3 });
    const result = await models.Session.updateOne({ key: 'same' }, { $set: { visits: 3 } });
    expect(result).toMatchObject({ matchedCount: 1, modifiedCount: 0 });
  });

  test('bulkWrite inserts, updates and deletes in order', async () => {
    const { _id: conversationId } = await createConversation();
    const result = await models.Message.bulkWrite([
      { insertOne: { document: { conversationId, seq: 50, role: 'b', text: 'v' } } },
      { updateOne: { filter: { conversationId, seq: 50 }, update: { $set: { text: 'w' } } } },
      { deleteOne: { filter: { conversationId, seq: 50, text: 'w' } } },
    ]);
    expect(result).toMatchObject({ insertedCount: 1, modifiedCount: 1, deletedCount: 1 });
  });

  test('array filters change the elements they name, the positional $ the one that matched', async () => {
    const meta = {
      list: [
        { k: 1, v: 1 },
        { k: 2, v: 1 },
      ],
    };
    const { _id } = await createConversation({ meta });
    const change = { $set: { 'meta.list.$[e].v': 8 } };
    await models.Conversation.updateOne({ _id }, change, { arrayFilters: [{ 'e.k': 1 }] });
    await models.Conversation.updateOne({ _id, tags: 'x' }, { $set: { 'tags.$': 'y' } });
    const found = await models.Conversation.findById(_id).lean();
    expect(found?.meta).toEqual({
      list: [
        { k: 1, v: 8 },
        { k: 2, v: 1 },
      ],
    });
    expect(found?.tags).toEqual(['vip', 'y']);
  });

  test('an update pipeline computes from the document', async () => {
    const { _id } = await createConversation();
    const pipeline = [{ $set: { subject: { $concat: ['$tenant', '-', '$subject'] } } }];
    await models.Conversation.updateOne({ _id }, pipeline, { updatePipeline: true });
    expect((await models.Conversation.findById(_id))?.subject).toBe('a-hello');
  });

  test('findOneAndDelete answers with what it removed, findOneAndReplace keeps the id', async () => {
    const { _id } = await models.Session.create({ key: 'gone', visits: 1 });
    const replaced = await models.Session.findOneAndReplace({ _id }, { key: 'other' }, { returnDocument: 'after' });
    expect(replaced?.toObject()).toEqual(expect.objectContaining({ _id, key: 'other' }));
    expect(replaced?.visits).toBeUndefined();
    expect(await models.Session.findOneAndDelete({ key: 'other' })).toMatchObject({ _id });
    expect(await models.Session.exists({ _id })).toBeNull();
  });

  test('populate follows a reference', async () => {
    const { _id: conversationId } = await createConversation({ tenant: 'populated' });
    const { _id } = await models.Message.create({ conversationId, seq: 1, role: 'user' });
    const found = await models.Message.findById(_id).populate('conversationId');
    expect(found?.conversationId).toMatchObject({ tenant: 'populated' });
  });

  test('a transaction is refused or rolled back, never half done', async () => {
    const aborted = engine.connection.transaction(async (session) => {
      await models.Session.create([{ key: 'in-transaction' }], { session });
      throw new Error('abort');
    });
    await expect(aborted).rejects.toThrow();
    expect(await models.Session.countDocuments({ key: 'in-transaction' })).toBe(0);
  });
});
