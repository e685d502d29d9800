import * as fc from 'fast-check';
import { createLocalSigns } from '../../src/jobs/local-signs';
import { describePresence } from '../contracts/presence';
import { createFakeClock } from '../fake-clock';
import { createMemoryBoard, startProcess } from '../presence-ground';

describePresence('memory', async () => {
  const clock = createFakeClock();
  const board = createMemoryBoard(['anna', 'bruno']);
  const signs = createLocalSigns({ clock });
  return {
    join: () => startProcess({ clock, signs, board }),
    pass: clock.advance,
    store: (agentId, chosen) => void board.put(agentId, { chosen }),
    close: async () => {},
  };
});

function startTwo() {
  const clock = createFakeClock();
  const board = createMemoryBoard(['anna']);
  const signs = createLocalSigns({ clock });
  const [one, other] = [startProcess({ clock, signs, board }), startProcess({ clock, signs, board })];
  return { clock, board, one, other };
}

describe('a process that cannot reach the others', () => {
  test('judges nobody, and only after it has heard them for half a minute again', async () => {
    const { clock, one, other } = startTwo();
    one.sign('anna', 's1');
    await clock.advance(60_000);
    expect(other.isOffline('anna')).toBe(true);
    other.isCut = true;
    await clock.advance(3_000);
    expect(other.isOffline('anna')).toBe(false);
    await clock.advance(600_000);
    expect(other.isOffline('anna')).toBe(false);
    other.isCut = false;
    await clock.advance(29_000);
    expect(other.isOffline('anna')).toBe(false);
    await clock.advance(5_000);
    expect(other.isOffline('anna')).toBe(true);
  });

  test('is heard of through the store, so that its people are online and judged like all others', async () => {
    const { clock, one, other } = startTwo();
    one.feedOpened('anna', 's1');
    await clock.advance(40_000);
    one.isCut = true;
    for (let seconds = 0; seconds < 120; seconds++) {
      await clock.advance(1_000);
      expect([other.stateOf('anna'), other.isOffline('anna')]).toEqual(['online', false]);
    }
    one.feedClosed('anna', 's1');
    await clock.advance(36_000);
    expect([other.stateOf('anna'), other.isOffline('anna')]).toEqual(['offline', true]);
  });

  test('goes on telling its signs however slow the store is', async () => {
    const { clock, board, one, other } = startTwo();
    board.read = () => new Promise(() => {});
    await clock.advance(10_000);
    one.feedOpened('anna', 's1');
    await clock.advance(60_000);
    expect(other.online()).toEqual(['anna']);
  });
});

test.each(['reads first', 'reads last'])(
  'nobody is judged while the store cannot say who was marked there, by a process that %s',
  async (order) => {
    const { clock, board, ...processes } = startTwo();
    const [one, other] = order === 'reads last' ? [processes.one, processes.other] : [processes.other, processes.one];
    one.feedOpened('anna', 's1');
    await clock.advance(40_000);
    board.isDown = true;
    one.isCut = true;
    const seen = new Set<boolean>();
    for (let seconds = 0; seconds < 60; seconds++) {
      await clock.advance(1_000);
      seen.add(other.isOffline('anna'));
    }
    board.isDown = false;
    for (let seconds = 0; seconds < 60; seconds++) {
      await clock.advance(1_000);
      seen.add(other.isOffline('anna'));
    }
    expect([...seen]).toEqual([false]);
    expect(other.stateOf('anna')).toBe('online');
  },
);

test('many who come at once are told to the others a few times, not once each', async () => {
  const clock = createFakeClock();
  const board = createMemoryBoard();
  const signs = createLocalSigns({ clock });
  let exchanges = 0;
  let reads = 0;
  const counted = {
    ...signs,
    exchange(mine: Parameters<typeof signs.exchange>[0]) {
      exchanges++;
      return signs.exchange(mine);
    },
  };
  const counting = {
    ...board,
    read() {
      reads++;
      return board.read();
    },
  };
  const one = startProcess({ clock, signs: counted, board: counting });
  const other = startProcess({ clock, signs, board });
  for (let agent = 0; agent < 500; agent++) {
    one.feedOpened(`agent-${agent}`, 's');
    await clock.advance(4);
  }
  await clock.advance(1_000);
  expect(other.online()).toHaveLength(500);
  expect(exchanges).toBeLessThan(25);
  expect(reads).toBeLessThan(8);
});

type Step = { process: 0 | 1 } & ({ kind: 'call' | 'open' | 'close' | 'cut' | 'heal' } | { kind: 'wait'; ms: number });

const process = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ process, kind: fc.constantFrom('call' as const, 'open' as const, 'close' as const) }),
  fc.record({ process, kind: fc.constantFrom('cut' as const, 'heal' as const) }),
  fc.record({ process, kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 45_000 }) }),
);

/** Who moves to another process does so within this time: a console comes back after a second or two. */
const moveMs = 8_000;

test('whatever is cut and when: nobody who keeps giving signs, wherever, is judged offline', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const { clock, one, other } = startTwo();
      const processes = [one, other] as const;
      const feeds = [0, 0];
      const nowMs = () => clock.now().getTime();
      let signedAtMs = Number.NEGATIVE_INFINITY;
      let thereSinceMs = Number.POSITIVE_INFINITY;
      const hasFeed = () => feeds.some((open) => open > 0);
      const check = () => {
        const isThere = hasFeed() || nowMs() - signedAtMs < 15_000;
        if (!isThere || nowMs() - thereSinceMs < moveMs) return;
        expect(processes.map((presence) => presence.isOffline('anna'))).toEqual([false, false]);
      };
      const noteSign = () => {
        if (!hasFeed() && nowMs() - signedAtMs > moveMs) thereSinceMs = nowMs();
        signedAtMs = nowMs();
      };
      for (const { process: which, ...what } of steps) {
        const presence = processes[which];
        switch (what.kind) {
          case 'call':
            noteSign();
            presence.sign('anna', 's1');
            break;
          case 'open':
            noteSign();
            feeds[which] = (feeds[which] ?? 0) + 1;
            presence.feedOpened('anna', 's1');
            break;
          case 'close':
            if (feeds[which] === 0) break;
            noteSign();
            feeds[which] = (feeds[which] ?? 0) - 1;
            presence.feedClosed('anna', 's1');
            break;
          case 'cut':
          case 'heal':
            presence.isCut = what.kind === 'cut';
            break;
          default:
            for (let left = what.ms; left > 0; left -= 1_000) {
              await clock.advance(Math.min(left, 1_000));
              check();
            }
        }
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
