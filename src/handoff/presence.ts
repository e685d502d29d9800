// Who of the shop's people is there: signs of life on one side, what each person chose to be on the other.
import type { Clock } from '../clock';

export type PresenceState = 'online' | 'away' | 'offline';

export interface Presence {
  /** A signed-in call: a sign of life for 15 seconds. */
  sign(agentId: string): void;
  feedOpened(agentId: string): void;
  feedClosed(agentId: string): void;
  /** What the person wants to be while they are there; `away` and `offline` get no offers. Kept by the caller. */
  choose(agentId: string, state: PresenceState): void;
  stateOf(agentId: string): PresenceState;
  /** Ids of the people who can be offered a conversation. */
  online(): string[];
  /** True when what this person holds may go back to the line; never in the first 30 seconds after a start. */
  isOffline(agentId: string): boolean;
  /** Calls `listener` after each change of `stateOf`; the returned function ends that. */
  onChange(listener: (agentId: string, state: PresenceState) => void): () => void;
}

const signLastsMs = 15_000;
/** Feeds and widgets come back within seconds of a restart: until then silence proves nothing. */
const quietAfterStartMs = 30_000;

interface Person {
  chosen: PresenceState;
  feeds: number;
  /** Epoch milliseconds. */
  signedUntil: number;
  told: PresenceState;
  isWatched: boolean;
}

export function createPresence({ clock }: { clock: Clock }): Presence {
  const people = new Map<string, Person>();
  const listeners = new Set<(agentId: string, state: PresenceState) => void>();
  const nowMs = () => clock.now().getTime();
  const judgesFrom = nowMs() + quietAfterStartMs;

  const personOf = (agentId: string): Person => {
    const known = people.get(agentId);
    if (known !== undefined) return known;
    const fresh: Person = { chosen: 'online', feeds: 0, signedUntil: 0, told: 'offline', isWatched: false };
    people.set(agentId, fresh);
    return fresh;
  };
  const isThere = (person: Person) => person.feeds > 0 || nowMs() < person.signedUntil;
  const stateOf = (person: Person | undefined): PresenceState =>
    person !== undefined && isThere(person) ? person.chosen : 'offline';

  function change(agentId: string, edit: (person: Person) => void): void {
    const person = personOf(agentId);
    edit(person);
    tell(agentId, person);
    watch(agentId, person);
  }
  function tell(agentId: string, person: Person): void {
    const state = stateOf(person);
    if (state === person.told) return;
    person.told = state;
    for (const listener of listeners) listener(agentId, state);
  }
  /** Looks again when the last sign runs out: going offline is the one change that nobody calls in. */
  function watch(agentId: string, person: Person): void {
    if (person.isWatched || person.feeds > 0 || !isThere(person)) return;
    person.isWatched = true;
    clock.after(person.signedUntil - nowMs(), () => {
      person.isWatched = false;
      tell(agentId, person);
      watch(agentId, person);
    });
  }
  const signNow = (person: Person) => {
    person.signedUntil = nowMs() + signLastsMs;
  };

  return {
    sign: (agentId) => change(agentId, signNow),
    feedOpened: (agentId) =>
      change(agentId, (person) => {
        person.feeds += 1;
      }),
    feedClosed: (agentId) =>
      change(agentId, (person) => {
        person.feeds = Math.max(0, person.feeds - 1);
        signNow(person);
      }),
    choose: (agentId, state) =>
      change(agentId, (person) => {
        person.chosen = state;
      }),
    stateOf: (agentId) => stateOf(people.get(agentId)),
    online: () => [...people].filter(([, person]) => stateOf(person) === 'online').map(([agentId]) => agentId),
    isOffline: (agentId) => nowMs() >= judgesFrom && stateOf(people.get(agentId)) === 'offline',
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
