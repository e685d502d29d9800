// A wire that can fail: a TCP port of ours in front of the store or Redis of one process. What travels on it can be delayed,
// held back, lost or cut, in the middle of work and without either side being told.
import { createConnection, createServer, type NetConnectOpts, type Socket } from 'node:net';

/**
 * pass: as if it were not there. hang: nothing gets through, and arrives when the wire is whole again. deaf: what is asked
 * arrives, no answer comes back; those connections are cut when the wire is whole again. clog: nothing is taken any more, and
 * the buffers of the process fill up. refuse: nobody gets a connection.
 */
export type WireState = 'pass' | 'hang' | 'deaf' | 'clog' | 'refuse';

/** Sees each piece on its way and may swallow it. */
export interface Watcher {
  /** From the process; `true` swallows it. */
  asked(piece: Buffer): boolean;
  /** From the far end, after it acted; `true` swallows it. */
  answered(piece: Buffer): boolean;
}

export interface ProxyOptions {
  /** Where the far end listens at the moment a connection is made. */
  target(): NetConnectOpts;
  /** Cuts the bytes of a direction into whole messages; without it pieces are what the network delivers. */
  createSplitter?(onPiece: (piece: Buffer) => void): (chunk: Buffer) => void;
}

export type FaultProxy = Awaited<ReturnType<typeof createFaultProxy>>;

interface Link {
  near: Socket;
  far: Socket;
  isMissingBytes: boolean;
  /** Sends what was held back. */
  flush(): void;
}

export async function createFaultProxy(options: ProxyOptions) {
  const links = new Set<Link>();
  let state: WireState = 'pass';
  let delayMs = 0;
  let watcher: Watcher | null = null;

  const server = createServer((near) => {
    if (state === 'refuse') return void near.destroy();
    const far = createConnection(options.target());
    const link: Link = { near, far, isMissingBytes: false, flush: () => undefined };
    links.add(link);
    const end = () => {
      near.destroy();
      far.destroy();
      links.delete(link);
    };
    // What left the process before it gave up may still arrive, long after: as on a real network.
    const nearEnds = () => (state === 'hang' && !far.destroyed ? near.destroy() : end());
    for (const socket of [near, far]) socket.setNoDelay(true).on('error', () => socket.destroy());
    near.on('close', nearEnds);
    far.on('close', end);
    const asks = createPipe(far, () => ({ delayMs: 0, holds: state === 'hang' }));
    const answers = createPipe(near, () => ({ delayMs, holds: state === 'hang' }));
    link.flush = () => {
      asks.flush();
      if (near.destroyed) far.end();
      else answers.flush();
    };
    const ask = (piece: Buffer) => {
      if (watcher?.asked(piece) !== true) asks.send(piece);
    };
    const answer = (piece: Buffer) => {
      if (watcher?.answered(piece) === true) return;
      if (state === 'deaf') link.isMissingBytes = true;
      if (!link.isMissingBytes) answers.send(piece);
    };
    near.on('data', options.createSplitter?.(ask) ?? ask);
    if (state === 'clog') near.pause();
    if (state === 'clog') near.pause();
    far.on('data', options.createSplitter?.(answer) ?? answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();

  function cut(which: (link: Link) => boolean = () => true): void {
    for (const { near, far } of [...links].filter(which)) {
      near.destroy();
      far.destroy();
    }
  }

  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    /** Connections at the moment. */
    connections: () => links.size,
    set(next: WireState): void {
      state = next;
      for (const { near } of links) next === 'clog' ? near.pause() : near.resume();
      if (next === 'refuse') cut();
      if (next !== 'pass') return;
      cut((link) => link.isMissingBytes);
      for (const link of links) link.flush();
    },
    /** Every answer comes this much later; 0 ends it. */
    delay(ms: number): void {
      delayMs = ms;
    },
    /** Cuts every connection; new ones are welcome. */
    cut: () => cut(),
    watch(next: Watcher | null): void {
      watcher = next;
    },
    async close(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      cut();
      await closed;
    },
  };
}

/** One direction: pieces leave in their order, each when its delay is over and nothing holds them. */
function createPipe(to: Socket, weather: () => { delayMs: number; holds: boolean }) {
  const held: { piece: Buffer; dueMs: number }[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    for (let first = held[0]; first !== undefined; first = held[0]) {
      if (weather().holds) return;
      const waitMs = first.dueMs - performance.now();
      if (waitMs > 0) {
        timer = setTimeout(flush, waitMs);
        return;
      }
      held.shift();
      if (!to.destroyed) to.write(first.piece);
    }
  }

  return {
    flush,
    send(piece: Buffer): void {
      held.push({ piece, dueMs: performance.now() + weather().delayMs });
      if (timer === undefined) flush();
    },
  };
}
