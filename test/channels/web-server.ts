// The website channel on a real port: store, log, desk, http server and channel as they are, only without the turn, so that
// a test says by itself what bot and people write.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReceive } from '../../src/channels/receive';
import { createTyping } from '../../src/channels/web/typing';
import { createUploadLimits } from '../../src/channels/web/upload-limits';
import type { WebChannelSettings } from '../../src/channels/web/web-channel';
import { createWebChannel } from '../../src/channels/web/web-channel';
import { type Clock, systemClock } from '../../src/clock';
import { createJournal, type Journal } from '../../src/conversation/journal';
import type { Author, Conversation, QuickReply } from '../../src/conversation/types';
import { loadPolicy } from '../../src/dialogs/policy';
import { loadTexts } from '../../src/dialogs/texts';
import { createDesk } from '../../src/handoff/desk';
import { createLine } from '../../src/handoff/line';
import { createOutlook } from '../../src/handoff/outlook';
import { accessTable } from '../../src/http/access';
import { networkOf } from '../../src/http/caller';
import { createOriginRule } from '../../src/http/origins';
import { createHttpServer } from '../../src/http/server';
import type { FanOut } from '../../src/jobs/fan-out';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createLocalLimits } from '../../src/jobs/local-limits';
import { createStore, type Store } from '../../src/store/store';
import { createGreeter } from '../../src/turn/greet';
import { createTestLog } from '../http/test-server';

export const directLineSecret = 'a-secret-of-the-shop-server';
export const identitySecret = 'an-identity-secret-of-at-least-32-characters';

const manySessions = 10_000;
const manyMessages = { burst: 10_000, perSecond: 1_000 };

export interface WebServerOptions {
  /** Folder of built browser files; none are served without it. */
  webRoot?: string;
  settings?: Partial<WebChannelSettings>;
  allowedOrigins?: string[];
  publicUrl?: string;
  /** The real time, put ahead by the test, unless given. */
  clock?: Clock;
  undelivered?: (reason: 'not-read' | 'too-slow') => void;
  /** In place of the one that loses nothing, as other processes would be reached. */
  sharedFanOut?: FanOut;
  /** New sessions of one network; the usual test has no limit. */
  sessionsPerMinute?: number;
  messages?: { burst: number; perSecond: number };
  fileMegabytesPerDay?: number;
}

export type WebServer = Awaited<ReturnType<typeof startWebServer>>;

const dialogs = join(__dirname, '../../dialogs');

/** A clock of the real world that a test can put ahead. */
function createShiftedClock(): Clock & { shiftMs: number } {
  return {
    shiftMs: 0,
    now() {
      return new Date(systemClock.now().getTime() + this.shiftMs);
    },
    after: systemClock.after,
  };
}

export async function startWebServer(options: WebServerOptions = {}) {
  const shifted = createShiftedClock();
  const dataDir = mkdtempSync(join(tmpdir(), 'ascolto-web-'));
  const clock = options.clock ?? shifted;
  const logged: string[] = [];
  let running = await start(options, dataDir, clock, logged, 0);
  const port = running.port;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    clock: shifted,
    logged,
    get store(): Store {
      return running.store;
    },
    get journal(): Journal {
      return running.journal;
    },
    get desk() {
      return running.desk;
    },
    get channel() {
      return running.channel;
    },
    get typing() {
      return running.typing;
    },
    /** A line of the bot, a person or the system, as a decision would commit it. */
    say: (conversationId: string, from: Author, text: string, quickReplies?: QuickReply[]) =>
      say(running.journal, conversationId, from, text, quickReplies),
    /** Everything ends as in a stop, and is there again on the same port and store. */
    async restart(whileDown: () => Promise<void> = async () => {}): Promise<void> {
      await running.close();
      await whileDown();
      running = await start(options, dataDir, clock, logged, port);
    },
    async close(): Promise<void> {
      await running.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function start(options: WebServerOptions, dataDir: string, clock: Clock, logged: string[], port: number) {
  const log = createTestLog(logged);
  const store = await createStore({ dataDir, log });
  const fanOut = options.sharedFanOut ?? createLocalFanOut();
  const journal = createJournal({ store, clock, fanOut, newId });
  const care = createCare(store, journal, clock);
  const typing = createTyping({ clock, fanOut });
  const channel = createWebChannel({
    store,
    journal,
    clock,
    fanOut,
    log,
    receive: createReceive({ journal, clock, ring: () => {} }),
    typing,
    isShared: options.sharedFanOut !== undefined,
    ...care,
    undelivered: options.undelivered ?? (() => undefined),
    limits: limitsOf(options, clock),
    settings: { directLineSecret, identitySecret, defaultLanguage: 'it', ...options.settings },
  });
  const server = createHttpServer({
    routes: channel.routes,
    access: Object.fromEntries(Object.entries(accessTable).filter(([row]) => / \/(v3|widget)\//.test(row))),
    authenticate: async () => null,
    origins: createOriginRule({ allowedOrigins: options.allowedOrigins ?? [], publicUrl: options.publicUrl }),
    callers: { trustProxy: false, publicUrl: options.publicUrl },
    webRoot: options.webRoot ?? dataDir,
    clock,
    log,
    limits: { stopGraceMs: 100 },
  });
  server.onUpgrade(channel.handleUpgrade);
  return {
    port: await server.listen(port, '127.0.0.1'),
    store,
    journal,
    channel,
    typing,
    desk: care.desk,
    async close() {
      await channel.close();
      await server.close();
      await store.close();
    },
  };
}

function createCare(store: Store, journal: Journal, clock: Clock) {
  const texts = loadTexts(dialogs);
  const { hours, promises, shop } = loadPolicy(dialogs);
  const line = createLine(store);
  const anybodyOnline = () => false;
  const findAgent = async () => null;
  const onMoved = () => {};
  const desk = createDesk({ journal, line, clock, texts, hours, promises, anybodyOnline, findAgent, onMoved });
  const outlook = createOutlook({ line, clock, zone: 'Europe/Rome', anybodyOnline });
  return {
    desk,
    greet: createGreeter({ journal, texts, clock, shop: shop.name }),
    stateOf: async (conversationId: string) => {
      const conversation = await journal.load(conversationId);
      return conversation === null ? null : outlook(conversation);
    },
    moves: {
      leaveLine: async (conversationId: string) => void (await desk.leaveLine(conversationId)),
      leaveContact: async (conversationId: string, email: string) =>
        void (await desk.leaveContact(conversationId, email)),
    },
  };
}

function limitsOf(options: WebServerOptions, clock: Clock) {
  const { sessionsPerMinute = manySessions, messages = manyMessages, fileMegabytesPerDay = 100_000 } = options;
  const limits = createLocalLimits({ clock });
  const { allowance } = limits;
  const sessions = allowance('sessions', { burst: sessionsPerMinute, perSecond: sessionsPerMinute / 60 });
  return {
    newSession: (address: string) => sessions(networkOf(address)),
    message: allowance('messages', messages),
    upload: createUploadLimits({ limits, networkOf, megabytesPerDay: fileMegabytesPerDay }),
  };
}

const newId = (): string => randomBytes(18).toString('base64url');

async function say(
  journal: Journal,
  conversationId: string,
  from: Author,
  text: string,
  quickReplies?: QuickReply[],
): Promise<Conversation> {
  for (let tries = 0; tries < 50; tries++) {
    const conversation = await journal.load(conversationId);
    if (conversation === null) throw new Error('no such conversation');
    const now = conversation.lastMessageAt;
    const message = { key: `test:${newId()}`, from, text, at: now, ...(quickReplies ? { quickReplies } : {}) };
    const change = { moveId: newId(), set: {}, messages: [message], events: [] };
    const after = await journal.commit(conversation, change);
    if (after !== 'conflict') return after;
  }
  throw new Error('the conversation changes too quickly');
}
