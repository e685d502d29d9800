// Who did what with people and data. Append-only: several processes add to one chain, each entry taking the next number,
// which a unique id grants to one of them. No message text, no e-mail; what is a customer's is here as a keyed hash alone.
import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock';
import { CareError } from '../errors';
import { isDuplicate } from '../store/duplicate';
import {
  type AuditAction,
  type AuditEntryDocument,
  type AuditHeadDocument,
  auditedMoves,
} from '../store/models/audit-entry';
import type { Store } from '../store/store';
import { auditIdOf, hashOfEntry, pseudonymOf } from './audit-hash';

export interface AuditParts {
  store: Pick<Store, 'auditEntries' | 'auditHeads' | 'rows'>;
  clock: Clock;
}

export interface NewAuditEntry {
  action: AuditAction;
  /** An agent's id, `command`, `system`, or null when nobody is known. */
  by: string | null;
  /** An agent's id as it is, or what gets hashed. */
  about?: { agent: string } | { kind: 'customer' | 'conversation' | 'account'; id: string };
  facts?: Record<string, string | number | boolean>;
  /** When it happened; now unless said otherwise. */
  at?: Date;
  /** What the entry tells of, if that may be told of only once, however often it is appended. */
  once?: { kind: 'event' | 'person'; id: string };
}

export type AuditLog = ReturnType<typeof createAuditLog>;

export const headId = 'head';
const pageSize = 50;
const mostTries = 200;

export function createAuditLog({ store, clock }: AuditParts) {
  let key: string | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function readHead(): Promise<AuditHeadDocument> {
    const head = (await store.auditHeads.findById(headId).lean()) ?? (await begin());
    if (head.movesSince === undefined) await markMoves(clock.now());
    key = head.key;
    return head;
  }

  /** Whoever wrote to this log before did not note every move. */
  async function markMoves(movesSince: Date): Promise<void> {
    await store.auditHeads.updateOne({ _id: headId, movesSince: { $exists: false } }, { $set: { movesSince } });
  }

  /** A shop without moves notes all that will be. */
  async function firstMove(): Promise<Date> {
    const moved = await store.rows.events.findOne({ kind: { $in: [...auditedMoves] } }, { projection: { _id: 1 } });
    return moved === null ? new Date(0) : clock.now();
  }

  /** The first of all processes that comes here makes the key. */
  async function begin(): Promise<AuditHeadDocument> {
    const fresh = { key: randomBytes(32).toString('base64url'), seq: 0, hash: '', movesSince: await firstMove() };
    const head = await store.auditHeads
      .findOneAndUpdate({ _id: headId }, { $setOnInsert: fresh }, { upsert: true, returnDocument: 'after' })
      .lean();
    if (head === null) throw new CareError('audit-unreadable', 'The audit log has no beginning.');
    return head;
  }

  async function readLast(): Promise<Pick<AuditEntryDocument, 'seq' | 'hash'>> {
    const [head, newest] = await Promise.all([
      readHead(),
      store.auditEntries.findOne({}, { seq: 1, hash: 1 }).sort({ seq: -1 }).lean(),
    ]);
    // The head follows the entries; one ahead of them tells that entries were cut off, which the next one must not hide.
    return newest !== null && newest.seq >= head.seq ? newest : head;
  }

  async function add({ action, by, about, facts = {}, at = clock.now(), once }: NewAuditEntry): Promise<void> {
    const mark = once === undefined ? {} : { once: await pseudonym(once.kind, once.id) };
    for (let tries = 0; tries < mostTries; tries++) {
      const before = await readLast();
      const seq = before.seq + 1;
      const fields = {
        seq,
        at,
        action,
        by,
        about: about === undefined ? null : await nameOf(about),
        facts,
        ...mark,
        previousHash: before.hash,
      };
      const entry = { _id: auditIdOf(seq), ...fields, hash: hashOfEntry(fields) };
      try {
        await store.auditEntries.create(entry);
      } catch (fault) {
        if (!isDuplicate(fault)) throw fault;
        if (mark.once !== undefined && (await store.auditEntries.exists({ once: mark.once })) !== null) return;
        continue;
      }
      const { hash } = entry;
      await store.auditHeads.updateOne({ _id: headId, seq: { $lt: seq } }, { $set: { seq, hash } });
      return;
    }
    throw new CareError('audit-contended', 'The audit log is too busy.', { status: 503, retryable: true });
  }

  async function nameOf(about: NonNullable<NewAuditEntry['about']>): Promise<string> {
    return 'agent' in about ? about.agent : pseudonym(about.kind, about.id);
  }

  /** What stands for the id of a customer, a conversation, an account or an event in the log. */
  async function pseudonym(kind: string, id: string): Promise<string> {
    return pseudonymOf(key ?? (await readHead()).key, kind, id);
  }

  return {
    pseudonym,

    /** Resolves when the entry is stored, or was already if it is told once; entries of one process keep their order. */
    append(entry: NewAuditEntry): Promise<void> {
      const mine = last.then(() => add(entry));
      last = mine.catch(() => undefined);
      return mine;
    },

    /** Newest first, before entry `beforeSeq` where given. */
    async page(beforeSeq: number | undefined): Promise<{ items: AuditEntryDocument[]; nextSeq: number | null }> {
      const filter = beforeSeq === undefined ? {} : { seq: { $lt: beforeSeq } };
      const items = await store.auditEntries.find(filter).sort({ seq: -1 }).limit(pageSize).lean();
      return { items, nextSeq: items.length === pageSize ? (items.at(-1)?.seq ?? null) : null };
    },
  };
}
