import { createPresence, type PresenceState } from '../../src/handoff/presence';
import { createLocalSigns } from '../../src/jobs/local-signs';
import { createLog } from '../../src/log';
import { createFakeClock } from '../fake-clock';
import { createMemoryBoard } from '../presence-ground';

function start() {
  const clock = createFakeClock();
  const board = createMemoryBoard(['anna']);
  const presence = createPresence({ clock, board, signs: createLocalSigns({ clock }), log: createLog('silent') });
  const told: [string, PresenceState][] = [];
  presence.onChange((agentId, state) => told.push([agentId, state]));
  return { clock, board, presence, told };
}

describe('somebody is online', () => {
  test('for 15 seconds after a signed-in call, and goes offline without anybody asking', async () => {
    const { clock, presence, told } = start();
    presence.sign('anna', 'anna-1');
    await clock.advance(14_999);
    expect(presence.stateOf('anna')).toBe('online');
    await clock.advance(1);
    expect(presence.stateOf('anna')).toBe('offline');
    expect(told).toEqual([
      ['anna', 'online'],
      ['anna', 'offline'],
    ]);
  });

  test('as long as calls keep coming', async () => {
    const { clock, presence, told } = start();
    for (let count = 0; count < 20; count += 1) {
      presence.sign('anna', 'anna-1');
      await clock.advance(10_000);
    }
    expect(presence.online()).toEqual(['anna']);
    expect(told).toEqual([['anna', 'online']]);
  });

  test('while any feed is open, and 15 seconds longer so that it can come back', async () => {
    const { clock, presence, told } = start();
    presence.feedOpened('anna', 'anna-1');
    presence.feedOpened('anna', 'anna-1');
    await clock.advance(60_000);
    presence.feedClosed('anna', 'anna-1');
    await clock.advance(60_000);
    expect(presence.stateOf('anna')).toBe('online');
    presence.feedClosed('anna', 'anna-1');
    await clock.advance(14_000);
    presence.feedOpened('anna', 'anna-1');
    await clock.advance(60_000);
    expect(presence.stateOf('anna')).toBe('online');
    presence.feedClosed('anna', 'anna-1');
    await clock.advance(15_000);
    expect(told).toEqual([
      ['anna', 'online'],
      ['anna', 'offline'],
    ]);
  });
});

describe('what a person chose', () => {
  test('keeps offers away while they are there, and is no sign of life', () => {
    const { presence, told } = start();
    presence.choose('anna', 'away');
    expect(presence.stateOf('anna')).toBe('offline');
    presence.feedOpened('anna', 'anna-1');
    expect(presence.stateOf('anna')).toBe('away');
    expect(presence.online()).toEqual([]);
    presence.choose('anna', 'offline');
    presence.choose('anna', 'online');
    expect(presence.online()).toEqual(['anna']);
    expect(told.map(([, state]) => state)).toEqual(['away', 'offline', 'online']);
  });

  test('is what the store says, also when another process wrote it there', async () => {
    const { clock, board, presence } = start();
    presence.feedOpened('anna', 'anna-1');
    board.put('anna', { chosen: 'away' });
    await clock.advance(10_000);
    expect(presence.stateOf('anna')).toBe('away');
  });

  test('counts at once, and is not undone by what was read before', async () => {
    const { clock, board, presence } = start();
    await clock.advance(10_000);
    presence.feedOpened('anna', 'anna-1');
    const read = board.read;
    let letGo = () => {};
    board.read = async () => {
      const rows = await read.call(board);
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
      return rows;
    };
    await clock.advance(5_000);
    board.put('anna', { chosen: 'away' });
    presence.choose('anna', 'away');
    letGo();
    await clock.advance(0);
    expect(presence.stateOf('anna')).toBe('away');
  });
});

test('a clock put back an hour keeps nobody there for an hour', async () => {
  const { clock, presence } = start();
  presence.sign('anna', 'anna-1');
  clock.set(new Date(clock.now().getTime() - 3_600_000));
  presence.sign('bruno', 'bruno-1');
  await clock.advance(3_600_000);
  expect(presence.online()).toEqual([]);
});

describe('signing out', () => {
  test('ends presence at once, also while a feed is still being closed', () => {
    const { presence, told } = start();
    presence.sign('anna', 'anna-1');
    presence.feedOpened('anna', 'anna-1');
    presence.signedOut('anna', 'anna-1');
    expect(presence.stateOf('anna')).toBe('offline');
    presence.feedClosed('anna', 'anna-1');
    expect(told).toEqual([
      ['anna', 'online'],
      ['anna', 'offline'],
    ]);
    presence.sign('anna', 'anna-2');
    expect(presence.stateOf('anna')).toBe('online');
  });

  test('is told to whoever holds what hangs on the sign-in, once for each', () => {
    const { presence } = start();
    const ended: string[] = [];
    presence.onSignedOut((_agentId, sessionId) => ended.push(sessionId));
    presence.sign('anna', 'anna-1');
    presence.sign('anna', 'anna-2');
    presence.signedOut('anna', 'anna-1');
    presence.signedOut('anna');
    expect(ended).toEqual(['anna-1', 'anna-2']);
  });
});

describe('nobody loses a conversation', () => {
  test('in the first 30 seconds after a start, when nobody could have shown up yet', async () => {
    const { clock, presence } = start();
    expect(presence.stateOf('anna')).toBe('offline');
    expect(presence.isOffline('anna')).toBe(false);
    await clock.advance(29_999);
    expect(presence.isOffline('anna')).toBe(false);
    await clock.advance(1);
    expect(presence.isOffline('anna')).toBe(true);
  });

  test('because this process stood still for a while', async () => {
    const { clock, presence } = start();
    presence.sign('anna', 'anna-1');
    await clock.advance(60_000);
    expect(presence.isOffline('anna')).toBe(true);
    clock.set(new Date(clock.now().getTime() + 120_000));
    expect(presence.isOffline('anna')).toBe(false);
    await clock.advance(29_000);
    expect(presence.isOffline('anna')).toBe(false);
    await clock.advance(3_000);
    expect(presence.isOffline('anna')).toBe(true);
  });

  test('by being away', async () => {
    const { clock, presence } = start();
    presence.choose('anna', 'away');
    presence.feedOpened('anna', 'anna-1');
    await clock.advance(60_000);
    expect(presence.isOffline('anna')).toBe(false);
  });
});

test('a listener that was taken off hears no more', () => {
  const { presence } = start();
  const heard: string[] = [];
  const stop = presence.onChange((agentId) => heard.push(agentId));
  presence.sign('anna', 'anna-1');
  stop();
  presence.sign('bruno', 'bruno-1');
  expect(heard).toEqual(['anna']);
});
