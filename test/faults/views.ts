// What a customer's screen shows, by web socket or by polling, over any number of restarts: it resumes by watermark as the
// real clients do, and keeps every row it was given, so that a row twice, a gap or a changed text is a fault.
import { WebSocket } from 'ws';
import type { Caller } from './caller';
import { NoAnswer, rest } from './caller';

export interface SeenRow {
  seq: number;
  text: string;
  author: string;
  /** By the clock of `performance.now`. */
  shownAtMs: number;
}

export interface Visitor {
  conversationId: string;
  token: string;
}

export interface View {
  readonly rows: readonly SeenRow[];
  /** What must not happen to a view and did. */
  readonly faults: readonly { kind: 'doubled' | 'out of order'; about: string }[];
  /** Ends by itself within moments. */
  end(): Promise<void>;
}

interface Screen {
  rows: SeenRow[];
  faults: { kind: 'doubled' | 'out of order'; about: string }[];
  watermark: string;
}

const reconnectMs = 40;

/** A screen on the stream. */
export function openStreamView(caller: Caller, visitor: Visitor): View {
  const screen: Screen = { rows: [], faults: [], watermark: '' };
  let socket: WebSocket | null = null;
  let ended = false;
  const loop = keepGoing(
    () => ended,
    async () => {
      const reply = await ask(caller, visitor, `?watermark=${screen.watermark}`);
      socket = new WebSocket(reply.streamUrl, { perMessageDeflate: false, handshakeTimeout: 5_000 });
      socket.on('message', (frame) => take(screen, visitor, String(frame)));
      await new Promise<void>((resolve) => socket?.once('error', () => {}).once('close', () => resolve()));
    },
  );
  return {
    ...screen,
    async end() {
      ended = true;
      socket?.terminate();
      await loop;
    },
  };
}

/** A screen that polls. */
export function openPollView(caller: Caller, visitor: Visitor, everyMs: number): View {
  const screen: Screen = { rows: [], faults: [], watermark: '' };
  let ended = false;
  const loop = keepGoing(
    () => ended,
    async () => {
      take(screen, visitor, JSON.stringify(await ask(caller, visitor, `/activities?watermark=${screen.watermark}`)));
      await rest(everyMs);
    },
  );
  return {
    ...screen,
    async end() {
      ended = true;
      await loop;
    },
  };
}

async function keepGoing(isOver: () => boolean, step: () => Promise<void>): Promise<void> {
  while (!isOver()) {
    try {
      await step();
    } catch (fault) {
      if (!(fault instanceof NoAnswer)) throw fault;
    }
    await rest(reconnectMs);
  }
}

/** Anything but a good answer is as good as none: the view tries again. */
async function ask(caller: Caller, { conversationId, token }: Visitor, rest_: string) {
  const headers = { authorization: `Bearer ${token}` };
  const reply = await caller.call('GET', `/v3/directline/conversations/${conversationId}${rest_}`, { headers });
  if (reply.status !== 200) throw new NoAnswer(`status ${reply.status}`);
  return reply.body;
}

function take(screen: Screen, { conversationId }: Visitor, frame: string): void {
  if (frame === '') return;
  const { activities, watermark } = JSON.parse(frame);
  for (const activity of activities) {
    if (activity.type !== 'message') continue;
    const [id, digits] = String(activity.id).split('|');
    const seq = Number(digits);
    const expected = screen.rows.length + 1;
    const about = `seq ${seq} of ${id} where ${expected} belongs`;
    if (id !== conversationId || seq > expected) screen.faults.push({ kind: 'out of order', about });
    else if (seq < expected) screen.faults.push({ kind: 'doubled', about });
    else screen.rows.push({ ...rowOf(activity), seq, shownAtMs: performance.now() });
  }
  if (watermark !== undefined) screen.watermark = watermark;
}

const rowOf = ({ text, channelData }: { text: string; channelData?: { ascolto?: { author?: string } } }) => ({
  text,
  author: channelData?.ascolto?.author ?? 'customer',
});
