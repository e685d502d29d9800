// The shop's people who may sign in to the console.
import { type Connection, type Model, Schema } from 'mongoose';
import type { Role } from '../../route';

export interface AgentDocument {
  _id: string;
  /** Lower case: two spellings are one account. */
  email: string;
  name: string;
  roles: Role[];
  languages: string[];
  active: boolean;
  passwordHash: string;
  /** Counts what ends every sign-in (new password, new roles, deactivation); a sign-in of another generation is dead. */
  generation: number;
  /** What the person chose to be while they are there. */
  presence: 'online' | 'away' | 'offline';
  /** Renewed every few seconds by a process where the person is there, while it cannot tell the others otherwise. */
  thereMark?: string;
  /** Whose turn it is to stop being an administrator: ends the attempt when another one counts on this person. */
  leaving?: string;
  createdAt: Date;
  changedAt: Date;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    email: { type: String, required: true },
    name: { type: String, required: true },
    roles: { type: [String], required: true },
    languages: { type: [String], required: true },
    active: { type: Boolean, required: true },
    passwordHash: { type: String, required: true },
    generation: { type: Number, required: true },
    presence: { type: String, required: true },
    thereMark: String,
    leaving: String,
    createdAt: { type: Date, required: true },
    changedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ email: 1 }, { unique: true });

export function defineAgents(connection: Connection): Model<AgentDocument> {
  return connection.model<AgentDocument>('Agent', schema as unknown as Schema<AgentDocument>, 'agents');
}
