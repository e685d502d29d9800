// What must be in the audit log and is not: moves of conversations, and the making of the first administrator.
import { type AuditHeadDocument, auditedMoves } from '../store/models/audit-entry';
import type { Store } from '../store/store';
import { pseudonymOf } from './audit-hash';
import { findFirst, once } from './audit-people';

type Told = Pick<Store, 'auditEntries' | 'agents' | 'rows'>;

const pageSize = 200;
/** What happened just now may still be on its way, also over a death. */
const underWayMs = 30_000;

/** Says of each what it is; nothing where the log was begun by a program that did not promise it. */
export async function* findUntold(store: Told, head: AuditHeadDocument | null, now: Date): AsyncGenerator<string> {
  if (head?.movesSince === undefined) return;
  const { key, movesSince: since } = head;
  const until = new Date(now.getTime() - underWayMs);
  const markOf = (kind: string, id: string) => pseudonymOf(key, kind, id);
  const first = await findFirst(store);
  if (first !== null && first.createdAt >= since && first.createdAt <= until)
    if ((await store.auditEntries.exists({ once: markOf(once.kind, once.id) })) === null)
      yield 'the first administrator has no entry';
  const filter = { kind: { $in: [...auditedMoves] }, at: { $gte: since, $lte: until } };
  let page: string[] = [];
  for await (const { _id } of store.rows.events.find(filter, { projection: { _id: 1 } })) {
    page.push(_id);
    if (page.length < pageSize) continue;
    yield* untoldOf(store, page, markOf);
    page = [];
  }
  yield* untoldOf(store, page, markOf);
}

async function* untoldOf(store: Told, ids: string[], markOf: (kind: string, id: string) => string) {
  const marks = new Map(ids.map((id) => [markOf('event', id), id]));
  const told = await store.auditEntries.find({ once: { $in: [...marks.keys()] } }, { once: 1 }).lean();
  for (const entry of told) marks.delete(entry.once ?? '');
  for (const id of marks.values()) yield `event ${id} has no entry`;
}
