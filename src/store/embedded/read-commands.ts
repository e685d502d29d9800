// find, getMore, killCursors, count, distinct, aggregate and explain.
import { Long } from 'bson';
import { aggregate } from './aggregate';
import { type Document, decodeExact, encode, isDocument, toNumber } from './bson-codec';
import { CommandError } from './command-error';
import { collectionName, countField, documentField, refuseOptions } from './command-fields';
import { encoded } from './cursors';
import type { Command, EngineParts, Handlers } from './engine-parts';
import { orderedBytes } from './ordered-bytes';
import { leafValues, parsePath } from './path-values';
import { compileProjection, type Projection } from './projection';
import { countRows, explainScan, type ScanRequest, type StoredRow, scan } from './scan';

const FIRST_BATCH = 101;
const NEXT_BATCH = 1000;
const NOTHING = Symbol('nothing');

export function createReadCommands(parts: EngineParts): Handlers {
  return {
    writes: {},
    reads: {
      find: (command) => find(parts, command),
      aggregate: (command) => runAggregate(parts, command),
      count: (command) => count(parts, command),
      distinct: (command) => distinct(parts, command),
      explain: (command) => explain(parts, command),
      getmore: ({ body }) => parts.cursors.more(cursorId(body.getMore), countField(body, 'batchSize', 0) || NEXT_BATCH),
      killcursors: ({ body }) => killCursors(parts, body),
    },
  };
}

function find(parts: EngineParts, { database, body }: Command): Buffer {
  refuseOptions(body);
  const name = collectionName(body);
  const collection = parts.catalog.find(database, name);
  const request = scanRequest(body);
  const projection = compileProjection(body.projection, request.filter);
  const rows = collection === undefined ? [] : scan(parts.file, collection, request);
  const isSingle = body.singleBatch === true || (toNumber(body.limit) ?? 0) < 0;
  const batchSize = countField(body, 'batchSize', FIRST_BATCH);
  return parts.cursors.open(`${database}.${name}`, bytesOf(rows, projection), batchSize, isSingle);
}

function* bytesOf(rows: Iterable<StoredRow>, projection: Projection | undefined): Generator<Uint8Array> {
  for (const { bytes } of rows) yield projection === undefined ? bytes : encode(projection(decodeExact(bytes)));
}

/** The scan a find, count or findAndModify-like body asks for. */
function scanRequest(body: Document): ScanRequest {
  const limit = Math.abs(toNumber(body.limit) ?? 0);
  return {
    filter: documentField(body, 'filter'),
    sort: body.sort,
    skip: countField(body, 'skip', 0),
    limit: limit === 0 ? Number.POSITIVE_INFINITY : limit,
    ignoreIndexes: isDocument(body.hint) && '$natural' in body.hint,
  };
}

function runAggregate(parts: EngineParts, { database, body }: Command): Buffer {
  refuseOptions(body);
  const first = Object.values(body)[0];
  const name = typeof first === 'string' ? first : '$cmd.aggregate';
  if (!Array.isArray(body.pipeline)) throw new CommandError('TypeMismatch', "'pipeline' must be an array");
  const documents = aggregate(parts, database, typeof first === 'string' ? first : undefined, body.pipeline);
  const batchSize = countField(documentField(body, 'cursor'), 'batchSize', FIRST_BATCH);
  return parts.cursors.open(`${database}.${name}`, encoded(documents), batchSize, false);
}

function count(parts: EngineParts, { database, body }: Command): Document {
  refuseOptions(body);
  const collection = parts.catalog.find(database, collectionName(body));
  if (collection === undefined) return { n: 0 };
  const skip = countField(body, 'skip', 0);
  const limit = Math.abs(toNumber(body.limit) ?? 0) || Number.POSITIVE_INFINITY;
  const found = countRows(parts.file, collection, documentField(body, 'query'), skip + limit);
  return { n: Math.max(0, found - skip) };
}

function distinct(parts: EngineParts, { database, body }: Command): Document {
  refuseOptions(body);
  const collection = parts.catalog.find(database, collectionName(body));
  if (typeof body.key !== 'string') throw new CommandError('TypeMismatch', "'key' must be a string");
  if (collection === undefined) return { values: [] };
  const path = parsePath(body.key);
  const values = new Map<string, unknown>();
  for (const { bytes } of scan(parts.file, collection, { filter: documentField(body, 'query') })) {
    for (const value of leafValues(decodeExact(bytes), path, NOTHING)) {
      if (value === NOTHING || value === undefined) continue;
      const key = orderedBytes(value).toString('latin1');
      if (!values.has(key)) values.set(key, value);
    }
  }
  return { values: [...values.values()] };
}

/** Plans of find, count, update, delete and findAndModify: all of them look for rows with one scan. */
function explain(parts: EngineParts, { database, body }: Command): Document {
  const inner = documentField(body, 'explain');
  const ns = `${database}.${collectionName(inner)}`;
  const collection = parts.catalog.find(database, collectionName(inner));
  const [firstWrite] = [inner.updates, inner.deletes].flatMap((list) => (Array.isArray(list) ? list : []));
  const filter = isDocument(firstWrite) ? firstWrite.q : (inner.filter ?? inner.query);
  const request = { filter: isDocument(filter) ? filter : {}, sort: inner.sort };
  const plan = collection === undefined ? { steps: [] } : explainScan(parts.file, collection, request);
  return { explainVersion: '1', queryPlanner: { namespace: ns, winningPlan: { stage: 'SQL', ...plan } } };
}

function killCursors(parts: EngineParts, body: Document): Document {
  const ids = Array.isArray(body.cursors) ? body.cursors.map(cursorId) : [];
  const killed = parts.cursors.kill(ids);
  const notFound = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [] };
}

function cursorId(value: unknown): Long {
  return value instanceof Long ? value : Long.fromNumber(toNumber(value) ?? 0);
}
