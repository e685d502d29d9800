// The handshake and what a driver asks of a server; also the hook that removes expired documents at once.
import type { Document } from './bson-codec';
import type { EngineParts, Handlers } from './engine-parts';
import { expireDocuments } from './expiry';

/** MongoDB 7.0, of whose commands the engine speaks the part that one server without replication has. */
const WIRE_VERSION = 21;

export function createAdminCommands(parts: EngineParts): Handlers {
  return {
    reads: {
      hello: () => hello(),
      ismaster: () => ({ ...hello(), ismaster: true }),
      ping: () => ping(parts),
      buildinfo: () => ({
        version: '7.0.0',
        versionArray: [7, 0, 0, 0],
        modules: [],
        maxBsonObjectSize: 16 * 1024 * 1024,
      }),
      endsessions: () => ({}),
      connectionstatus: () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } }),
      serverstatus: () => ({ version: '7.0.0', uptime: process.uptime() }),
      listdatabases: () => listDatabases(parts),
      getparameter: () => ({}),
    },
    writes: {
      // Tests set `now`; without it this is what the engine does by itself every minute.
      expiredocuments: ({ body }) => ({ n: expireDocuments(parts, body.now instanceof Date ? body.now : new Date()) }),
    },
  };
}

function hello(): Document {
  return {
    helloOk: true,
    isWritablePrimary: true,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    // No MongoDB says so: whoever wants the file rewritten asks for this first.
    embeddedStore: true,
  };
}

/** Answers only when the file can be read. */
function ping({ file }: EngineParts): Document {
  file.all('SELECT count(*) AS n FROM _collections');
  return {};
}

function listDatabases({ catalog }: EngineParts): Document {
  const names = [...new Set(catalog.list().map(({ database }) => database))];
  return { databases: names.map((name) => ({ name, sizeOnDisk: 0, empty: false })), totalSize: 0 };
}
