// Models with the kinds of index and option the conformance suite is about.
import { type Connection, Schema } from 'mongoose';

const text = { type: String, required: true };

export function defineModels(connection: Connection) {
  const conversation = new Schema(
    {
      tenant: text,
      status: { ...text, default: 'bot' },
      agentId: { type: String, default: null },
      subject: String,
      tags: [String],
      externalId: String,
      seq: { type: Number, default: 0 },
      meta: Schema.Types.Mixed,
    },
    { timestamps: true, optimisticConcurrency: true },
  );
  conversation.index({ status: 1, updatedAt: -1 });
  conversation.index(
    { tenant: 1, externalId: 1 },
    { unique: true, partialFilterExpression: { externalId: { $type: 'string' } } },
  );
  const message = new Schema(
    {
      conversationId: { type: Schema.Types.ObjectId, ref: 'Conversation', required: true },
      seq: Number,
      role: text,
      text: String,
      dedupe: String,
    },
    { timestamps: { createdAt: true, updatedAt: false } },
  );
  message.index({ conversationId: 1, seq: 1 }, { unique: true });
  message.index({ dedupe: 1 }, { unique: true, sparse: true });
  message.index({ text: 'text' });
  const session = new Schema({
    key: { type: String, unique: true },
    expiresAt: { type: Date, index: { expires: 0 } },
    visits: Number,
    openedBy: String,
  });
  return {
    Conversation: connection.model('Conversation', conversation),
    Message: connection.model('Message', message),
    Session: connection.model('Session', session),
  };
}
