// TTL indexes: removes documents whose date lies further back than the index allows.
import type { Collection, Index } from './catalog';
import type { EngineParts } from './engine-parts';
import { isInside } from './row-keys';
import { openRow, scan } from './scan';

/** Removes what has expired at `now`; returns how many documents. */
export function expireDocuments(parts: EngineParts, now: Date): number {
  let removed = 0;
  for (const collection of parts.catalog.list()) {
    for (const index of collection.indexes) removed += expireIndex(parts, collection, index, now);
  }
  return removed;
}

function expireIndex(parts: EngineParts, collection: Collection, index: Index, now: Date): number {
  const [field] = index.fields;
  if (index.expireAfterSeconds === undefined || field === undefined) return 0;
  const before = new Date(now.getTime() - index.expireAfterSeconds * 1000);
  const filter = { $and: [{ [field.path]: { $lte: before } }, index.partialFilter ?? {}] };
  let removed = 0;
  for (const row of [...scan(parts.file, collection, { filter })].map(openRow)) {
    if (!isInside(index, row.document)) continue;
    parts.rows.remove(collection, row.rid);
    removed++;
  }
  return removed;
}
