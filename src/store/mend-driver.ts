// A fault of the driver, mended where it is (docs/decisions/driver-that-waits.md): a call whose socket is torn down while it
// waits for room in the socket's buffer, or just before it writes, waits for a 'drain' that never comes, whatever its time
// limits say. It happens to the driver's own heartbeat too, after which nobody is sent to that server again.
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

interface DriverConnection {
  socket: Socket;
  /** Every end of a connection comes by here. */
  cleanup(fault: Error): void;
}

const ofMongoose = createRequire(require.resolve('mongoose'));
const { Connection } = ofMongoose('mongodb/lib/cmap/connection') as { Connection: { prototype: DriverConnection } };

const { cleanup } = Connection.prototype;
Connection.prototype.cleanup = function cleanupAndWake(fault) {
  cleanup.call(this, fault);
  // Who is woken looks first whether the connection has ended, and throws its fault.
  this.socket.emit('drain');
};
