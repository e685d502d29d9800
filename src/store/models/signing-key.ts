// Keys that sign website tokens: in the store, so that every process knows them and a restart keeps them. Never logged.
import { type Connection, type Model, Schema } from 'mongoose';

export interface SigningKeyDocument {
  /** The token's `kid`: the number of the rotation period, so that processes that rotate at once meet in one document. */
  _id: string;
  /** 32 random bytes, base64url. */
  secret: string;
  createdAt: Date;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    secret: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);

export function defineSigningKeys(connection: Connection): Model<SigningKeyDocument> {
  return connection.model<SigningKeyDocument>(
    'SigningKey',
    schema as unknown as Schema<SigningKeyDocument>,
    'signingKeys',
  );
}
