// aggregate: leading $match, $sort, $skip, $limit and $count are answered by a scan with its indexes; mingo computes the rest.
import { type Document, decodePlain, isDocument, toExact, toNumber, toPlain } from './bson-codec';
import { CommandError } from './command-error';
import type { EngineParts } from './engine-parts';
import { runPipeline, type StageRules } from './expressions';
import { compileFilter } from './matcher';
import { countRows, type ScanRequest, scan } from './scan';
import { parseSort, sortDocuments } from './sort-order';

const RULES: StageRules = {
  match: (filter) => compileFilter(toExact(filter) as Document),
  sort: (documents, order) => sortDocuments(documents, parseSort(order)),
};

/** The documents a pipeline yields; `name` is undefined for a pipeline that begins with $documents. */
export function aggregate(
  parts: EngineParts,
  database: string,
  name: string | undefined,
  stages: unknown[],
): Document[] {
  const read = (other: string) => [...documentsOf(parts, database, other, { filter: {} })];
  if (name === undefined) return runPipeline([], stages, read, RULES);
  const { request, rest } = leadingScan(stages);
  const counted = countOnly(parts, database, name, request, rest);
  if (counted !== undefined) return counted;
  return runPipeline([...documentsOf(parts, database, name, request)], rest, read, RULES);
}

function* documentsOf(parts: EngineParts, database: string, name: string, request: ScanRequest): Generator<Document> {
  const collection = parts.catalog.find(database, name);
  if (collection === undefined) return;
  for (const { bytes } of scan(parts.file, collection, request)) yield decodePlain(bytes);
}

/** Takes stages off the front as long as a scan can do them in the same order: filter, sort, skip, limit. */
function leadingScan(stages: readonly unknown[]): { request: ScanRequest; rest: unknown[] } {
  const rest = [...stages];
  const take = (name: string): unknown => {
    const [first] = rest;
    if (!isDocument(first) || !(name in first)) return undefined;
    rest.shift();
    return first[name];
  };
  const filter = take('$match');
  const sort = take('$sort');
  const skip = toNumber(take('$skip'));
  const limit = toNumber(take('$limit'));
  if (filter !== undefined && !isDocument(filter)) throw new CommandError('BadValue', '$match needs an object');
  return {
    request: {
      filter: filter ?? {},
      sort,
      ...(skip === undefined ? {} : { skip }),
      ...(limit === undefined ? {} : { limit }),
    },
    rest,
  };
}

/** `[$match, $count]` and mongoose's countDocuments need no documents. */
function countOnly(parts: EngineParts, database: string, name: string, request: ScanRequest, rest: unknown[]) {
  const field = countedField(rest);
  if (field === undefined || request.sort !== undefined) return undefined;
  const collection = parts.catalog.find(database, name);
  const skip = request.skip ?? 0;
  const most = skip + (request.limit ?? Number.POSITIVE_INFINITY);
  const found = collection === undefined ? 0 : countRows(parts.file, collection, request.filter, most);
  const count = Math.max(0, found - skip);
  if (count === 0) return [];
  return [field.isGroup ? { _id: field.id, [field.name]: count } : { [field.name]: count }];
}

/** `$count: name`, or the driver's `$group: {_id: 1, n: {$sum: 1}}`. */
function countedField(rest: readonly unknown[]): { name: string; isGroup: boolean; id?: unknown } | undefined {
  const [only] = rest;
  if (rest.length !== 1 || !isDocument(only)) return undefined;
  if (typeof only.$count === 'string') return { name: only.$count, isGroup: false };
  const group = isDocument(only.$group) ? only.$group : {};
  const [name = '', extra] = Object.keys(group).filter((key) => key !== '_id');
  const sum = group[name];
  if (extra !== undefined || !isDocument(sum) || toNumber(sum.$sum) !== 1 || typeof group._id === 'string')
    return undefined;
  return isDocument(group._id) ? undefined : { name, isGroup: true, id: toPlain(group._id) };
}
