// The conversation document: one customer on one channel; every change is one conditional write on it.
import { type Connection, type Model, Schema } from 'mongoose';
import type { Conversation } from '../../conversation/types';
import type { Stored } from './document';

export type ConversationDocument = Stored<Conversation>;

const mixed = Schema.Types.Mixed;
const schema = new Schema(
  {
    _id: { type: String, required: true },
    channel: { type: String, required: true },
    customer: { type: mixed, required: true },
    language: { type: String, required: true },
    phase: { type: String, required: true },
    owner: { type: mixed, required: true },
    version: { type: Number, required: true },
    lastMoveId: { type: String, required: true },
    decidedThroughSeq: { type: Number, required: true },
    boundarySeq: { type: Number, required: true },
    memory: { type: mixed, required: true },
    handoff: mixed,
    human: mixed,
    priority: { type: Number, required: true },
    waitingSince: Date,
    deferredUntil: Date,
    promise: mixed,
    earlierPromises: { type: [mixed], default: [] },
    signals: { type: mixed, required: true },
    trail: { type: [String], default: [] },
    lastAcknowledgedAt: Date,
    lastHumanAt: Date,
    lastMessageAt: { type: Date, required: true },
    preview: { type: String, default: '' },
    listed: { type: Boolean, required: true },
    openedAt: { type: Date, required: true },
    closedAt: Date,
    outcome: String,
    effects: { type: [mixed], default: [] },
    effectsSince: Date,
  },
  { versionKey: false, minimize: false },
);
schema.index({ phase: 1, priority: 1, waitingSince: 1, _id: 1 });
schema.index({ 'owner.id': 1, lastMessageAt: -1, _id: -1 });
schema.index({ listed: 1, lastMessageAt: -1, _id: -1 });
schema.index({ listed: 1, phase: 1, lastMessageAt: -1, _id: -1 });
schema.index({ 'customer.id': 1, openedAt: -1 });
schema.index({ 'customer.email': 1 }, { sparse: true });
schema.index({ 'customer.contactEmail': 1 }, { sparse: true });
schema.index({ 'promise.state': 1, 'promise.dueAt': 1 });
schema.index({ 'human.customerWaitingSince': 1 }, { sparse: true });
schema.index({ effectsSince: 1 }, { sparse: true });
schema.index({ 'customer.name': 'text', 'customer.email': 'text', 'customer.contactEmail': 'text' });

export function defineConversations(connection: Connection): Model<ConversationDocument> {
  return connection.model<ConversationDocument>(
    'Conversation',
    schema as unknown as Schema<ConversationDocument>,
    'conversations',
  );
}
