// Where the engine's socket lies: in the data folder, or, when that path is too long for the system, in a private temporary
// folder whose name is noted in the data folder.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** sockaddr_un holds 104 bytes on macOS and 108 on Linux, one of them the ending zero. */
const MAX_PATH_BYTES = 103;
/** Drivers tell a socket from a host by the ending .sock. */
const SOCKET = 'store.sock';
const NOTE = 'store.sock.path';

/** A path to listen at; nothing is noted until the engine owns the folder. */
export async function chooseSocketPath(dataDir: string): Promise<string> {
  const inFolder = join(dataDir, SOCKET);
  if (Buffer.byteLength(inFolder) <= MAX_PATH_BYTES) return inFolder;
  return join(await mkdtemp(join(tmpdir(), 'ascolto-')), SOCKET);
}

/** Lets other processes find a socket that lies outside the data folder. */
export async function noteSocketPath(dataDir: string, socketPath: string): Promise<void> {
  if (dirname(socketPath) !== dataDir) await writeFile(join(dataDir, NOTE), socketPath, { mode: 0o600 });
}

/** Removes what chooseSocketPath and noteSocketPath made outside the data folder. */
export async function forgetSocketPath(dataDir: string, socketPath: string, isNoted: boolean): Promise<void> {
  if (dirname(socketPath) === dataDir) return;
  if (isNoted) await rm(join(dataDir, NOTE), { force: true });
  await rm(dirname(socketPath), { recursive: true, force: true });
}

/** The socket of an engine that runs on the data folder and answers; undefined when none does. */
export async function findRunningSocket(dataDir: string): Promise<string | undefined> {
  const noted = await readFile(join(dataDir, NOTE), 'utf8').catch(() => undefined);
  for (const path of [noted, join(dataDir, SOCKET)]) {
    if (path !== undefined && (await answers(path))) return path;
  }
  return undefined;
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
