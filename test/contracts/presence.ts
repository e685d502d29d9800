// Presence of several processes that share their signs of life: who is there for one is there for all.
import type { Process } from '../presence-ground';

export interface PresenceGround {
  /** One process more. */
  join(): Process;
  /** Lets time pass, on whatever clock the adapter lives by. */
  pass(ms: number): Promise<void>;
  /** What a person chose, as the store has it. */
  store(agentId: string, chosen: 'online' | 'away' | 'offline'): void;
  close(): Promise<void>;
}

const stepMs = 100;

/** Registers the contract tests; `open` gives a ground without processes. */
export function describePresence(adapter: string, open: () => Promise<PresenceGround>): void {
  let ground: PresenceGround;
  let one: Process;
  let other: Process;
  beforeEach(async () => {
    ground = await open();
    one = ground.join();
    other = ground.join();
    await ground.pass(stepMs);
  });
  afterEach(async () => {
    await Promise.all([one.close(), other.close()]);
    await ground.close();
  });

  /** How long it took, in steps; fails when it takes longer. */
  async function within(ms: number, isSo: () => boolean): Promise<number> {
    for (let passedMs = 0; passedMs <= ms; passedMs += stepMs) {
      if (isSo()) return passedMs;
      await ground.pass(stepMs);
    }
    throw new Error(`not so after ${ms} ms`);
  }

  describe(`presence shared over ${adapter}`, () => {
    test('who opens a feed at one process is online for the other within three seconds, who calls too', async () => {
      one.feedOpened('anna', 's1');
      other.sign('bruno', 's2');
      expect(await within(3_000, () => other.online().includes('anna'))).toBeLessThanOrEqual(3_000);
      await within(3_000, () => one.online().includes('bruno'));
      expect([one.online().sort(), other.online().sort()]).toEqual([
        ['anna', 'bruno'],
        ['anna', 'bruno'],
      ]);
    });

    test('changes are told at both processes, once', async () => {
      const told: string[] = [];
      other.onChange((agentId, state) => told.push(`${agentId} ${state}`));
      one.feedOpened('anna', 's1');
      await within(3_000, () => other.online().length > 0);
      one.signedOut('anna', 's1');
      await within(3_000, () => other.online().length === 0);
      expect(told).toEqual(['anna online', 'anna offline']);
    });

    test('what a person chose at one process is seen at the other', async () => {
      one.feedOpened('anna', 's1');
      await within(3_000, () => other.stateOf('anna') === 'online');
      ground.store('anna', 'away');
      one.choose('anna', 'away');
      await within(3_000, () => other.stateOf('anna') === 'away');
      ground.store('anna', 'online');
      other.choose('anna', 'online');
      await within(3_000, () => one.stateOf('anna') === 'online');
      expect(other.stateOf('anna')).toBe('online');
    });

    test('signing out ends it at once everywhere, also where that sign-in has a feed, and what it still says counts no more', async () => {
      one.sign('anna', 's1');
      other.feedOpened('anna', 's1');
      await within(3_000, () => one.online().includes('anna') && other.online().includes('anna'));
      const ended: string[] = [];
      other.onSignedOut((agentId, sessionId) => ended.push(`${agentId} ${sessionId}`));
      one.signedOut('anna', 's1');
      expect(one.stateOf('anna')).toBe('offline');
      expect(await within(1_000, () => other.stateOf('anna') === 'offline')).toBeLessThanOrEqual(1_000);
      other.sign('anna', 's1');
      other.feedClosed('anna', 's1');
      one.sign('anna', 's1');
      await ground.pass(3_000);
      expect([one.stateOf('anna'), other.stateOf('anna')]).toEqual(['offline', 'offline']);
      expect(ended).toEqual(['anna s1']);
    });

    test('signing out in one browser leaves the person there who has another one open', async () => {
      one.feedOpened('anna', 's1');
      other.feedOpened('anna', 's2');
      await within(3_000, () => one.online().includes('anna') && other.online().includes('anna'));
      const told: string[] = [];
      for (const process of [one, other]) process.onChange((_agentId, state) => told.push(state));
      await ground.pass(1_000);
      one.signedOut('anna', 's1');
      await ground.pass(3_000);
      expect([one.stateOf('anna'), other.stateOf('anna'), told]).toEqual(['online', 'online', []]);
      other.signedOut('anna');
      await within(1_000, () => one.stateOf('anna') === 'offline');
    });

    test('a process that comes later knows who is there', async () => {
      one.feedOpened('anna', 's1');
      await ground.pass(200);
      const later = ground.join();
      await within(1_000, () => later.online().includes('anna'));
      await later.close();
    });

    test('signs of a process that died, and of one that only stopped, end after 15 seconds', async () => {
      one.feedOpened('anna', 's1');
      other.feedOpened('bruno', 's2');
      const third = ground.join();
      await within(3_000, () => third.online().length === 2);
      one.isDead = true;
      other.feedClosed('bruno', 's2');
      await other.close();
      await ground.pass(12_000);
      expect(third.online().sort()).toEqual(['anna', 'bruno']);
      await within(3_500, () => third.online().length === 0);
      await third.close();
    });
  });
}
