// Who of the shop's people is there: signs of life on one side, what each person chose to be on the other. Processes tell
// each other their signs; what is asked here is answered at once from this process's own picture of all of them.
import type { Clock } from '../clock';
import type { SharedSigns, Signs } from '../jobs/signs';
import { describeFault, type Log } from '../log';
import { createPicture } from './picture';
import {
  countFeeds,
  endSigns,
  lastingHere,
  lastsUntilMs,
  noSigns,
  type SignsOfLife,
  signHere,
  signLastsMs,
} from './signs-of-life';
import type { StaffBoard } from './staff-board';

export type PresenceState = 'online' | 'away' | 'offline';

export interface Presence {
  /** A signed-in call: a sign of life for 15 seconds. */
  sign(agentId: string, sessionId: string): void;
  feedOpened(agentId: string, sessionId: string): void;
  feedClosed(agentId: string, sessionId: string): void;
  /** One sign-in ended, or all of the person's: its signs end at once, at every process, and count no more. */
  signedOut(agentId: string, sessionId?: string): void;
  /** What the person wants to be while they are there; `away` and `offline` get no offers. Stored by the caller before. */
  choose(agentId: string, state: PresenceState): void;
  stateOf(agentId: string): PresenceState;
  /** Ids of the people who can be offered a conversation. */
  online(): string[];
  /**
   * True when what this person holds may go back to the line. Never in the first 30 seconds after a start, and never until
   * the other processes have been heard for 30 seconds without a break.
   */
  isOffline(agentId: string): boolean;
  /** Calls `listener` after each change of `stateOf`, wherever it began; the returned function ends that. */
  onChange(listener: (agentId: string, state: PresenceState) => void): () => void;
  /** Calls `listener` when a sign-in ended, wherever that was; the returned function ends that. */
  onSignedOut(listener: (agentId: string, sessionId: string) => void): () => void;
  /** Reads what people chose, and ends when that is known. */
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface PresenceParts {
  clock: Clock;
  log: Log;
  signs: Signs;
  board: StaffBoard;
}

interface Person {
  chosen: PresenceState;
  /** Number of the choice in the order of this process. */
  choice: number;
  signs: SignsOfLife;
  /** Undefined until the board was read. */
  mark?: string | null;
  told: PresenceState;
  isWatched: boolean;
}

const readBoardEveryMs = 5_000;
/** Somebody may have chosen something; many may at the start of a day. */
const readNewsAfterMs = 1_000;
/** Without the board nobody knows of those whom a process marked that is cut off, nor until it had time to mark them again. */
const boardIsStaleAfterMs = 12_000;
const boardIsQuietMs = 15_000;
const mostEndedKnown = 10_000;

export function createPresence({ clock, log, signs, board }: PresenceParts): Presence {
  const people = new Map<string, Person>();
  const listeners = new Set<(agentId: string, state: PresenceState) => void>();
  const signOutListeners = new Set<(agentId: string, sessionId: string) => void>();
  /** Signs of sign-ins that are over; what still comes of them counts for nothing. */
  const ended = new Set<string>();
  let notYetTold: string[] = [];
  let choices = 0;
  let boardAskedAtMs = Number.NEGATIVE_INFINITY;
  let boardFreshAtMs = Number.NEGATIVE_INFINITY;
  let boardFreshSinceMs = 0;
  let isClosed = false;
  let isUsingBoard = false;
  let hasBoardNews = false;
  const nowMs = () => clock.now().getTime();

  const personOf = (agentId: string): Person => {
    const known = people.get(agentId);
    if (known !== undefined) return known;
    const fresh: Person = { chosen: 'online', choice: 0, signs: noSigns(), told: 'offline', isWatched: false };
    people.set(agentId, fresh);
    return fresh;
  };
  const isThere = (person: Person) => nowMs() < lastsUntilMs(person.signs);
  const stateOf = (person: Person | undefined): PresenceState =>
    person !== undefined && isThere(person) ? person.chosen : 'offline';

  /** True when it changed what others see. */
  function tell(agentId: string, person: Person): boolean {
    watch(agentId, person);
    const state = stateOf(person);
    if (state === person.told) return false;
    person.told = state;
    for (const listener of listeners) listener(agentId, state);
    return true;
  }
  /** Looks again when the last sign runs out: going offline is the one change that nobody calls in. */
  function watch(agentId: string, person: Person): void {
    const untilMs = lastsUntilMs(person.signs);
    if (person.isWatched || !Number.isFinite(untilMs) || untilMs <= nowMs()) return;
    person.isWatched = true;
    clock.after(untilMs - nowMs(), () => {
      person.isWatched = false;
      tell(agentId, person);
    });
  }
  function hear(agentId: string, sessionId: string, note: (signs: SignsOfLife) => void): void {
    if (ended.has(signOf(agentId, sessionId))) return;
    const person = personOf(agentId);
    const isNewHere = !person.signs.here.has(sessionId);
    note(person.signs);
    const hasFeed = (person.signs.here.get(sessionId)?.feeds ?? 0) > 0;
    // A second browser must be known before the first one signs out. And cut off, this process cannot know who else sees them.
    if (tell(agentId, person) || (isNewHere && (hasFeed || picture.isCutOff()))) picture.tell();
  }
  /** The sign-ins that were not known to be over. */
  function end(agentId: string, sessionId?: string): string[] {
    const person = personOf(agentId);
    const fresh = endSigns(person.signs, sessionId).filter((one) => !ended.has(signOf(agentId, one)));
    for (const one of fresh) {
      ended.add(signOf(agentId, one));
      if (ended.size > mostEndedKnown) ended.delete([...ended.keys()][0] ?? '');
    }
    tell(agentId, person);
    for (const one of fresh) for (const listener of signOutListeners) listener(agentId, one);
    return fresh;
  }

  function bring() {
    const lasting = new Map<string, number>();
    for (const [agentId, person] of people) {
      for (const [sessionId, ms] of lastingHere(person.signs, nowMs())) lasting.set(signOf(agentId, sessionId), ms);
    }
    return { lasting, ended: notYetTold };
  }
  function take(shared: SharedSigns, sinceMs: number, isNewMemory: boolean): void {
    const told = new Set(shared.ended);
    notYetTold = notYetTold.filter((sign) => !told.has(sign));
    if (!isNewMemory) for (const person of people.values()) person.signs.elsewhere.clear();
    for (const [sign, ms] of shared.lasting) {
      const [agentId, sessionId] = partsOf(sign);
      if (!ended.has(sign)) personOf(agentId).signs.elsewhere.set(sessionId, sinceMs + ms);
    }
    for (const sign of shared.ended) if (!ended.has(sign)) end(...partsOf(sign));
    for (const [agentId, person] of people) tell(agentId, person);
  }
  /** Never keeps the signs waiting: the store may be slow when Redis is not. */
  async function useBoard(isCutOff: boolean, isNews: boolean): Promise<void> {
    hasBoardNews ||= isNews;
    const sinceMs = nowMs() - boardAskedAtMs;
    if (isClosed || isUsingBoard || (sinceMs >= 0 && sinceMs < (hasBoardNews ? readNewsAfterMs : readBoardEveryMs)))
      return;
    hasBoardNews = false;
    isUsingBoard = true;
    try {
      if (isCutOff) await board.sign([...people].filter(([, { signs }]) => isHere(signs)).map(([agentId]) => agentId));
      await readBoard();
    } catch (fault) {
      log.warn(describeFault(fault), 'board-not-read');
    }
    isUsingBoard = false;
  }
  const isHere = (own: SignsOfLife) => lastingHere(own, nowMs()).length > 0;
  async function readBoard(): Promise<void> {
    const choicesBefore = choices;
    const askedAtMs = nowMs();
    boardAskedAtMs = askedAtMs;
    for (const { agentId, chosen, mark } of await board.read()) {
      const person = personOf(agentId);
      // Who chose while it was read chose later than what was read.
      if (person.choice <= choicesBefore) person.chosen = chosen;
      if (person.mark !== undefined && person.mark !== mark) person.signs.boardUntilMs = nowMs() + signLastsMs;
      person.mark = mark;
      tell(agentId, person);
    }
    if (askedAtMs - boardFreshAtMs > boardIsStaleAfterMs) boardFreshSinceMs = askedAtMs;
    boardFreshAtMs = askedAtMs;
  }

  const isBoardSound = () =>
    nowMs() - boardFreshAtMs <= boardIsStaleAfterMs && nowMs() - boardFreshSinceMs >= boardIsQuietMs;
  const picture = createPicture({ clock, log, signs, bring, take, looked: useBoard });
  return {
    sign: (agentId, sessionId) => hear(agentId, sessionId, (own) => signHere(own, sessionId, nowMs())),
    feedOpened: (agentId, sessionId) => hear(agentId, sessionId, (own) => countFeeds(own, sessionId, 1, nowMs())),
    feedClosed: (agentId, sessionId) => hear(agentId, sessionId, (own) => countFeeds(own, sessionId, -1, nowMs())),
    signedOut(agentId, sessionId) {
      notYetTold.push(...end(agentId, sessionId).map((one) => signOf(agentId, one)));
      picture.tell();
    },
    choose(agentId, state) {
      const person = personOf(agentId);
      person.chosen = state;
      person.choice = ++choices;
      tell(agentId, person);
      picture.tell();
    },
    stateOf: (agentId) => stateOf(people.get(agentId)),
    online: () => [...people].filter(([, person]) => stateOf(person) === 'online').map(([agentId]) => agentId),
    isOffline: (agentId) => picture.isSound() && isBoardSound() && stateOf(people.get(agentId)) === 'offline',
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onSignedOut(listener) {
      signOutListeners.add(listener);
      return () => signOutListeners.delete(listener);
    },
    start: readBoard,
    close() {
      isClosed = true;
      return picture.close();
    },
  };
}

/** A sign's name between processes; neither part holds a space. */
function signOf(agentId: string, sessionId: string): string {
  return `${agentId} ${sessionId}`;
}

function partsOf(sign: string): [agentId: string, sessionId: string] {
  const [agentId = '', sessionId = ''] = sign.split(' ', 2);
  return [agentId, sessionId];
}
