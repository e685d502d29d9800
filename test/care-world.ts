// The way of a message without HTTP: real store, journal, detection, answers, turn, desk and sweep on a clock moved by hand.
import { join } from 'node:path';
import { createFaqAnswerer } from '../src/answers/faq-answerer';
import { createReceive } from '../src/channels/receive';
import { type Fault, findFaults } from '../src/conversation/invariants';
import { createJournal, type Journal, type JournalParts, type OnCommitted } from '../src/conversation/journal';
import type { CareEvent, Conversation, Message } from '../src/conversation/types';
import { createCueDetector } from '../src/detection/cue-detector';
import { decideHandoff } from '../src/detection/handoff-policy';
import { loadThresholds } from '../src/detection/thresholds-file';
import { loadPolicy } from '../src/dialogs/policy';
import { loadTexts } from '../src/dialogs/texts';
import { createDesk, type Desk } from '../src/handoff/desk';
import { createLine } from '../src/handoff/line';
import type { LookName } from '../src/handoff/looks';
import { createSweep, type Sweep } from '../src/handoff/sweep';
import { createLocalFanOut } from '../src/jobs/local-fan-out';
import { loadKnowledge } from '../src/knowledge/knowledge-file';
import { createLog, type Log } from '../src/log';
import { fromStored } from '../src/store/models/document';
import type { Store } from '../src/store/store';
import { admitTrouble } from '../src/turn/answer-steps';
import { createTurnRunner, type TurnReport } from '../src/turn/run-turn';
import { createSteps, runSteps } from '../src/turn/steps';
import type { Turn } from '../src/turn/turn';
import type { FakeClock } from './fake-clock';

const dialogs = join(__dirname, '../dialogs');
export const texts = loadTexts(dialogs);
export const policy = loadPolicy(dialogs);
const thresholds = loadThresholds(dialogs);
const answerer = createFaqAnswerer({ knowledge: loadKnowledge(dialogs) });
const detector = createCueDetector();

export const anna = { id: 'anna', name: 'Anna Bruni', manages: false };
export const marco = { id: 'marco', name: 'Marco Riva', manages: false };
export const people = [anna, marco, { id: 'gina', name: 'Gina Sala', manages: true }];

export interface CareWorldParts {
  store: Store;
  clock: FakeClock;
  /** As with the embedded store: no other world writes to these conversations. */
  isAlone?: boolean;
  /** Wraps the journal: where tests interleave, delay or break. */
  wrapJournal?: (journal: Journal) => Journal;
  /** Runs before each turn decides. */
  beforeDeciding?: (turn: Turn) => Promise<void>;
  onCommitted?: OnCommitted;
  onTurn?: (report: TurnReport) => void;
  onEvents?: NonNullable<JournalParts['onEvents']>;
  /** Rung by the sweep. */
  onRing?: (conversationId: string, isLate: boolean) => void;
  onLookFailed?: (look: LookName) => void;
  log?: Log;
}

export interface CareWorld {
  journal: Journal;
  desk: Desk;
  sweep: Sweep;
  runTurn(conversationId: string): Promise<void>;
  offline: Set<string>;
  typing: Set<string>;
  open(language?: 'it' | 'en'): Promise<Conversation>;
  /** Stores a customer's message without running the turn. */
  send(conversationId: string, text: string, clientId?: string): Promise<Message>;
  /** Stores it and runs the turn; what was said to the customer since. */
  say(conversationId: string, text: string): Promise<Message[]>;
  read(conversationId: string): Promise<Conversation>;
  log(conversationId: string): Promise<Message[]>;
  faults(conversationId: string): Promise<Fault[]>;
}

let worlds = 0;

export function createCareWorld({
  store,
  clock,
  isAlone = false,
  wrapJournal,
  beforeDeciding,
  onCommitted = () => undefined,
  onTurn = () => undefined,
  onEvents = async () => undefined,
  onRing = () => undefined,
  onLookFailed = () => undefined,
  log = createLog('silent'),
}: CareWorldParts): CareWorld {
  const world = ++worlds;
  let ids = 0;
  const newId = () => `w${world}-${++ids}`;
  const bare = createJournal({ store, clock, fanOut: createLocalFanOut(), newId, isAlone, onCommitted, onEvents });
  const journal = wrapJournal?.(bare) ?? bare;
  const offline = new Set<string>();
  const typing = new Set<string>();
  const { hours, promises } = policy;
  const desk = createDesk({
    journal,
    line: createLine(store),
    clock,
    texts,
    hours,
    promises,
    anybodyOnline: () => people.some((person) => !offline.has(person.id)),
    findAgent: async (id) => people.find((person) => person.id === id) ?? null,
    onMoved: () => undefined,
  });
  const parts = {
    texts,
    promises,
    shop: policy.shop.name,
    desk,
    answerer,
    decideHandoff: (input: Omit<Parameters<typeof decideHandoff>[0], 'thresholds'>) =>
      decideHandoff({ ...input, thresholds }),
  };
  const steps = createSteps(parts);
  const runTurn = createTurnRunner({
    journal,
    clock,
    log,
    detector,
    async decide(turn) {
      await beforeDeciding?.(turn);
      await runSteps(steps, turn);
    },
    admitTrouble: admitTrouble(parts),
    isTyping: (conversationId) => typing.has(conversationId),
    onDecided: () => undefined,
    onTurn,
  });
  const receive = createReceive({ journal, clock, ring: () => undefined });
  const sweep = createSweep({
    store,
    journal,
    desk,
    clock,
    log,
    promises,
    isOffline: (agentId) => offline.has(agentId),
    ring: (conversationId, how) => onRing(conversationId, how?.isLate === true),
    onFailed: onLookFailed,
  });

  const self: CareWorld = {
    journal,
    desk,
    sweep,
    runTurn,
    offline,
    typing,
    open: (language = 'it') =>
      bare.open({ channel: 'web', language, customer: { id: `dl_${++ids}`, locale: language, identified: false } }),
    send: (conversationId, text, clientId) =>
      receive(conversationId, { text, ...(clientId === undefined ? {} : { clientId }) }),
    async say(conversationId, text) {
      const { seq } = await self.send(conversationId, text);
      await runTurn(conversationId);
      return bare.messagesAfter(conversationId, seq, 50);
    },
    async read(conversationId) {
      const conversation = await bare.load(conversationId);
      if (conversation === null) throw new Error(`no conversation ${conversationId}`);
      return conversation;
    },
    log: (conversationId) => bare.messagesAfter(conversationId, 0, 1_000),
    async faults(conversationId) {
      const events = await store.rows.events.find({ conversationId }).toArray();
      return findFaults(
        {
          conversation: await self.read(conversationId),
          messages: await self.log(conversationId),
          events: events.map((event) => fromStored<CareEvent>(event)),
        },
        new Date(clock.now().getTime() + 60_000),
      );
    },
  };
  return self;
}
