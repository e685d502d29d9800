// Conversations as the app leaves them, each then damaged on purpose in one way: what `npm run verify` must find.

import { hashOfConversation } from '../../src/conversation/erased';
import type { Conversation, Message } from '../../src/conversation/types';
import { fromStored, toStored } from '../../src/store/models/document';
import type { Store } from '../../src/store/store';
import { anna, type CareWorld } from '../care-world';
import type { FakeClock } from '../fake-clock';

/** What a conversation has gone through before it is damaged. */
export type History = 'answered' | 'waiting' | 'served' | 'late';

export interface Damage {
  /** The rule that must be named; others may be broken with it. */
  rule: string;
  history: History;
  /** What is done to it, in words. */
  what: string;
  harm(damaged: Damaged): Promise<unknown>;
}

export interface Damaged {
  store: Store;
  /** As it was before the damage. */
  conversation: Conversation;
  messages: Message[];
  /** Behind the journal's back. */
  edit(update: Record<string, unknown>): Promise<unknown>;
}

const long = new Date('2024-03-06T08:00:00Z');

/** Leads a conversation to its history; its id. */
export async function live(world: CareWorld, clock: FakeClock, history: History): Promise<string> {
  const { id } = await world.open();
  await world.send(id, 'Quanto costa la spedizione?', 'prima');
  await world.runTurn(id);
  await world.send(id, 'E in quanto tempo arriva?', 'altra');
  await world.runTurn(id);
  if (history === 'answered') return id;
  await world.say(id, 'È la terza volta che il pacco arriva rotto, voglio parlare con una persona');
  if (history === 'served') {
    await world.desk.claim(id, anna);
    await world.desk.reply(id, anna, { text: 'Eccomi.', clientId: 'r1' });
  }
  if (history === 'late') {
    await clock.advance(16 * 60_000);
    await world.desk.breakOverdue(id);
  }
  return id;
}

/** Reads the conversation and damages it. */
export async function damage(store: Store, conversationId: string, { harm }: Damage): Promise<void> {
  const { conversations, messages } = store.rows;
  const row = await conversations.findOne({ _id: conversationId });
  const rows = await messages.find({ conversationId }).sort({ seq: 1 }).toArray();
  if (row === null) throw new Error('nothing to damage');
  await harm({
    store,
    conversation: fromStored<Conversation>(row),
    messages: rows.map((one) => fromStored<Message>(one)),
    edit: (update) => conversations.updateOne({ _id: conversationId }, update),
  });
}

const rowAfter = ({ conversation, messages }: Damaged, row: Partial<Message>): Message => ({
  id: `${conversation.id}|${String(messages.length + 1).padStart(7, '0')}`,
  conversationId: conversation.id,
  seq: messages.length + 1,
  key: 'forged:1',
  from: { kind: 'bot' },
  text: 'x',
  at: long,
  delivery: 'sent',
  ...row,
});
const insertAfter = (damaged: Damaged, row: Partial<Message>) =>
  damaged.store.rows.messages.insertOne(toStored(rowAfter(damaged, row)));
const eventOf = ({ conversation: { id } }: Damaged, kind: 'handed-off' | 'claimed') => ({ conversationId: id, kind });

export const damages: Damage[] = [
  {
    rule: 'log-gap',
    history: 'answered',
    what: 'a row is deleted',
    harm: ({ store, messages }) => store.rows.messages.deleteOne({ _id: messages[1]?.id ?? '' }),
  },
  {
    rule: 'log-id',
    history: 'answered',
    what: 'a row has the id of another place',
    async harm({ store, messages }) {
      const last = messages.at(-1);
      if (last === undefined) throw new Error('no row');
      await store.rows.messages.deleteOne({ _id: last.id });
      await store.rows.messages.insertOne(toStored({ ...last, id: `${last.conversationId}|9999999` }));
    },
  },
  {
    rule: 'log-cut',
    history: 'answered',
    what: 'the newest rows are deleted',
    harm: ({ store, conversation }) =>
      store.rows.messages.deleteMany({ conversationId: conversation.id, seq: { $gt: 1 } }),
  },
  {
    rule: 'version-behind',
    history: 'answered',
    what: 'an older conversation document is put back',
    harm: ({ edit }) => edit({ $set: { version: 1 } }),
  },
  {
    rule: 'owner-phase',
    history: 'waiting',
    what: 'the bot owns what waits in line',
    harm: ({ edit }) => edit({ $set: { owner: { kind: 'bot' } } }),
  },
  {
    rule: 'human-stretch',
    history: 'waiting',
    what: 'an agent is said to have it while it waits',
    harm: ({ edit }) => edit({ $set: { human: { claimedAt: long } } }),
  },
  {
    rule: 'waiting-since',
    history: 'waiting',
    what: 'nobody knows since when it waits',
    harm: ({ edit }) => edit({ $unset: { waitingSince: 1 } }),
  },
  {
    rule: 'waiting-without-promise',
    history: 'waiting',
    what: 'the promise is settled while the customer waits',
    harm: ({ edit }) => edit({ $set: { 'promise.state': 'released' } }),
  },
  {
    rule: 'promise-forgotten',
    history: 'waiting',
    what: 'the bot takes it back with the promise open',
    harm: ({ edit }) => edit({ $set: { phase: 'bot', owner: { kind: 'bot' } }, $unset: { waitingSince: 1 } }),
  },
  {
    rule: 'promise-vanished',
    history: 'served',
    what: 'a promise is removed',
    harm: ({ edit }) => edit({ $unset: { promise: 1 } }),
  },
  {
    rule: 'broken-without-successor',
    history: 'late',
    what: 'a broken promise has no successor',
    harm: ({ edit }) => edit({ $unset: { promise: 1 } }),
  },
  {
    rule: 'promise-lost',
    history: 'late',
    what: 'an older promise is open again',
    harm: ({ edit }) => edit({ $set: { 'earlierPromises.0.state': 'open' } }),
  },
  {
    rule: 'promise-without-words',
    history: 'waiting',
    what: 'no message says the promise',
    harm: ({ edit }) => edit({ $set: { 'promise.madeByMessageKey': 'move:99:0' } }),
  },
  {
    rule: 'kept-without-person',
    history: 'served',
    what: 'a promise is kept by a message that is no person’s',
    harm: ({ edit }) => edit({ $set: { 'promise.keptByMessageKey': 'customer:prima' } }),
  },
  {
    rule: 'effects-pending',
    history: 'answered',
    what: 'a decision never reaches the log',
    harm: (damaged) => {
      const { id: _id, conversationId: _of, seq: _seq, delivery: _delivery, ...message } = rowAfter(damaged, {});
      return damaged.edit({ $set: { effects: [{ kind: 'message', message }], effectsSince: long } });
    },
  },
  {
    rule: 'undecided',
    history: 'answered',
    what: 'a customer’s message is never decided',
    harm: (damaged) =>
      insertAfter(damaged, { key: 'customer:ultima', from: { kind: 'customer' }, undecidedSince: long }),
  },
  {
    rule: 'undecided-mark',
    history: 'answered',
    what: 'a decided message is still marked as undecided',
    harm: ({ store, messages }) =>
      store.rows.messages.updateOne({ _id: messages[0]?.id ?? '' }, { $set: { undecidedSince: long } }),
  },
  {
    rule: 'unlisted',
    history: 'answered',
    what: 'a customer wrote and no agent can see it',
    harm: ({ edit }) => edit({ $set: { listed: false } }),
  },
  {
    rule: 'bot-over-person',
    history: 'served',
    what: 'the bot speaks while a person owns',
    harm: (damaged) => insertAfter(damaged, { version: damaged.conversation.version }),
  },
  {
    rule: 'agent-without-owning',
    history: 'answered',
    what: 'a person speaks who does not own it',
    harm: (damaged) =>
      insertAfter(damaged, { from: { kind: 'agent', id: 'anna' }, version: damaged.conversation.version }),
  },
  {
    rule: 'voice-without-decision',
    history: 'answered',
    what: 'the bot says what nobody decided',
    harm: (damaged) => insertAfter(damaged, {}),
  },
  {
    rule: 'events-phase',
    history: 'waiting',
    what: 'the handoff never happened',
    harm: (damaged) => damaged.store.rows.events.deleteOne(eventOf(damaged, 'handed-off')),
  },
  {
    rule: 'events-owner',
    history: 'served',
    what: 'somebody else claimed it',
    harm: (damaged) =>
      damaged.store.rows.events.updateOne(eventOf(damaged, 'claimed'), {
        $set: { by: { kind: 'agent', id: 'marco' } },
      }),
  },
  {
    rule: 'log-without-conversation',
    history: 'answered',
    what: 'the conversation is gone and its log is not',
    harm: ({ store, conversation }) => store.rows.conversations.deleteOne({ _id: conversation.id }),
  },
  {
    rule: 'notes-without-conversation',
    history: 'answered',
    what: 'an agent’s note is left of a conversation',
    async harm({ store, conversation }) {
      const note = { _id: `note-${conversation.id}`, conversationId: conversation.id, text: 'x', at: long };
      await store.notes.create({ ...note, by: { id: 'anna', name: 'Anna' } });
      await store.rows.conversations.deleteOne({ _id: conversation.id });
    },
  },
  {
    rule: 'files-without-conversation',
    history: 'answered',
    what: 'a file is left of a conversation',
    async harm({ store, conversation }) {
      const file = { _id: `file-${conversation.id}`, conversationId: conversation.id, name: 'x.png', at: long };
      await store.attachments.create({ ...file, contentType: 'image/png', sizeBytes: 1, bytes: Buffer.from('x') });
      await store.rows.conversations.deleteOne({ _id: conversation.id });
    },
  },
  {
    rule: 'erased-remains',
    history: 'served',
    what: 'a conversation that was erased long ago is there',
    harm: ({ store, conversation }) =>
      store.erasedConversations.create({ _id: hashOfConversation(conversation.id), at: new Date(0), expiresAt: long }),
  },
  {
    rule: 'unasked-after-opt-out',
    history: 'answered',
    what: 'the bot writes unasked to a customer who does not want it',
    async harm(damaged) {
      const { store, conversation } = damaged;
      await store.optOuts.create({ _id: conversation.customer.id, at: new Date(0), by: 'anna' });
      await insertAfter(damaged, { key: 'check-in:1', version: conversation.version });
    },
  },
  {
    rule: 'events-without-conversation',
    history: 'served',
    what: 'conversation and log are gone and its events are not',
    async harm({ store, conversation }) {
      await store.rows.conversations.deleteOne({ _id: conversation.id });
      await store.rows.messages.deleteMany({ conversationId: conversation.id });
    },
  },
];
