// Walks the rows a filter matches, in the order asked for. Small results are read at once; of large ones only the row numbers
// are kept, so that a cursor over many documents holds little memory and no open statement.
import { type Document, decodeExact } from './bson-codec';
import type { Collection } from './catalog';
import { CommandError } from './command-error';
import { compileFilter, type Predicate } from './matcher';
import { type FilterPlan, planFilter, planSort, planWalk } from './planner';
import type { Row } from './row-writes';
import { compareSortKeys, parseSort, type SortField, sortKeysOf } from './sort-order';
import type { SqliteFile } from './sqlite-file';

export interface ScanRequest {
  filter: Document;
  sort?: unknown;
  skip?: number;
  limit?: number;
  /** Test every row with the matcher, whatever the planner says; only tests ask for it. */
  ignoreIndexes?: boolean;
}

/** A row as it lies in the file, with its document when a filter had to look into it. */
export interface StoredRow {
  rid: number;
  bytes: Buffer;
  document?: Document;
}

interface Plan {
  collection: Collection;
  condition: FilterPlan;
  fields: SortField[];
  order: string | undefined;
  matches: Predicate;
  /** The SQL alone finds exactly the matching rows. */
  isExact: boolean;
}

const FIRST_PAGE = 128;
const PAGE = 512;
const MAX_KEPT = 2000;
/** Larger documents are read when their turn comes: a page of customers' files would be gigabytes. */
const LARGE_BYTES = 64 * 1024;
const SMALL_DOC = `CASE WHEN length(doc) > ${LARGE_BYTES} THEN NULL ELSE doc END AS doc`;

/** Yields matching rows lazily; each step may happen in a later tick than the one before. */
export function* scan(file: SqliteFile, collection: Collection, request: ScanRequest): Generator<StoredRow> {
  const plan = planScan(collection, request);
  const skip = request.skip ?? 0;
  const limit = request.limit ?? Number.POSITIVE_INFINITY;
  if (plan.order === undefined) yield* sortedInMemory(file, plan, skip, limit);
  else if (plan.isExact && limit <= PAGE) yield* opened(file, plan, readRows(file, plan, limit, skip));
  else yield* slice(filtered(paged(file, plan), plan), skip, limit);
}

/** The first matching row with its document, for writes. */
export function firstRow(file: SqliteFile, collection: Collection, request: ScanRequest): Row | undefined {
  for (const row of scan(file, collection, { ...request, limit: 1 })) return openRow(row);
  return undefined;
}

export function openRow({ rid, bytes, document = decodeExact(bytes) }: StoredRow): Row {
  return { rid, bytes, document };
}

/** How many rows match, at most `limit`; counted by SQLite when it can. */
export function countRows(
  file: SqliteFile,
  collection: Collection,
  filter: Document,
  limit = Number.POSITIVE_INFINITY,
): number {
  const plan = planScan(collection, { filter });
  if (plan.isExact) {
    const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM ${plan.condition.source} WHERE ${plan.condition.sql} LIMIT ?)`;
    const bound = Number.isFinite(limit) ? limit : -1;
    return Number(file.all(sql, [...plan.condition.parameters, bound])[0]?.n ?? 0);
  }
  let count = 0;
  for (const _ of scan(file, collection, { filter, limit })) count++;
  return count;
}

/** SQLite's own words on how a scan would run. */
export function explainScan(file: SqliteFile, collection: Collection, request: ScanRequest): Document {
  const plan = planScan(collection, request);
  const rows = file.explain(selectOf(plan, 'rid, doc'), plan.condition.parameters);
  return {
    steps: rows.map((row) => String(row.detail)),
    isExact: plan.condition.isExact,
    sortsInMemory: plan.order === undefined,
  };
}

function planScan(collection: Collection, request: ScanRequest): Plan {
  const { filter, ignoreIndexes = false } = request;
  const fields = parseSort(request.sort);
  const condition = ignoreIndexes && !('$text' in filter) ? planWalk(collection) : planFilter(collection, filter);
  const order = ignoreIndexes && fields.length > 0 ? undefined : planSort(collection, fields);
  if (fields.some(({ path }) => path === '$natural') && fields.length > 1) {
    throw new CommandError('BadValue', '$natural sort cannot be combined with other fields');
  }
  return { collection, condition, fields, order, matches: compileFilter(filter), isExact: condition.isExact };
}

function selectOf({ condition, order }: Plan, columns: string): string {
  return `SELECT ${columns} FROM ${condition.source} WHERE ${condition.sql} ${order ?? ''}`;
}

function readRows(file: SqliteFile, plan: Plan, limit: number, offset: number): FoundRow[] {
  const parameters = [...plan.condition.parameters, limit, offset];
  return file.all(`${selectOf(plan, `rid, ${SMALL_DOC}`)} LIMIT ? OFFSET ?`, parameters).map(toFoundRow);
}

/** Without bytes when the document is large. */
type FoundRow = Pick<StoredRow, 'rid'> & { bytes: Buffer | null };

function toFoundRow(row: Record<string, unknown>): FoundRow {
  return { rid: Number(row.rid), bytes: row.doc as Buffer | null };
}

/** Large documents may be read in a later tick: those that are gone are left out, and those that changed are tested again. */
function* opened(file: SqliteFile, plan: Plan, rows: readonly FoundRow[]): Generator<StoredRow> {
  const writeCount = file.writeCount();
  for (const { rid, bytes: small } of rows) {
    const bytes = small ?? readLarge(file, plan.collection, rid);
    if (bytes === undefined) continue;
    const isAsFound = small !== null || file.writeCount() === writeCount;
    if (isAsFound || plan.matches(decodeExact(bytes))) yield { rid, bytes };
  }
}

function readLarge(file: SqliteFile, { table }: Collection, rid: number): Buffer | undefined {
  return file.all(`SELECT doc FROM ${table} WHERE rid = ?`, [rid])[0]?.doc as Buffer | undefined;
}

/** The first page straight away; when there is more, all row numbers, read page by page. */
function* paged(file: SqliteFile, plan: Plan): Generator<StoredRow> {
  const first = readRows(file, plan, FIRST_PAGE, 0);
  yield* opened(file, plan, first);
  if (first.length < FIRST_PAGE) return;
  const seen = new Set(first.map(({ rid }) => rid));
  const rest = file.all(selectOf(plan, 'rid'), plan.condition.parameters).map((row) => Number(row.rid));
  const others = rest.filter((rid) => !seen.has(rid));
  const writeCount = file.writeCount();
  for (const row of byNumber(file, plan.collection, others)) {
    // Read in a later tick a row may have become another: then it is tested again.
    if (file.writeCount() === writeCount || plan.matches(decodeExact(row.bytes))) yield row;
  }
}

/** Rows by number in the order given; rows that are gone meanwhile are left out. */
function* byNumber(file: SqliteFile, collection: Collection, rids: readonly number[]): Generator<StoredRow> {
  for (let from = 0; from < rids.length; from += PAGE) {
    const wanted = rids.slice(from, from + PAGE);
    const sql = `SELECT rid, ${SMALL_DOC} FROM ${collection.table} WHERE rid IN (SELECT value FROM json_each(?))`;
    const rows = new Map(file.all(sql, [JSON.stringify(wanted)]).map((row) => [Number(row.rid), toFoundRow(row)]));
    for (const rid of wanted) {
      const row = rows.get(rid);
      const bytes = row === undefined ? undefined : (row.bytes ?? readLarge(file, collection, rid));
      if (bytes !== undefined) yield { rid, bytes };
    }
  }
}

function* filtered(rows: Iterable<StoredRow>, { isExact, matches }: Plan): Generator<StoredRow> {
  for (const row of rows) {
    if (isExact) yield row;
    else {
      const document = decodeExact(row.bytes);
      if (matches(document)) yield { ...row, document };
    }
  }
}

function* slice(rows: Iterable<StoredRow>, skip: number, limit: number): Generator<StoredRow> {
  let at = 0;
  if (limit <= 0) return;
  for (const row of rows) {
    if (at++ < skip) continue;
    yield row;
    if (at >= skip + limit) return;
  }
}

/** Keeps sort keys of all matches, but the documents of small results only. */
function* sortedInMemory(file: SqliteFile, plan: Plan, skip: number, limit: number): Generator<StoredRow> {
  const found: { rid: number; keys: Buffer[]; row: StoredRow | undefined }[] = [];
  for (const row of paged(file, plan)) {
    const document = decodeExact(row.bytes);
    if (!plan.isExact && !plan.matches(document)) continue;
    const keys = sortKeysOf(document, plan.fields);
    const isKept = found.length < MAX_KEPT && row.bytes.length <= LARGE_BYTES;
    found.push({ rid: row.rid, keys, row: isKept ? row : undefined });
  }
  found.sort((left, right) => compareSortKeys(left.keys, right.keys, plan.fields));
  const wanted = found.slice(skip, skip + limit);
  const kept = wanted.flatMap(({ row }) => (row === undefined ? [] : [row]));
  if (kept.length === wanted.length) yield* kept;
  else
    yield* byNumber(
      file,
      plan.collection,
      wanted.map(({ rid }) => rid),
    );
}
