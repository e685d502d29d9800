// Whom the widget let in, before and after they write: what opens their conversation, and the way back into it.
import { type Connection, type Model, Schema } from 'mongoose';

export interface VisitorDocument {
  /** SHA-256 of the resume secret, base64url. */
  _id: string;
  /** Given out before the conversation exists. */
  conversationId: string;
  customerId: string;
  name?: string;
  email?: string;
  locale: string;
  /** Resume works until here. */
  expiresAt: Date;
  /** When the sweep looks at it: a day after the start, to forget who never wrote; then at `expiresAt`. */
  checkAt: Date;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    customerId: { type: String, required: true },
    name: String,
    email: String,
    locale: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    checkAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ conversationId: 1 });
schema.index({ customerId: 1 });
schema.index({ email: 1 }, { sparse: true });
schema.index({ checkAt: 1 });

export function defineVisitors(connection: Connection): Model<VisitorDocument> {
  return connection.model<VisitorDocument>('Visitor', schema as unknown as Schema<VisitorDocument>, 'visitors');
}
