// A customer of the bench: writes, and writes again only when the reply is on the screen.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Caller } from '../faults/caller';
import { enterShop } from '../faults/customer';

export interface Talker {
  conversationId: string;
  /** Sends one message; resolves with the milliseconds until a reply was on this customer's socket. */
  ask(text: string): Promise<number>;
  /** Resolves at the next message that is not the customer's own. */
  hears(): Promise<void>;
  close(): void;
}

const patienceMs = 20_000;

/** Enters and opens the stream; resolves when it is up. */
export async function openTalker(caller: Caller): Promise<Talker> {
  const { conversationId, token } = await enterShop(caller);
  const headers = { authorization: `Bearer ${token}` };
  const path = `/v3/directline/conversations/${conversationId}`;
  const { body } = await caller.call('GET', `${path}?watermark=`, { headers });
  const socket = new WebSocket(body.streamUrl, { perMessageDeflate: false });
  let heard = (): void => undefined;
  const greeted = new Promise<void>((resolve) => {
    heard = resolve;
  });
  socket.on('message', (frame) => {
    const text = String(frame);
    if (text !== '' && /"author":"(bot|system|agent)","seq"/.test(text)) heard();
  });
  await within(greeted, 'the greeting');
  return {
    conversationId,
    async ask(text) {
      const activity = { type: 'message', text, channelData: { clientActivityID: randomUUID() } };
      const replied = new Promise<void>((resolve) => {
        heard = resolve;
      });
      const from = performance.now();
      const post = caller.call('POST', `${path}/activities`, { headers, json: activity });
      await within(replied, 'a reply');
      const tookMs = performance.now() - from;
      const { status } = await post;
      if (status !== 200) throw new Error(`a message was answered ${status}`);
      return tookMs;
    },
    hears() {
      const heardOne = new Promise<void>((resolve) => {
        heard = resolve;
      });
      return within(heardOne, 'a message');
    },
    close: () => socket.terminate(),
  };
}

async function within(promise: Promise<void>, what: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited in vain for ${what}`)), patienceMs);
  });
  try {
    await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
