// The way from a customer's words to people and back, put together: detection, turn, desk, line, presence.
import { createFaqAnswerer } from '../answers/faq-answerer';
import { createBotFrameworkPipeline } from '../channels/bot-framework/pipeline';
import { namedCustomerId } from '../channels/web/identity';
import { createTyping } from '../channels/web/typing';
import { createAlerts } from '../console/alerts';
import type { People } from '../console/people';
import { createCueDetector } from '../detection/cue-detector';
import { decideHandoff } from '../detection/handoff-policy';
import { createDesk, type Desk } from '../handoff/desk';
import { createFollowUps } from '../handoff/follow-ups';
import { createLine } from '../handoff/line';
import { createOutlook } from '../handoff/outlook';
import { createPresence } from '../handoff/presence';
import { createPromiseTimers } from '../handoff/promise-timers';
import { createStaffBoard } from '../handoff/staff-board';
import { createSweep } from '../handoff/sweep';
import type { RingHow } from '../jobs/bells';
import { createPrivacy } from '../privacy/privacy';
import { admitTrouble } from '../turn/answer-steps';
import { createGreeter } from '../turn/greet';
import type { StepParts } from '../turn/step-parts';
import { createSteps, runSteps } from '../turn/steps';
import type { Turn } from '../turn/turn';
import type { Base } from './base';

export type Care = ReturnType<typeof buildCare>;

export function buildCare(base: Base, people: People) {
  const { journal, store, clock, log, jobs, fanOut, signs, dialogs } = base;
  const { texts, policy, thresholds, knowledge } = dialogs;
  const { hours, promises, shop } = policy;
  const board = createStaffBoard({ store, newId: journal.newId });
  const presence = createPresence({ clock, log, signs, board });
  const anybodyOnline = () => presence.online().length > 0;
  const line = createLine(store);
  const ring = (conversationId: string, how?: RingHow) => jobs.ring('turn', conversationId, how);
  const typing = createTyping({ clock, fanOut });
  const pipeline = createBotFrameworkPipeline({ clock, log, showTyping: typing.botTypes });
  const { onMoved, settled } = createFollowUps({
    alert: createAlerts({ store, fanOut, onlineAgents: () => people.activeAmong(presence.online()) }),
    watchPromise: createPromiseTimers({ jobs, clock }),
    announceHandoff: pipeline.announceHandoff,
    ring,
    log,
  });
  const findAgent = async (agentId: string) => (await people.activeAmong([agentId]))[0] ?? null;
  const desk = createDesk({ journal, line, clock, texts, hours, promises, anybodyOnline, findAgent, onMoved });
  const { isOffline } = presence;
  const onFailed = base.monitoring.onLookFailed;
  const sweep = createSweep({ store, journal, desk, clock, log, promises, isOffline, ring, onFailed });
  const decideByThresholds: StepParts['decideHandoff'] = (input) => decideHandoff({ ...input, thresholds });
  const answerer = createFaqAnswerer({ knowledge });
  const stepParts = { texts, promises, shop: shop.name, desk, answerer, decideHandoff: decideByThresholds };
  const steps = createSteps(stepParts);
  return {
    presence,
    privacy: buildPrivacy(base, desk, ring),
    typing,
    isTyping: typing.isTyping,
    ring,
    desk,
    sweep,
    detector: createCueDetector(),
    decide: (turn: Turn) => pipeline.runTurn(turn, () => runSteps(steps, turn)),
    admitTrouble: admitTrouble(stepParts),
    onDecided: onMoved,
    /** Resolves when nothing follows a move any more. */
    settled,
    greet: createGreeter({ journal, texts, clock, shop: shop.name }),
    outlook: createOutlook({ line, clock, anybodyOnline, zone: shop.zone }),
  };
}

/** What the shop owes its customers about their data. */
function buildPrivacy(base: Base, { letGo }: Desk, ring: (conversationId: string) => void) {
  const { dialogs, config } = base;
  const days = { messages: config.RETENTION_DAYS_MESSAGES, files: config.RETENTION_DAYS_ATTACHMENTS };
  return createPrivacy({ ...base, texts: dialogs.texts, letGo, ring, namedCustomerId, days });
}
