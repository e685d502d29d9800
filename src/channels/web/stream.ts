// The customers' web sockets: who is let in, and the beat that finds dead ones. What they are sent is stream-hub.ts.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { every } from '../../clock';
import { onErasedHint } from '../../conversation/erased';
import { consoleTopic } from '../../jobs/fan-out';
import { describeFault } from '../../log';
import { healStreams } from './stream-healing';
import { type HubParts, StreamHub } from './stream-hub';
import { StreamSocket } from './stream-socket';
import type { Tokens } from './tokens';
import { parseWatermark } from './watermark';

export interface StreamParts extends HubParts {
  tokens: Pick<Tokens, 'verifyTicket'>;
  /** Other processes write to the same conversations. */
  isShared: boolean;
}

/** Takes a request for a web socket, or returns false without touching it when the path is not ours. */
type HandleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** One more is let in and closed with 1013, which clients can read, unlike a refused upgrade; they poll or come back. */
const socketsPerConversation = 5;
const largestFrameBytes = 64 * 1024;
const beatMs = 25_000;
const waitingRefreshMs = 10_000;
const streamPath = /^\/v3\/directline\/conversations\/([A-Za-z0-9_-]{1,64})\/stream$/;

/** A socket carries its seat, so that the handlers below are one set of functions for all of them. */
interface Seat {
  hub: StreamHub;
  stream: StreamSocket;
}

export function createStreams(parts: StreamParts) {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: largestFrameBytes,
    clientTracking: false,
  });
  const hubs = new Map<string, StreamHub>();
  const seats = new Map<WebSocket, Seat>();

  function sit(socket: WebSocket, conversationId: string, origin: string, watermark: number): void {
    const stream = new StreamSocket(socket, origin, watermark, parts.clock);
    const hub = hubs.get(conversationId) ?? new StreamHub(conversationId, parts);
    if (openSockets(hub) >= socketsPerConversation) {
      socket.on('error', broke);
      stream.close(1013);
      return;
    }
    hubs.set(conversationId, hub);
    seats.set(socket, { hub, stream });
    socket.on('message', heard).on('ping', heard).on('pong', heard).on('close', left).on('error', broke);
    hub.add(stream);
  }

  function heard(this: WebSocket): void {
    seats.get(this)?.stream.heard();
  }

  function broke(this: WebSocket): void {
    this.terminate();
  }

  function left(this: WebSocket): void {
    const seat = seats.get(this);
    seats.delete(this);
    if (seat === undefined) return;
    if (seat.stream.wasTooSlow) parts.undelivered?.('too-slow');
    seat.hub.sockets.delete(seat.stream);
    if (seat.hub.sockets.size > 0) return;
    seat.hub.close();
    hubs.delete(seat.hub.conversationId);
  }

  /** Null: the ticket does not open this stream. */
  async function admit(query: URLSearchParams, conversationId: string) {
    const ticket = await parts.tokens.verifyTicket(query.get('t') ?? '');
    if (ticket?.conversationId !== conversationId || parts.journal.erased.has(conversationId)) return null;
    const asked = parseWatermark(query.get('watermark'));
    // A mark beyond the log (of another installation, or from before a restore) would wait for ever.
    const watermark = asked === 0 ? 0 : Math.min(asked, await parts.journal.lastSeq(conversationId));
    return { origin: ticket.origin, watermark };
  }

  const handleUpgrade: HandleUpgrade = (request, socket, head) => {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const conversationId = streamPath.exec(path)?.[1];
    if (conversationId === undefined) return false;
    admit(new URLSearchParams(query), conversationId)
      .then((seat) => {
        if (seat === null) return refuse(socket, '403 Forbidden');
        return server.handleUpgrade(request, socket, head, (webSocket) => {
          sit(webSocket, conversationId, seat.origin, seat.watermark);
        });
      })
      .catch((fault: unknown) => {
        parts.log.error({ conversationId, ...describeFault(fault) }, 'upgrade-failed');
        refuse(socket, '503 Service Unavailable');
      });
    return true;
  };

  const stopHealing = healStreams({ ...parts, hubs });
  const stopBeat = every(parts.clock, beatMs, async () => {
    for (const { stream } of seats.values()) stream.beat();
  });
  const stopRefresh = every(parts.clock, waitingRefreshMs, async () => {
    for (const hub of hubs.values()) if (hub.isWaiting) hub.tellState();
  });
  const unsubscribe = parts.fanOut.subscribe(consoleTopic, (hint) => {
    const conversationId = hint.conversationId;
    if (hint.version === undefined || hint.moved === false || typeof conversationId !== 'string') return;
    hubs.get(conversationId)?.tellState();
  });
  const stopForgetting = onErasedHint(parts.fanOut, (conversationId) => {
    for (const stream of hubs.get(conversationId)?.sockets ?? []) stream.close(1008);
  });

  return {
    handleUpgrade,
    /** How many sockets are open now. */
    count: () => seats.size,
    /** Tells every customer's page to come back, here or at another process. */
    async close(): Promise<void> {
      unsubscribe();
      stopForgetting();
      for (const { stream } of seats.values()) stream.close(1012);
      server.close();
      await Promise.all([stopBeat(), stopRefresh(), stopHealing()]);
    },
  };
}

/** Those on their way out take no room. */
function openSockets({ sockets }: StreamHub): number {
  return [...sockets].filter(({ socket }) => socket.readyState === socket.OPEN).length;
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
