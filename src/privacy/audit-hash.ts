// The chain of the audit log: each entry's hash covers all of its fields and the hash before it, so that an entry that was
// altered, removed or moved no longer fits. Pure.
import { createHash, createHmac } from 'node:crypto';
import type { AuditEntryDocument } from '../store/models/audit-entry';

type Hashed = Omit<AuditEntryDocument, '_id' | 'hash'>;

export function hashOfEntry({ seq, at, action, by, about, facts, once, previousHash }: Hashed): string {
  const inOrder = Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1));
  const said = once === undefined ? [] : [once];
  const fields = [seq, at.toISOString(), action, by, about, inOrder, previousHash, ...said];
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url');
}

export const auditIdOf = (seq: number): string => String(seq).padStart(12, '0');

/** Stands for a customer, conversation, account or event: the same each time, and not to be told from what it stands for. */
export function pseudonymOf(key: string, kind: string, id: string): string {
  return createHmac('sha256', key).update(`${kind} ${id}`).digest('base64url').slice(0, 22);
}
