// The log: one row per thing the customer can see, append-only, seq 1..n without a gap per conversation.
import { type Connection, type Model, Schema } from 'mongoose';
import type { Message } from '../../conversation/types';
import type { Stored } from './document';

export type MessageDocument = Stored<Message>;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    seq: { type: Number, required: true },
    key: { type: String, required: true },
    from: { type: Schema.Types.Mixed, required: true },
    text: { type: String, default: '' },
    at: { type: Date, required: true },
    delivery: { type: String, required: true },
    language: String,
    attachments: { type: [Schema.Types.Mixed], default: undefined },
    quickReplies: { type: [Schema.Types.Mixed], default: undefined },
    undecidedSince: Date,
    signals: Schema.Types.Mixed,
    evidence: { type: [Schema.Types.Mixed], default: undefined },
    echo: Schema.Types.Mixed,
    source: Schema.Types.Mixed,
    version: Number,
  },
  { versionKey: false, minimize: false },
);
schema.index({ conversationId: 1, seq: 1 }, { unique: true });
schema.index({ conversationId: 1, key: 1 }, { unique: true });
schema.index({ undecidedSince: 1 }, { partialFilterExpression: { undecidedSince: { $type: 'date' } } });
schema.index({ text: 'text' });

export function defineMessages(connection: Connection): Model<MessageDocument> {
  return connection.model<MessageDocument>('Message', schema as unknown as Schema<MessageDocument>, 'messages');
}
