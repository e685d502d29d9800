// findAndModify: finds one document, changes or removes it, and answers with it as it was or as it is.
import { applyUpdate, type Update } from './apply-update';
import { type Document, decodeExact, isDocument, isTruthy } from './bson-codec';
import type { Collection } from './catalog';
import { CommandError } from './command-error';
import { collectionName, documentField, refuseOptions } from './command-fields';
import type { Command, EngineParts, Handlers } from './engine-parts';
import { compileProjection } from './projection';
import type { Row } from './row-writes';
import { firstRow } from './scan';
import { upsertedDocument } from './upsert';
import { arrayFiltersOf, newId } from './write-commands';

export function createFindAndModify(parts: EngineParts): Handlers {
  return { reads: {}, writes: { findandmodify: (command) => findAndModify(parts, command) } };
}

function findAndModify(parts: EngineParts, { database, body }: Command): Document {
  refuseOptions(body);
  const collection = parts.catalog.ensure(database, collectionName(body));
  const filter = documentField(body, 'query');
  const row = firstRow(parts.file, collection, { filter, sort: body.sort });
  const shown = compileProjection(body.fields, filter) ?? ((document: Document) => document);
  if (isTruthy(body.remove)) {
    if (row !== undefined) parts.rows.remove(collection, row.rid);
    return { lastErrorObject: { n: row === undefined ? 0 : 1 }, value: row === undefined ? null : shown(row.document) };
  }
  const update = updateOf(body, filter);
  if (row === undefined) return upsertOne(parts, collection, body, update, shown);
  return changeOne(parts, collection, body, row, update, shown);
}

function updateOf(body: Document, filter: Document): Update {
  const change = body.update;
  if (!Array.isArray(change) && !isDocument(change)) {
    throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
  }
  return { change, filter, ...arrayFiltersOf(body) };
}

function upsertOne(
  parts: EngineParts,
  collection: Collection,
  body: Document,
  update: Update,
  shown: (document: Document) => Document,
): Document {
  if (!isTruthy(body.upsert)) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
  const document = upsertedDocument(update, newId);
  parts.rows.insert(collection, document);
  return {
    lastErrorObject: { n: 1, updatedExisting: false, upserted: document._id },
    value: isTruthy(body.new) ? shown(document) : null,
  };
}

function changeOne(
  parts: EngineParts,
  collection: Collection,
  body: Document,
  row: Row,
  update: Update,
  shown: (document: Document) => Document,
): Document {
  const changed = parts.rows.change(collection, row, (document) => applyUpdate(document, update, false));
  const value = isTruthy(body.new) ? changed.document : decodeExact(row.bytes);
  return { lastErrorObject: { n: 1, updatedExisting: true }, value: shown(value) };
}
