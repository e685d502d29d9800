// Who was let in on the website, before and after they write: what opens their conversation, and the way back into it.
import { type Connection, type Model, Schema } from 'mongoose';

export interface VisitorDocument {
  /** The conversation's id, given out before the conversation exists. */
  _id: string;
  customerId: string;
  /** True when a shop's signed identity named the customer. */
  identified: boolean;
  name?: string;
  email?: string;
  locale: string;
  /** SHA-256 of the resume secret, base64url; absent for conversations of the Direct Line secret. */
  resumeHash?: string;
  /** Resume works until here. */
  expiresAt: Date;
  /** When the sweep looks at it next: one day after the start to forget who never wrote, later at `expiresAt`. */
  checkAt: Date;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    customerId: { type: String, required: true },
    identified: { type: Boolean, required: true },
    name: String,
    email: String,
    locale: { type: String, required: true },
    resumeHash: String,
    expiresAt: { type: Date, required: true },
    checkAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ resumeHash: 1 }, { unique: true, sparse: true });
schema.index({ checkAt: 1 });

export function defineVisitors(connection: Connection): Model<VisitorDocument> {
  return connection.model<VisitorDocument>('Visitor', schema as unknown as Schema<VisitorDocument>, 'visitors');
}
