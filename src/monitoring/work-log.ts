// What the log tells of the work itself: a line per turn for whoever debugs, a line per change of ownership for whoever asks
// later what happened, and a warning, not too often, when something is slow. Ids, codes and numbers; never what was said.
import type { Clock } from '../clock';
import type { CareEventKind } from '../conversation/events';
import type { OnCommitted } from '../conversation/journal';
import type { Log } from '../log';
import type { OnCall } from '../store/timed-rows';
import type { TurnReport } from '../turn/run-turn';

const slowTurnMs = 5_000;
const slowCallMs = 1_000;
const warnEveryMs = 10_000;

/** Events that change who has the conversation, or that end a promise badly. */
const moves: ReadonlySet<CareEventKind> = new Set<CareEventKind>([
  'handed-off',
  'claimed',
  'transferred',
  'released',
  'returned-to-line',
  'handed-back',
  'closed',
  'reopened',
  'promise-broken',
]);

export function createWorkLog({ log, clock }: { log: Log; clock: Clock }) {
  const warnTurn = seldom(clock, (fields) => log.warn(fields, 'turn-slow'));
  const warnCall = seldom(clock, (fields) => log.warn(fields, 'store-slow'));

  const onCommitted: OnCommitted = (before, change, after) => {
    for (const { kind, by } of change.events) {
      if (!moves.has(kind)) continue;
      const agentId = by.kind === 'agent' ? by.id : undefined;
      const { id: conversationId, channel, version, phase } = after;
      log.info({ conversationId, channel, version, from: before.phase, to: phase, by: by.kind, agentId }, kind);
    }
  };

  const onTurn = ({ turn, said, waitedMs, tookMs }: TurnReport): void => {
    const step = turn.trail.at(-1) ?? 'trouble';
    const { id: conversationId, channel } = turn.conversation;
    const { length: heard } = turn.messages;
    log.debug({ conversationId, channel, step, heard, said, waitedMs, tookMs }, 'turn-decided');
    if (tookMs > slowTurnMs) warnTurn({ conversationId, step, tookMs });
  };

  const onCall: OnCall = (call, tookMs) => {
    if (tookMs > slowCallMs) warnCall({ call, tookMs: Math.round(tookMs) });
  };

  return { onCommitted, onTurn, onCall };
}

type Fields = Record<string, string | number>;

/** Passes on one call in ten seconds, with the number of those kept back since. */
function seldom(clock: Clock, warn: (fields: Fields) => void): (fields: Fields) => void {
  let warnedAtMs = Number.NEGATIVE_INFINITY;
  let keptBack = 0;
  return (fields) => {
    const nowMs = clock.now().getTime();
    // A clock that was set back must not keep it quiet.
    if (Math.abs(nowMs - warnedAtMs) < warnEveryMs) {
      keptBack += 1;
      return;
    }
    warn({ ...fields, alsoSlow: keptBack });
    warnedAtMs = nowMs;
    keptBack = 0;
  };
}
