// Walks over the audit log and finds what was altered, removed or put elsewhere, and what never came to it. Rewriting every entry from some point on
// would not show: whoever wants that noticed keeps the last hash that `npm run verify` prints somewhere else.
import type { AuditEntryDocument, AuditHeadDocument } from '../store/models/audit-entry';
import type { Store } from '../store/store';
import { auditIdOf, hashOfEntry } from './audit-hash';
import { headId } from './audit-log';
import { findUntold } from './audit-untold';

export interface AuditVerification {
  entries: number;
  /** Of the last entry; empty when there is none. */
  lastHash: string;
  faults: AuditFault[];
}

export interface AuditFault {
  rule: 'audit-altered' | 'audit-removed' | 'audit-broken' | 'audit-untold';
  about: string;
}

const mostFaults = 100;

export async function verifyAudit(
  store: Pick<Store, 'auditEntries' | 'auditHeads' | 'agents' | 'rows'>,
  now: Date,
): Promise<AuditVerification> {
  // The head first: entries that come meanwhile lie behind it.
  const head = await store.auditHeads.findById(headId).lean();
  const faults: AuditFault[] = [];
  let last = { seq: 0, hash: '' };
  let entries = 0;
  let headHash: string | undefined;
  for await (const entry of store.auditEntries.find().sort({ seq: 1 }).lean().cursor()) {
    entries++;
    faults.push(...checkEntry(entry, last));
    if (entry.seq === head?.seq) headHash = entry.hash;
    last = { seq: entry.seq, hash: entry.hash };
    if (faults.length >= mostFaults) break;
  }
  if (faults.length < mostFaults) faults.push(...checkEnd(head, last, headHash));
  for await (const about of findUntold(store, head, now)) {
    if (faults.length >= mostFaults) break;
    faults.push({ rule: 'audit-untold', about });
  }
  return { entries, lastHash: last.hash, faults };
}

function checkEntry(entry: AuditEntryDocument, before: { seq: number; hash: string }): AuditFault[] {
  const { seq, previousHash, hash } = entry;
  const faults: AuditFault[] = [];
  const isNext = seq === before.seq + 1;
  if (!isNext) faults.push({ rule: 'audit-removed', about: `entries ${before.seq + 1} to ${seq - 1} are missing` });
  if (hash !== hashOfEntry(entry) || entry._id !== auditIdOf(seq))
    faults.push({ rule: 'audit-altered', about: `entry ${seq} is not what was written` });
  if (isNext && previousHash !== before.hash)
    faults.push({ rule: 'audit-broken', about: `entry ${seq} does not follow entry ${before.seq}` });
  return faults;
}

function checkEnd(head: AuditHeadDocument | null, last: { seq: number; hash: string }, headHash: string | undefined) {
  const faults: AuditFault[] = [];
  if (head === null && last.seq > 0) faults.push({ rule: 'audit-removed', about: 'the head of the log is missing' });
  if (head === null) return faults;
  if (head.seq > last.seq)
    faults.push({ rule: 'audit-removed', about: `entries ${last.seq + 1} to ${head.seq} are missing` });
  else if (head.seq > 0 && headHash !== head.hash)
    faults.push({ rule: 'audit-broken', about: `entry ${head.seq} is not the one the head of the log names` });
  return faults;
}
