// A server that says it is the primary of a replica set and loses its connection over the first insert: what a driver then does
// is seen here, where no replica set can be had.
import { createServer, type Socket } from 'node:net';
import { type Document, decodePlain } from '../../src/store/embedded/bson-codec';
import { createMessageReader, readMessage, writeReply } from '../../src/store/embedded/wire-message';

export async function startPrimaryStub() {
  const inserts: Document[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    const read = createMessageReader((message) => {
      const request = readMessage(message);
      const body = decodePlain(request.body);
      if ('insert' in body && inserts.push(body) === 1) return void socket.destroy();
      if (request.wantsReply) socket.write(writeReply(request, answer(body)));
    });
    socket.on('data', read);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  function answer(body: Document): Document {
    if ('hello' in body || 'ismaster' in body || 'isMaster' in body) return { ...hello(`127.0.0.1:${port}`), ok: 1 };
    if ('insert' in body) return { n: 1, ok: 1 };
    if ('find' in body || 'listCollections' in body || 'listIndexes' in body)
      return { cursor: { id: 0, ns: 'ascolto.rows', firstBatch: [] }, ok: 1 };
    return { ok: 1 };
  }

  return {
    uri: `mongodb://127.0.0.1:${port}/ascolto?directConnection=true`,
    inserts,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function hello(me: string): Document {
  return {
    helloOk: true,
    isWritablePrimary: true,
    setName: 'rs0',
    hosts: [me],
    me,
    primary: me,
    setVersion: 1,
    logicalSessionTimeoutMinutes: 30,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: 48_000_000,
    maxWriteBatchSize: 100_000,
    minWireVersion: 0,
    maxWireVersion: 21,
  };
}
