// A page of the shop as the server sees it: a session, a stream, and after every break the way back that widgets take.
import { request } from 'node:http';
import { WebSocket } from 'ws';

export interface Page {
  /** Resolves when the stream has brought something. */
  connect(): Promise<void>;
  isConnected(): boolean;
  /** Calls that got no answer at all, refusals that named a time, and all calls. */
  readonly told: { calls: number; refused: number; refusedWithoutTime: number; unanswered: number };
  leave(): void;
}

interface PageOptions {
  port: number;
  conversationId: string;
  token: string;
  /** Of this machine's own network: many pages need many addresses. */
  address: string;
}

const patienceMs = 20_000;

export function createPage({ port, conversationId, token, address }: PageOptions): Page {
  const told = { calls: 0, refused: 0, refusedWithoutTime: 0, unanswered: 0 };
  let socket: WebSocket | null = null;
  let isLive = false;
  let hasLeft = false;

  function streamUrl(): Promise<{ status: number; retryAfter: number; url: string }> {
    const path = `/v3/directline/conversations/${conversationId}?watermark=`;
    const options = { host: '127.0.0.1', port, path, localAddress: address, agent: false as const };
    return new Promise((resolve) => {
      const sent = request({ ...options, headers: { authorization: `Bearer ${token}` } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('error', () => resolve({ status: 0, retryAfter: 0, url: '' }));
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response;
          const url = status === 200 ? JSON.parse(text).streamUrl : '';
          resolve({ status, retryAfter: Number(headers['retry-after'] ?? 0), url });
        });
      });
      sent.setTimeout(patienceMs, () => sent.destroy());
      sent.on('error', () => resolve({ status: 0, retryAfter: 0, url: '' }));
      sent.end();
    });
  }

  function openStream(url: string): Promise<boolean> {
    return new Promise((resolve) => {
      const opened = new WebSocket(url, {
        perMessageDeflate: false,
        localAddress: address,
        handshakeTimeout: patienceMs,
      });
      socket = opened;
      opened.once('message', () => {
        isLive = true;
        resolve(true);
      });
      opened.on('error', () => {});
      opened.once('close', () => {
        isLive = false;
        resolve(false);
      });
    });
  }

  async function tryOnce(): Promise<number | null> {
    told.calls += 1;
    const { status, retryAfter, url } = await streamUrl();
    if (status === 200) return (await openStream(url)) ? null : 0;
    if (status === 0) told.unanswered += 1;
    else told.refused += 1;
    if (status !== 0 && retryAfter < 1) told.refusedWithoutTime += 1;
    return retryAfter * 1_000;
  }

  return {
    told,
    isConnected: () => isLive,
    async connect() {
      for (let failures = 0; !hasLeft; failures++) {
        const wantedMs = await tryOnce();
        if (wantedMs === null) return;
        const backoffMs = 500 * 2 ** Math.min(4, failures) * (0.7 + 0.6 * Math.random());
        await new Promise((resolve) => setTimeout(resolve, wantedMs + backoffMs));
      }
    },
    leave() {
      hasLeft = true;
      socket?.terminate();
    },
  };
}
