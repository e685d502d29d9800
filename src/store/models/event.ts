// What happened to a conversation, beside the log: moves, promises, decisions. Ids and codes only, never words.
import { type Connection, type Model, Schema } from 'mongoose';
import type { CareEvent } from '../../conversation/types';
import type { Stored } from './document';

export type EventDocument = Stored<CareEvent>;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    version: { type: Number, required: true },
    at: { type: Date, required: true },
    kind: { type: String, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    facts: Schema.Types.Mixed,
  },
  { versionKey: false, minimize: false },
);
schema.index({ conversationId: 1, version: 1, _id: 1 });
schema.index({ kind: 1, at: -1 });

export function defineEvents(connection: Connection): Model<EventDocument> {
  return connection.model<EventDocument>('Event', schema as unknown as Schema<EventDocument>, 'events');
}
