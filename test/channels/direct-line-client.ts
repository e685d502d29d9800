// The real botframework-directlinejs client on Node: it asks for a browser's XMLHttpRequest and WebSocket.
import { type Activity, ConnectionStatus, DirectLine, type Message } from 'botframework-directlinejs';
import { WebSocket } from 'ws';
import type { WebServer } from './web-server';
import { directLineSecret } from './web-server';

const NodeRequest: { new (): XhrLike } = require('xhr2');

interface XhrLike {
  setRequestHeader(name: string, value: string): void;
  send(body?: unknown): void;
}

/** xhr2 knows no forms: they are written out before they are sent. */
class FormSendingRequest extends NodeRequest {
  override send(body?: unknown): void {
    if (body instanceof FormData) void this.#sendForm(new Response(body));
    else super.send(body);
  }

  async #sendForm(form: Response): Promise<void> {
    this.setRequestHeader('content-type', form.headers.get('content-type') ?? '');
    super.send(await form.arrayBuffer());
  }
}

Object.assign(globalThis, { XMLHttpRequest: FormSendingRequest, WebSocket });

export interface ClientOptions {
  token?: string;
  secret?: string;
  webSocket: boolean;
  conversationId?: string;
  watermark?: string;
  locale?: string;
}

export type Client = ReturnType<typeof connect>;

/** A connected client that keeps everything it is given. */
export function connect(server: WebServer, { locale, ...options }: ClientOptions) {
  const activities: Activity[] = [];
  const statuses: ConnectionStatus[] = [];
  const sockets: WebSocket[] = [];
  class KeptSocket extends WebSocket {
    constructor(url: string) {
      super(url);
      sockets.push(this);
    }
  }
  const line = new DirectLine({
    domain: `${server.url}/v3/directline`,
    pollingInterval: 200,
    // The shortest wait before a socket is opened again: 3 s.
    random: () => 0,
    WebSocket: KeptSocket as unknown as typeof globalThis.WebSocket,
    ...(locale === undefined ? {} : { conversationStartProperties: { locale } }),
    ...options,
  });
  const statusing = line.connectionStatus$.subscribe((status) => statuses.push(status));
  const listening = line.activity$.subscribe({
    next: (activity) => activities.push(activity),
    error: () => {},
  });
  const texts = () => activities.filter(isMessage).map((message) => message.text ?? '');
  return {
    line,
    activities,
    statuses,
    texts,
    /** The network fails under the sockets. */
    cut: () => sockets.map((socket) => socket.terminate()),
    messages: () => activities.filter(isMessage),
    post: (activity: object): Promise<string> => line.postActivity(activity as Activity).toPromise(),
    say: (text: string, clientActivityID: string): Promise<string> =>
      line
        .postActivity({
          type: 'message',
          text,
          from: { id: 'dl_whoever', role: 'user' },
          channelData: { clientActivityID },
        } as Message)
        .toPromise(),
    /** Resolves when the client shows this text. */
    async sees(text: string): Promise<Message> {
      await until(() => texts().includes(text), `the text ${text}`);
      const found = activities.filter(isMessage).find((message) => message.text === text);
      if (found === undefined) throw new Error('seen and gone');
      return found;
    },
    reaches: (status: ConnectionStatus) => until(() => statuses.includes(status), `status ${ConnectionStatus[status]}`),
    end(): void {
      listening.unsubscribe();
      statusing.unsubscribe();
      line.end();
    },
  };
}

function isMessage(activity: Activity): activity is Message {
  return activity.type === 'message';
}

/** Looks every 10 ms until it is so; throws after 15 s. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export interface Session {
  token: string;
  conversationId: string;
  resume: string;
  expires_in: number;
}

/** A call with a JSON body, and the answer's. Keep-alive connections do not survive a server that restarts. */
export async function call(
  server: Pick<WebServer, 'url'>,
  method: 'GET' | 'POST',
  path: string,
  { token, json, headers }: { token?: string; json?: unknown; headers?: Record<string, string> } = {},
) {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      connection: 'close',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

export async function openSession(server: WebServer, json: object = {}): Promise<Session> {
  const { status, body } = await call(server, 'POST', '/widget/session', { json });
  if (status !== 200) throw new Error(`session refused: ${status}`);
  return body;
}

/** What a shop's own server asks for on behalf of its page. */
export async function generateToken(server: WebServer, userId?: string): Promise<Session> {
  const json = userId === undefined ? {} : { user: { id: userId } };
  return (await call(server, 'POST', '/v3/directline/tokens/generate', { token: directLineSecret, json })).body;
}
