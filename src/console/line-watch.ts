// Finds waits that no hint told of, because the process where they began cannot reach this one: customers wait for people, so
// the line itself is looked at. A wait counts as untold only when it is so at two looks; its hint may be on its way at one.
import { type Clock, every } from '../clock';
import { consoleTopic, type FanOut, type Hint } from '../jobs/fan-out';
import { describeFault, type Log } from '../log';
import type { Store } from '../store/store';

export interface LineWatchParts {
  store: Pick<Store, 'rows'>;
  clock: Clock;
  log: Log;
  fanOut: Pick<FanOut, 'subscribe' | 'onGap'>;
  /** False while nobody here would hear of it. */
  isHeard(): boolean;
  /** Shows it to the people of this process alone. */
  tell(hint: Hint): void;
  /** Whose bells ring for a wait that was found so late. */
  online(): string[];
}

const lookEveryMs = 5_000;
const longestLine = 500;
const mostKnown = 5_000;

type Versions = Map<string, number>;

/** The returned function ends it. */
export function watchLine(parts: LineWatchParts): () => Promise<void> {
  const { conversations } = parts.store.rows;
  const known: Versions = new Map();
  let line: Versions = new Map();
  let untold: Map<string, { version: number; isNew: boolean }> = new Map();
  let left: string[] = [];
  /** What is there now is shown already: to nobody, or by the reload that everybody is told after a loss. */
  let isAnew = true;

  function know(conversationId: string, version: number): void {
    const before = known.get(conversationId) ?? 0;
    known.delete(conversationId);
    known.set(conversationId, Math.max(before, version));
    if (known.size > mostKnown) known.delete(known.keys().next().value ?? conversationId);
  }

  async function versionsOf(filter: { phase: 'waiting' } | { _id: { $in: string[] } }): Promise<Versions> {
    const rows = await conversations
      .find(filter, { projection: { version: 1 } })
      .limit(longestLine)
      .toArray();
    return new Map(rows.map((row) => [row._id, row.version]));
  }

  function tell(conversationId: string, version: number, isNew: boolean): void {
    know(conversationId, version);
    parts.tell({ conversationId, version, seq: null });
    if (isNew) parts.tell({ event: 'waiting', conversationId, toldFirst: parts.online().join(',') });
  }

  /** Who left the line since the look before, and was not heard of. */
  async function lookAtLeft(): Promise<void> {
    for (const [id, version] of left.length === 0 ? [] : await versionsOf({ _id: { $in: left } }))
      if ((known.get(id) ?? 0) < version) tell(id, version, false);
  }

  async function look(): Promise<void> {
    const now = await versionsOf({ phase: 'waiting' });
    if (isAnew) for (const [id, version] of now) know(id, version);
    isAnew = false;
    const doubtful: typeof untold = new Map();
    for (const [id, version] of now) {
      if ((known.get(id) ?? 0) >= version) continue;
      const before = untold.get(id);
      if (before?.version === version) tell(id, version, before.isNew);
      else doubtful.set(id, { version, isNew: before?.isNew ?? !line.has(id) });
    }
    await lookAtLeft();
    left = [...line.keys()].filter((id) => !now.has(id));
    untold = doubtful;
    line = now;
  }

  const stops = [
    parts.fanOut.subscribe(consoleTopic, ({ conversationId, version }) => {
      if (typeof conversationId === 'string' && typeof version === 'number') know(conversationId, version);
    }),
    parts.fanOut.onGap(() => {
      isAnew = true;
    }),
  ];
  const stopLooking = every(parts.clock, lookEveryMs, async () => {
    if (!parts.isHeard()) {
      isAnew = true;
      return;
    }
    await look().catch((fault: unknown) => parts.log.warn(describeFault(fault), 'line-not-watched'));
  });
  return async () => {
    for (const stop of stops) stop();
    await stopLooking();
  };
}
