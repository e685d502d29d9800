// Who is signed in to the console, from where the cookie's secret can be checked but not read.
import { type Connection, type Model, Schema } from 'mongoose';

export interface SignInSessionDocument {
  /** SHA-256 of the cookie's secret, base64url. */
  _id: string;
  agentId: string;
  /** The agent's generation at sign-in. */
  generation: number;
  startedAt: Date;
  /** Last use, written at most once a minute. */
  seenAt: Date;
  /** The nearer of the idle and the absolute end. */
  expiresAt: Date;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    agentId: { type: String, required: true },
    generation: { type: Number, required: true },
    startedAt: { type: Date, required: true },
    seenAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ agentId: 1 });
schema.index({ expiresAt: 1 });

export function defineSignInSessions(connection: Connection): Model<SignInSessionDocument> {
  return connection.model<SignInSessionDocument>(
    'SignInSession',
    schema as unknown as Schema<SignInSessionDocument>,
    'signInSessions',
  );
}
