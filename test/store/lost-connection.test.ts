// A connection that ends at a bad moment: the driver's own call may then wait for ever for a socket that is gone. Ours end in
// time, and the store is reached again as soon as it can be.
import type { Socket } from 'node:net';
import type { mongo } from 'mongoose';
import { createLog } from '../../src/log';
import { connectStore, type StoreConnection } from '../../src/store/connect';
import { asStoreUnreachable, isTimeout } from '../../src/store/store-fault';
import { until } from '../faults/caller';
import { createFaultProxy, type FaultProxy } from '../faults/fault-proxy';
import { type SeparateServer, startEmbeddedServer } from './separate-server';

const log = createLog('silent');
let server: SeparateServer;
let wire: FaultProxy;
let store: StoreConnection;

beforeAll(async () => {
  server = await startEmbeddedServer();
  const port = Number(new URL(server.uri).port);
  wire = await createFaultProxy({ target: () => ({ host: '127.0.0.1', port }) });
  const uri = new URL(server.uri);
  uri.port = String(wire.port);
  store = await connectStore({ dataDir: '', mongodbUri: uri.href, log });
});
afterAll(async () => {
  wire.set('pass');
  await store.close();
  await wire.close();
  await server.stop();
});

const rows = () => store.connection.collection<{ _id: string; text: string }>('rows');
const isAnswered = () =>
  rows()
    .findOne({ _id: 'a' })
    .then(
      () => true,
      () => false,
    );

it('ends in time also while the store takes nothing, and goes on by itself', async () => {
  await rows().insertOne({ _id: 'a', text: 'ciao' });
  wire.set('clog');
  // More than all buffers between here and there hold.
  const much = ['1', '2', '3'].map((_id) => ({ _id, text: 'x'.repeat(12 * 1024 * 1024) }));
  const startMs = performance.now();
  const fault: unknown = await rows()
    .insertMany(much)
    .catch((thrown: unknown) => thrown);
  expect(performance.now() - startMs).toBeLessThan(5_000);
  expect(asStoreUnreachable(fault)?.code).toBe('store-unreachable');
  expect(isTimeout(fault)).toBe(true);
  wire.set('pass');
  await until(isAnswered, 'an answer', 10_000);
}, 60_000);

it('asks the store again how it is when the question went to a socket that was just torn down', async () => {
  expect(await isAnswered()).toBe(true);
  tearDownAndAsk(store.connection.getClient());
  wire.cut();
  // While the driver waits for its heartbeat no call is sent to the server.
  await until(isAnswered, 'an answer', 20_000);
}, 60_000);

it('ends a call whose socket was just torn down', async () => {
  const client = store.connection.getClient();
  expect(await isAnswered()).toBe(true);
  const startMs = performance.now();
  for (const { socket } of idleConnections(client)) socket.destroy();
  // The driver tries once more by itself.
  await rows().findOne({ _id: 'a' });
  expect(performance.now() - startMs).toBeLessThan(5_000);
}, 60_000);

/**
 * Opens the driver's window by hand: its question goes to a socket that is torn down and has not said so yet. Under load one
 * in ten series of cuts hits it.
 */
function tearDownAndAsk(client: mongo.MongoClient): void {
  for (const { monitor } of serversOf(client)) {
    monitor.connection?.socket.destroy();
    monitor.monitorId.lastExecutionEnded = Number.NEGATIVE_INFINITY;
    monitor.requestCheck();
  }
}

const idleConnections = (client: mongo.MongoClient): DriverConnection[] =>
  serversOf(client).flatMap(({ pool }) => [...pool.connections]);

const serversOf = (client: mongo.MongoClient): DriverServer[] => [
  ...(client as unknown as { topology: { s: { servers: Map<string, DriverServer> } } }).topology.s.servers.values(),
];

interface DriverConnection {
  socket: Socket;
}

interface DriverServer {
  pool: { connections: Iterable<DriverConnection> };
  monitor: {
    connection: DriverConnection | null;
    monitorId: { lastExecutionEnded: number };
    requestCheck(): void;
  };
}
