// insert, update and delete. A list of writes stops at the first failing one when ordered; what came before it stays.
import { ObjectId } from 'bson';
import { applyUpdate, type Update } from './apply-update';
import { type Document, isDocument, isTruthy, toNumber } from './bson-codec';
import type { Collection } from './catalog';
import { CommandError, describeError } from './command-error';
import { collectionName, documentField, documentList, refuseOptions } from './command-fields';
import type { Command, EngineParts, Handlers } from './engine-parts';
import { type Row, readInsert } from './row-writes';
import { openRow, scan } from './scan';
import { upsertedDocument } from './upsert';

export const newId = (): ObjectId => new ObjectId();

export function createWriteCommands(parts: EngineParts): Handlers {
  return {
    reads: {},
    writes: {
      insert: (command) => insert(parts, command),
      update: (command) => update(parts, command),
      delete: (command) => remove(parts, command),
    },
  };
}

function insert(parts: EngineParts, { database, body }: Command): Document {
  const collection = parts.catalog.ensure(database, collectionName(body));
  if (!Array.isArray(body.documents)) throw new CommandError('TypeMismatch', "'documents' must be an array");
  let n = 0;
  const errors = eachWrite(body.documents, body.ordered !== false, (sent) => {
    const { document, bytes } = readInsert(sent as Uint8Array, newId);
    parts.rows.insert(collection, document, bytes);
    n++;
  });
  return { n, ...errors };
}

function update(parts: EngineParts, { database, body }: Command): Document {
  const collection = parts.catalog.ensure(database, collectionName(body));
  const totals = { n: 0, nModified: 0 };
  const upserted: Document[] = [];
  const errors = eachWrite(documentList(body, 'updates'), body.ordered !== false, (statement, index) => {
    refuseOptions(statement);
    const wanted = updateOf(statement);
    const rows = rowsOf(parts, collection, statement, isTruthy(statement.multi) ? Number.POSITIVE_INFINITY : 1);
    for (const row of rows) {
      totals.n++;
      const { isChanged } = parts.rows.change(collection, row, (document) => applyUpdate(document, wanted, false));
      if (isChanged) totals.nModified++;
    }
    if (rows.length > 0 || !isTruthy(statement.upsert)) return;
    const document = upsertedDocument(wanted, newId);
    parts.rows.insert(collection, document);
    totals.n++;
    upserted.push({ index, _id: document._id });
  });
  return { ...totals, ...(upserted.length === 0 ? {} : { upserted }), ...errors };
}

function remove(parts: EngineParts, { database, body }: Command): Document {
  const collection = parts.catalog.ensure(database, collectionName(body));
  let n = 0;
  const errors = eachWrite(documentList(body, 'deletes'), body.ordered !== false, (statement) => {
    refuseOptions(statement);
    const limit = toNumber(statement.limit) === 1 ? 1 : Number.POSITIVE_INFINITY;
    for (const row of rowsOf(parts, collection, statement, limit)) {
      parts.rows.remove(collection, row.rid);
      n++;
    }
  });
  return { n, ...errors };
}

/** All rows first, then the writes: a write must not meet its own results. */
function rowsOf(parts: EngineParts, collection: Collection, statement: Document, limit: number): Row[] {
  const request = { filter: documentField(statement, 'q'), sort: statement.sort, limit };
  return [...scan(parts.file, collection, request)].map(openRow);
}

function updateOf(statement: Document): Update {
  const { u } = statement;
  if (!Array.isArray(u) && !isDocument(u))
    throw new CommandError('TypeMismatch', 'an update must be an object or a pipeline');
  const isReplacement = !Array.isArray(u) && !Object.keys(u).some((key) => key.startsWith('$'));
  if (isReplacement && isTruthy(statement.multi)) {
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  return { change: u, filter: documentField(statement, 'q'), ...arrayFiltersOf(statement) };
}

/** The arrayFilters of an update or findAndModify, if any. */
export function arrayFiltersOf(body: Document): { arrayFilters?: Document[] } {
  return body.arrayFilters === undefined ? {} : { arrayFilters: documentList(body, 'arrayFilters') };
}

/** Runs each write of a list; a refusal becomes a writeErrors entry, any other fault fails the whole command. */
function eachWrite<Item>(items: readonly Item[], isOrdered: boolean, write: (item: Item, index: number) => void) {
  const writeErrors: Document[] = [];
  for (const [index, item] of items.entries()) {
    try {
      write(item, index);
    } catch (fault) {
      if (!(fault instanceof CommandError) && !(fault instanceof RangeError)) throw fault;
      const { codeName: _, ...error } = describeError(fault);
      writeErrors.push({ index, ...error });
      if (isOrdered) break;
    }
  }
  return writeErrors.length === 0 ? {} : { writeErrors };
}
