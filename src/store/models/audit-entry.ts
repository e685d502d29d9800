// Who did what with people and data: append-only, each entry chained to the one before by its hash. Ids and codes only;
// what belongs to a customer is in it as a keyed hash alone.
import { type Connection, type Model, Schema } from 'mongoose';

export const auditActions = [
  'signed-in',
  'sign-in-failed',
  'claimed',
  'transferred',
  'exported',
  'erasure-ordered',
  'erased',
  'retired',
  'opted-out',
  'opted-in',
  'person-added',
  'person-changed',
  'password-changed',
  'password-reset',
] as const;
/** The events of conversations that each have an entry. */
export const auditedMoves = ['claimed', 'transferred'] as const satisfies readonly AuditAction[];
export type AuditAction = (typeof auditActions)[number];

export interface AuditEntryDocument {
  /** `seq` with 12 digits. */
  _id: string;
  /** 1..n without a gap. */
  seq: number;
  at: Date;
  action: AuditAction;
  /** An agent's id, `command`, `system`, or null when nobody is known. */
  by: string | null;
  /** Whom or what it is about: an agent's id, or the keyed hash of a customer's, a conversation's or an account's. */
  about: string | null;
  facts: Record<string, string | number | boolean>;
  /** The keyed hash of what is told at most once: a move of a conversation, the making of a person. */
  once?: string;
  /** The hash of entry `seq - 1`; empty for the first. */
  previousHash: string;
  hash: string;
}

/** One document beside the entries: how far the chain has come, and the key of the hashes that stand for customers. */
export interface AuditHeadDocument {
  _id: string;
  key: string;
  seq: number;
  hash: string;
  /** Every move and every person made since then has an entry; absent until a program that sees to it has written one. */
  movesSince?: Date;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    seq: { type: Number, required: true },
    at: { type: Date, required: true },
    action: { type: String, required: true },
    by: { type: String, default: null },
    about: { type: String, default: null },
    facts: { type: Schema.Types.Mixed, required: true },
    once: String,
    previousHash: { type: String, default: '' },
    hash: { type: String, required: true },
  },
  { versionKey: false, minimize: false },
);
schema.index({ seq: 1 }, { unique: true });
schema.index({ action: 1, seq: 1 });
schema.index({ once: 1 }, { unique: true, sparse: true });

const headSchema = new Schema(
  {
    _id: { type: String, required: true },
    key: { type: String, required: true },
    seq: { type: Number, required: true },
    hash: { type: String, default: '' },
    movesSince: Date,
  },
  { versionKey: false },
);

export function defineAuditEntries(connection: Connection): Model<AuditEntryDocument> {
  return connection.model<AuditEntryDocument>(
    'AuditEntry',
    schema as unknown as Schema<AuditEntryDocument>,
    'auditEntries',
  );
}

export function defineAuditHeads(connection: Connection): Model<AuditHeadDocument> {
  return connection.model<AuditHeadDocument>(
    'AuditHead',
    headSchema as unknown as Schema<AuditHeadDocument>,
    'auditHeads',
  );
}
