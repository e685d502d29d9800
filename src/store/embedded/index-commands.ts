// createIndexes, dropIndexes, listIndexes and the commands on whole collections.
import type { Document } from './bson-codec';
import type { Collection } from './catalog';
import { CommandError } from './command-error';
import { collectionName, countField, documentField, documentList } from './command-fields';
import { encoded } from './cursors';
import type { Command, EngineParts, Handlers } from './engine-parts';
import { createIndex, dropIndex } from './index-build';

const FIRST_BATCH = 101;

export function createIndexCommands(parts: EngineParts): Handlers {
  return {
    reads: {
      listindexes: (command) => listIndexes(parts, command),
      listcollections: (command) => listCollections(parts, command),
    },
    writes: {
      createindexes: (command) => createIndexes(parts, command),
      dropindexes: (command) => dropIndexes(parts, command),
      create: (command) => createCollection(parts, command),
      drop: (command) => drop(parts, command),
      dropdatabase: ({ database }) => dropDatabase(parts, database),
    },
  };
}

function listIndexes(parts: EngineParts, command: Command): Buffer {
  const collection = existing(parts, command);
  const batchSize = countField(documentField(command.body, 'cursor'), 'batchSize', FIRST_BATCH);
  return parts.cursors.open(collection.ns, encoded(collection.indexes.map(({ listed }) => listed)), batchSize, false);
}

function createIndexes(parts: EngineParts, { database, body }: Command): Document {
  const name = collectionName(body);
  const isNew = parts.catalog.find(database, name) === undefined;
  const collection = parts.catalog.ensure(database, name);
  const before = collection.indexes.length;
  for (const index of documentList(body, 'indexes')) createIndex(parts.file, parts.catalog, collection, index);
  const after = collection.indexes.length;
  return { numIndexesBefore: before, numIndexesAfter: after, createdCollectionAutomatically: isNew };
}

function dropIndexes(parts: EngineParts, command: Command): Document {
  const collection = existing(parts, command);
  const wanted = Array.isArray(command.body.index) ? command.body.index : [command.body.index];
  const nIndexesWas = collection.indexes.length;
  for (const name of wanted) {
    const isAll = name === '*';
    const found = collection.indexes.filter((index) => index.name !== '_id_' && (isAll || index.name === name));
    if (found.length === 0 && !isAll)
      throw new CommandError('IndexNotFound', `index not found with name [${String(name)}]`);
    for (const index of found) dropIndex(parts.file, parts.catalog, collection, index);
  }
  return { nIndexesWas };
}

function createCollection(parts: EngineParts, { database, body }: Command): Document {
  for (const option of ['capped', 'viewOn', 'timeseries', 'clusteredIndex', 'validator']) {
    if (body[option] !== undefined && body[option] !== false) {
      throw new CommandError('InvalidOptions', `the embedded store creates no collections with '${option}'`);
    }
  }
  parts.catalog.ensure(database, collectionName(body));
  return {};
}

function drop(parts: EngineParts, command: Command): Document {
  const collection = existing(parts, command);
  const nIndexesWas = collection.indexes.length;
  remove(parts, collection);
  return { nIndexesWas, ns: collection.ns };
}

function dropDatabase(parts: EngineParts, database: string): Document {
  for (const collection of parts.catalog.list()) if (collection.database === database) remove(parts, collection);
  return { dropped: database };
}

function remove(parts: EngineParts, collection: Collection): void {
  parts.cursors.killAllOf(collection.ns);
  parts.catalog.remove(collection);
}

function listCollections(parts: EngineParts, { database, body }: Command): Buffer {
  const { name: wanted } = documentField(body, 'filter');
  const listed = parts.catalog
    .list()
    .filter((collection) => collection.database === database && (wanted === undefined || collection.name === wanted))
    .map(({ name }) => ({
      name,
      type: 'collection',
      options: {},
      info: { readOnly: false },
      idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
    }));
  const batchSize = countField(documentField(body, 'cursor'), 'batchSize', FIRST_BATCH);
  return parts.cursors.open(`${database}.$cmd.listCollections`, encoded(listed), batchSize, false);
}

function existing(parts: EngineParts, { database, body }: Command): Collection {
  const name = collectionName(body);
  const collection = parts.catalog.find(database, name);
  if (collection === undefined) throw new CommandError('NamespaceNotFound', `ns does not exist: ${database}.${name}`);
  return collection;
}
