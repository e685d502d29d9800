// Conversations that were erased or have run out of their time: a hash of each id stays for a while, so that an old token,
// a late retry or a process that missed the news cannot bring one back.
import { type Connection, type Model, Schema } from 'mongoose';

export interface ErasedConversationDocument {
  /** SHA-256 of the conversation's id, base64url. */
  _id: string;
  at: Date;
  /** When nothing that names the conversation can be valid any more. */
  expiresAt: Date;
  /** While it is being removed because its time is over: which one, and how far its log had come. Then this goes too. */
  retiring?: { conversationId: string; lastSeq: number };
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    retiring: Schema.Types.Mixed,
  },
  { versionKey: false },
);
schema.index({ expiresAt: 1 });
schema.index({ 'retiring.conversationId': 1 }, { sparse: true });

export function defineErasedConversations(connection: Connection): Model<ErasedConversationDocument> {
  return connection.model<ErasedConversationDocument>(
    'ErasedConversation',
    schema as unknown as Schema<ErasedConversationDocument>,
    'erasedConversations',
  );
}
