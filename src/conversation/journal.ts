// The log and the conversation document: the only place that writes them. Two rules carry everything: the log is
// append-only, and every decision is one conditional write on one document whose texts reach the log before any later move.
import type { Clock } from '../clock';
import { CareError } from '../errors';
import { consoleTopic, conversationTopic, type FanOut } from '../jobs/fan-out';
import { isDuplicate } from '../store/duplicate';
import { fromStored, toStored } from '../store/models/document';
import type { Store } from '../store/store';
import { appendRows, type CustomerRow, createSeqHints, type NewRow } from './append';
import { type Change, effectsOf, newConversation, toUpdate } from './change';
import type { Channel, Conversation, Customer, Effect, Language, Message } from './types';

export interface JournalParts {
  store: Pick<Store, 'rows'>;
  clock: Clock;
  fanOut: FanOut;
  /** Url-safe random id of at least 128 bits. */
  newId(): string;
}

export type Journal = ReturnType<typeof createJournal>;

export function createJournal({ store, clock, fanOut, newId }: JournalParts) {
  const hints = createSeqHints();

  async function open(opening: { channel: Channel; customer: Customer; language: Language; id?: string }) {
    const now = clock.now();
    const conversation = newConversation({ ...opening, id: opening.id ?? newId(), now, moveId: newId() });
    await store.rows.conversations.insertOne(toStored(conversation));
    return conversation;
  }

  /** The conversation with nothing left to settle, or null. */
  async function load(conversationId: string): Promise<Conversation | null> {
    const found = await store.rows.conversations.findOne({ _id: conversationId });
    return found === null ? null : settle(fromStored<Conversation>(found));
  }

  async function append(row: CustomerRow): Promise<{ message: Message; isNew: boolean }> {
    const at = clock.now();
    const [appended] = await appendRows({
      messages: store.rows.messages,
      hints,
      conversationId: row.conversationId,
      rows: [{ ...row, at, delivery: 'sent', undecidedSince: at }],
    });
    if (appended === undefined) throw new CareError('append-failed', 'The message could not be stored.');
    if (appended.isNew) fanOut.publish(conversationTopic(row.conversationId), { seq: appended.message.seq });
    return appended;
  }

  /** One conditional write; `'conflict'` when somebody else was faster: load again and judge again. */
  async function commit(conversation: Conversation, change: Change): Promise<Conversation | 'conflict'> {
    const at = clock.now();
    const version = conversation.version + 1;
    const effects = effectsOf(conversation.id, version, at, change);
    const update = toUpdate({ ...change.set, version, lastMoveId: change.moveId, effects, effectsSince: at });
    const filter = { _id: conversation.id, version: conversation.version, effects: { $size: 0 } };
    const written = await writeOnce(filter, update, change.moveId);
    if (written === null) return 'conflict';
    return settle(written);
  }

  async function writeOnce(
    filter: { _id: string; version: number; effects: { $size: number } },
    update: Record<string, unknown>,
    moveId: string,
  ): Promise<Conversation | null> {
    try {
      const after = await store.rows.conversations.findOneAndUpdate(filter, update, { returnDocument: 'after' });
      if (after !== null) return fromStored<Conversation>(after);
    } catch (fault) {
      const mine = await readMine(filter._id, moveId);
      if (mine !== null) return mine;
      throw fault;
    }
    return readMine(filter._id, moveId);
  }

  /** The conversation if this very decision is its latest: the answer was lost, not the write. */
  async function readMine(conversationId: string, moveId: string): Promise<Conversation | null> {
    const found = await store.rows.conversations.findOne({ _id: conversationId, lastMoveId: moveId });
    return found === null ? null : fromStored<Conversation>(found);
  }

  /** Brings committed effects into log and events, then empties them; repeatable, and whoever finds them may do it. */
  async function settle(conversation: Conversation): Promise<Conversation> {
    if (conversation.effects.length === 0) return conversation;
    const seq = await appendEffects(conversation);
    await store.rows.conversations.updateOne(
      { _id: conversation.id, version: conversation.version },
      { $set: { effects: [] }, $unset: { effectsSince: 1 } },
    );
    if (seq !== null) fanOut.publish(conversationTopic(conversation.id), { seq });
    fanOut.publish(consoleTopic, {
      conversationId: conversation.id,
      version: conversation.version,
      seq,
      phase: conversation.phase,
    });
    const { effectsSince: _settled, ...rest } = conversation;
    return { ...rest, effects: [] };
  }

  async function appendEffects(conversation: Conversation): Promise<number | null> {
    const rows = conversation.effects.flatMap((effect): NewRow[] =>
      effect.kind === 'message'
        ? [{ ...effect.message, delivery: 'sent', version: conversation.version, conversationId: conversation.id }]
        : [],
    );
    const [appended] = await Promise.all([
      rows.length === 0
        ? []
        : appendRows({ messages: store.rows.messages, hints, conversationId: conversation.id, rows }),
      markDecided(conversation.effects),
      appendEvents(conversation.effects),
    ]);
    return appended.at(-1)?.message.seq ?? null;
  }

  async function markDecided(effects: Effect[]): Promise<void> {
    const decided = effects.flatMap((effect) => (effect.kind === 'decided' ? [effect] : []));
    if (decided.length === 0) return;
    await store.rows.messages.bulkWrite(
      decided.map(({ messageId, signals, evidence, language }) => ({
        updateOne: {
          filter: { _id: messageId },
          update: { $set: { signals, evidence, language }, $unset: { undecidedSince: 1 } },
        },
      })),
      { ordered: false },
    );
  }

  async function appendEvents(effects: Effect[]): Promise<void> {
    const events = effects.flatMap((effect) => (effect.kind === 'event' ? [toStored(effect.event)] : []));
    if (events.length === 0) return;
    try {
      await store.rows.events.insertMany(events, { ordered: false });
    } catch (fault) {
      if (!isDuplicate(fault)) throw fault;
    }
  }

  async function messagesAfter(conversationId: string, seq: number, limit: number): Promise<Message[]> {
    const rows = await store.rows.messages
      .find({ conversationId, seq: { $gt: seq } })
      .sort({ seq: 1 })
      .limit(limit)
      .toArray();
    return rows.map((row) => fromStored<Message>(row));
  }

  /** The newest `limit` rows, in seq order. */
  async function latestMessages(conversationId: string, limit: number): Promise<Message[]> {
    const rows = await store.rows.messages.find({ conversationId }).sort({ seq: -1 }).limit(limit).toArray();
    return rows.reverse().map((row) => fromStored<Message>(row));
  }

  async function lastSeq(conversationId: string): Promise<number> {
    const row = await store.rows.messages
      .find({ conversationId }, { projection: { seq: 1 } })
      .sort({ seq: -1 })
      .limit(1)
      .next();
    return row?.seq ?? 0;
  }

  async function findByKey(conversationId: string, key: string): Promise<Message | null> {
    const row = await store.rows.messages.findOne({ conversationId, key });
    return row === null ? null : fromStored<Message>(row);
  }

  /** Customer rows no decision covers yet, in seq order, at most 200. */
  async function undecided(conversation: Conversation): Promise<Message[]> {
    const rows = await messagesAfter(conversation.id, conversation.decidedThroughSeq, 200);
    return rows.filter((row) => row.from.kind === 'customer');
  }

  return { open, load, append, commit, messagesAfter, latestMessages, lastSeq, findByKey, undecided, newId };
}
