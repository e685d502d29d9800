// The one file that knows which adapter runs: builds every part with what it needs and opens and closes them in order.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createFaqAnswerer } from './answers/faq-answerer';
import { createBotFrameworkPipeline } from './channels/bot-framework/pipeline';
import { createReceive } from './channels/receive';
import { attachmentPath } from './channels/web/activity';
import { createAllowance } from './channels/web/allowance';
import { createWebChannel } from './channels/web/web-channel';
import { type Clock, systemClock } from './clock';
import type { Config } from './config';
import { createAlerts } from './console/alerts';
import { createConsole } from './console/console';
import { createPeople, type People } from './console/people';
import { createJournal } from './conversation/journal';
import { createCueDetector } from './detection/cue-detector';
import { decideHandoff } from './detection/handoff-policy';
import { loadThresholds } from './detection/thresholds-file';
import { loadCannedReplies } from './dialogs/canned-replies';
import { loadPolicy } from './dialogs/policy';
import { loadTexts } from './dialogs/texts';
import { createDesk } from './handoff/desk';
import { createFollowUps } from './handoff/follow-ups';
import { createLine } from './handoff/line';
import { createOutlook } from './handoff/outlook';
import { createPresence } from './handoff/presence';
import { createPromiseTimers } from './handoff/promise-timers';
import { createSweep } from './handoff/sweep';
import { accessTable } from './http/access';
import { networkOf } from './http/caller';
import { createHealthRoutes } from './http/health';
import { createOpenApiRoute } from './http/openapi';
import { createOriginRule } from './http/origins';
import { createHttpServer } from './http/server';
import { createSessions } from './http/session';
import { createSignInLimits } from './http/sign-in-limits';
import { consoleTopic, conversationTopic } from './jobs/fan-out';
import { createLocalFanOut } from './jobs/local-fan-out';
import { createOutboxJobs } from './jobs/outbox-jobs';
import { loadKnowledge } from './knowledge/knowledge-file';
import type { Log } from './log';
import { createStore } from './store/store';
import { admitTrouble } from './turn/answer-steps';
import { createGreeter } from './turn/greet';
import { startWork } from './turn/start-work';
import type { StepParts } from './turn/step-parts';
import { createSteps, runSteps } from './turn/steps';
import type { Turn } from './turn/turn';

export interface AppParts {
  config: Config;
  log: Log;
  clock?: Clock;
  /** Folder that holds `dialogs/` and the built `dist/`. */
  root: string;
}

/** Everything open but the port; `listen` serves, `close` ends in reverse order. */
export async function createApp({ clock = systemClock, ...parts }: AppParts) {
  const base = await openBase({ clock, ...parts });
  const { store, jobs, config } = base;
  const staff = buildStaff(base, {
    onSign: (agentId) => care.presence.sign(agentId),
    onEnded: (agentId, sessionId) => web.server.endStreams(agentId, sessionId),
    onDeactivated: (agentId) => care.sweep.returnAllOf(agentId),
  });
  const care = buildCare(base, staff.people);
  const web = buildWeb(base, care, staff);
  const first = await staff.people.createFirst(config.ADMIN_EMAIL, config.ADMIN_PASSWORD);
  for (const person of await staff.people.list()) care.presence.choose(person.id, person.presence);
  const stopWork = await startWork({ ...base, ...care, isTyping: web.channel.typing.isTyping });
  return {
    /** The administrator made at this very start; `password` only when it was made up here. */
    first,
    listen: (port = config.PORT): Promise<number> => web.server.listen(port, '0.0.0.0'),
    async close(): Promise<void> {
      await web.server.close();
      await web.channel.close();
      web.console.close();
      await stopWork();
      await jobs.close();
      await store.close();
    },
  };
}

type Base = Awaited<ReturnType<typeof openBase>>;

/** What everything stands on: words, store, jobs, log. */
async function openBase({ config, log, root, clock }: Required<AppParts>) {
  const folder = join(root, 'dialogs');
  const dialogs = {
    texts: loadTexts(folder),
    policy: loadPolicy(folder),
    thresholds: loadThresholds(folder),
    canned: loadCannedReplies(folder),
    knowledge: loadKnowledge(folder),
  };
  const store = await createStore({ mongodbUri: config.MONGODB_URI, dataDir: config.DATA_DIR, log });
  const jobs = createOutboxJobs({ store, clock, log });
  const fanOut = createLocalFanOut();
  // The embedded store has one owner; a MongoDB may be shared.
  const isAlone = config.MONGODB_URI === undefined;
  const journal = createJournal({ store, clock, fanOut, newId, isAlone });
  return { config, log, clock, root, dialogs, store, jobs, fanOut, journal };
}

const newId = (): string => randomBytes(18).toString('base64url');

type Care = ReturnType<typeof buildCare>;

/** The way from a customer's words to people and back: detection, turn, desk, line, presence. */
function buildCare(base: Base, people: People) {
  const { journal, store, clock, log, jobs, fanOut, dialogs } = base;
  const { texts, policy, thresholds, knowledge } = dialogs;
  const { hours, promises, shop } = policy;
  const presence = createPresence({ clock });
  presence.onChange((agentId, state) => fanOut.publish(consoleTopic, { event: 'presence', agentId, state }));
  const anybodyOnline = () => presence.online().length > 0;
  const line = createLine(store);
  const ring = (conversationId: string) => jobs.ring('turn', conversationId);
  const showTyping = (id: string) => fanOut.publish(conversationTopic(id), { typing: true, by: 'bot' });
  const pipeline = createBotFrameworkPipeline({ clock, log, showTyping });
  const onMoved = createFollowUps({
    alert: createAlerts({ store, fanOut, onlineAgents: () => people.activeAmong(presence.online()) }),
    watchPromise: createPromiseTimers({ jobs, clock }),
    announceHandoff: pipeline.announceHandoff,
    ring,
    log,
  });
  const findAgent = async (agentId: string) => (await people.activeAmong([agentId]))[0] ?? null;
  const desk = createDesk({ journal, line, clock, texts, hours, promises, anybodyOnline, findAgent, onMoved });
  const sweep = createSweep({ store, journal, desk, clock, promises, isOffline: presence.isOffline, ring });
  const decideByThresholds: StepParts['decideHandoff'] = (input) => decideHandoff({ ...input, thresholds });
  const answerer = createFaqAnswerer({ knowledge });
  const stepParts = { texts, promises, shop: shop.name, desk, answerer, decideHandoff: decideByThresholds };
  const steps = createSteps(stepParts);
  return {
    presence,
    ring,
    desk,
    sweep,
    detector: createCueDetector(),
    decide: (turn: Turn) => pipeline.runTurn(turn, () => runSteps(steps, turn)),
    admitTrouble: admitTrouble(stepParts),
    onDecided: onMoved,
    greet: createGreeter({ journal, texts, clock, shop: shop.name }),
    outlook: createOutlook({ line, clock, anybodyOnline, zone: shop.zone }),
  };
}

type Staff = ReturnType<typeof buildStaff>;

interface StaffHooks {
  onSign(agentId: string): void;
  onEnded(agentId: string, sessionId?: string): void;
  onDeactivated(agentId: string): Promise<void>;
}

/** The shop's people and their sign-ins. */
function buildStaff({ store, clock }: Base, { onSign, onEnded, onDeactivated }: StaffHooks) {
  const sessions = createSessions({ store, clock, onSign, onEnded });
  const people = createPeople({ store, clock, endSignIns: (agentId) => sessions.endAll(agentId), onDeactivated });
  return { sessions, people };
}

/** What the outside sees: the website channel, the console, health. */
function buildWeb(base: Base, care: Care, { people, sessions }: Staff) {
  const { config, log, clock, root, store, dialogs } = base;
  const channel = buildChannel(base, care);
  const { typing, receipts } = channel;
  const agentConsole = createConsole({
    ...base,
    ...care,
    people,
    signIns: sessions,
    signInLimits: createSignInLimits({
      failuresPerAccount: config.SIGN_IN_FAILURES_PER_ACCOUNT,
      failuresPerAddress: config.SIGN_IN_FAILURES_PER_ADDRESS,
    }),
    shop: dialogs.policy.shop,
    canned: dialogs.canned,
    channel: {
      deliveryOf: receipts.deliveryOf,
      attachmentUrl: attachmentPath,
      isCustomerTyping: typing.isTyping,
      showTyping: (conversationId, agent) => typing.agentTypes(conversationId, agent.name),
    },
  });
  const whyNotReady = async () => (server.isStopping() ? 'stopping' : (await store.ready()) ? null : 'store-not-ready');
  const routes = [...channel.routes, ...agentConsole.routes, ...createHealthRoutes({ whyNotReady })];
  const server = createHttpServer({
    routes: [...routes, createOpenApiRoute(routes, accessTable)],
    access: accessTable,
    authenticate: sessions.authenticate,
    origins: createOriginRule({ allowedOrigins: config.WIDGET_ALLOWED_ORIGINS, publicUrl: config.PUBLIC_URL }),
    callers: { trustProxy: config.TRUST_PROXY, publicUrl: config.PUBLIC_URL },
    webRoot: join(root, 'dist/web'),
    clock,
    log,
  });
  server.onUpgrade(channel.handleUpgrade);
  return { server, channel, console: agentConsole };
}

function buildChannel(base: Base, care: Care) {
  const { config, journal, clock, dialogs } = base;
  const { desk } = care;
  const perMinute = config.SESSIONS_PER_MINUTE;
  const newSession = createAllowance({ clock, burst: perMinute, perSecond: perMinute / 60 });
  return createWebChannel({
    ...base,
    receive: createReceive({ journal, clock, ring: care.ring }),
    greet: care.greet,
    stateOf: async (conversationId) => {
      const conversation = await journal.load(conversationId);
      return conversation === null ? null : care.outlook(conversation);
    },
    moves: {
      leaveLine: async (conversationId) => void (await desk.leaveLine(conversationId)),
      leaveContact: async (conversationId, email) => void (await desk.leaveContact(conversationId, email)),
    },
    limits: {
      newSession: (address) => newSession(networkOf(address)),
      message: createAllowance({ clock, burst: config.MESSAGE_BURST, perSecond: config.MESSAGES_PER_SECOND }),
    },
    settings: {
      directLineSecret: config.DIRECT_LINE_SECRET,
      identitySecret: config.WIDGET_IDENTITY_SECRET,
      shopName: dialogs.policy.shop.name,
      defaultLanguage: dialogs.policy.shop.languages[0],
    },
  });
}
