// What an agent's console shows of some conversations, over any number of restarts: it follows the feed, reads again what a hint
// names, and everything after a loss, as the real console does. Between hints it looks at nothing.
import { type ClientRequest, request } from 'node:http';
import type { Conversation, Message } from '../../src/conversation/types';
import { type Caller, rest } from './caller';

/** A conversation as it stands on the screen; null once it is gone. */
export type ShownConversation = {
  version: number;
  phase: Conversation['phase'];
  ownerId: string | undefined;
  rows: { seq: number; text: string; author: Message['from']['kind'] }[];
} | null;

export interface ConsoleView {
  readonly shown: ReadonlyMap<string, ShownConversation>;
  /** Ends by itself within moments. */
  end(): Promise<void>;
}

export interface ConsoleParts {
  caller: Caller;
  headers: { cookie: string };
  conversationIds: readonly string[];
}

interface Hint {
  conversationId?: string;
  version?: number;
  seq?: number | null;
}

const reopenAfterMs = 100;

export function openConsoleView({ caller, headers, conversationIds }: ConsoleParts): ConsoleView {
  const shown = new Map<string, ShownConversation>(conversationIds.map((id) => [id, null]));
  const reading = new Map<string, { again: boolean; done: Promise<void> }>();
  let line: ClientRequest | null = null;
  let lastId = '';
  let ended = false;

  /** A hint that comes while it is being read has it read once more. */
  function refresh(id: string): void {
    const under = reading.get(id);
    if (under !== undefined) under.again = true;
    else {
      const state = { again: false, done: Promise.resolve() };
      reading.set(id, state);
      state.done = readUntilStill(id, state).finally(() => reading.delete(id));
    }
  }

  async function readUntilStill(id: string, state: { again: boolean }): Promise<void> {
    do {
      state.again = false;
      const reply = await caller.insist('GET', `/api/conversations/${id}`, { headers }).catch(() => null);
      if (reply !== null) shown.set(id, reply.status === 200 ? shownOf(reply.body) : null);
    } while (state.again && !ended);
  }

  function hear(event: string, { conversationId = '', version = 0, seq }: Hint): void {
    if (event === 'resync') for (const id of shown.keys()) refresh(id);
    if (!shown.has(conversationId)) return;
    const known = shown.get(conversationId);
    const isOld = known != null && version < known.version && (seq ?? 0) <= (known.rows.at(-1)?.seq ?? 0);
    if (event === 'erased' || (event === 'conversation' && !isOld)) refresh(conversationId);
  }

  function follow(port: number): Promise<void> {
    return new Promise((resolve) => {
      const sent = { ...headers, ...(lastId === '' ? {} : { 'last-event-id': lastId }) };
      line = request({ host: '127.0.0.1', port, path: '/api/feed', headers: sent }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          const frames = (text + part).split('\n\n');
          text = frames.pop() ?? '';
          for (const frame of frames) takeFrame(frame);
        });
        response.on('error', () => undefined).on('close', resolve);
      });
      line.on('error', () => resolve()).end();
    });
  }

  function takeFrame(frame: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
    lastId = field('id') ?? lastId;
    const [event, data] = [field('event'), field('data')];
    if (event !== undefined && data !== undefined) hear(event, JSON.parse(data));
  }

  const loop = (async () => {
    // Each time it breaks it goes to the next process.
    for (let n = 0; !ended; n++) {
      await follow(caller.ports[n % caller.ports.length] ?? caller.port);
      await rest(reopenAfterMs);
    }
  })();
  return {
    shown,
    async end() {
      ended = true;
      line?.destroy();
      await Promise.all([loop, ...[...reading.values()].map(({ done }) => done)]);
    },
  };
}

const shownOf = ({ version, phase, owner, messages }: Conversation & { messages: Message[] }): ShownConversation => ({
  version,
  phase,
  ownerId: owner.kind === 'agent' ? owner.id : undefined,
  rows: messages.map(({ seq, text, from }) => ({ seq, text, author: from.kind })),
});
