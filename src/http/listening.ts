// The port: taken, and given back without cutting off who is being answered.
import type { Server } from 'node:http';
import { CareError } from '../errors';

/** Connections that the system keeps for us until we get to them: a storm of them is answered late, not refused. */
export const backlog = 4_096;

/** Resolves with the port. Throws `port-in-use`. */
export function listen(http: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (fault: NodeJS.ErrnoException) => reject(fault.code === 'EADDRINUSE' ? portInUse(port) : fault);
    http.once('error', refuse);
    http.listen(port, host, backlog, () => {
      http.off('error', refuse);
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function portInUse(port: number): CareError {
  return new CareError('port-in-use', `Port ${port} is in use: stop what listens there, or set PORT to another one.`);
}

/**
 * Grants requests in progress `graceMs`, then ends every connection; `others` end with them. Real time on purpose: this waits
 * for the system's sockets, not for anything of ours.
 */
export async function close(http: Server, graceMs: number, endRest: () => void, others: Promise<void>): Promise<void> {
  const timer = setTimeout(() => {
    endRest();
    http.closeAllConnections();
  }, graceMs);
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  http.closeIdleConnections();
  await Promise.all([closed, others]);
  clearTimeout(timer);
}
