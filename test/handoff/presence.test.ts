import { createPresence, type PresenceState } from '../../src/handoff/presence';
import { createFakeClock } from '../fake-clock';

function start() {
  const clock = createFakeClock();
  const presence = createPresence({ clock });
  const told: [string, PresenceState][] = [];
  presence.onChange((agentId, state) => told.push([agentId, state]));
  return { clock, presence, told };
}

describe('somebody is online', () => {
  test('for 15 seconds after a signed-in call, and goes offline without anybody asking', async () => {
    const { clock, presence, told } = start();
    presence.sign('anna');
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
      presence.sign('anna');
      await clock.advance(10_000);
    }
    expect(presence.online()).toEqual(['anna']);
    expect(told).toEqual([['anna', 'online']]);
  });

  test('while any feed is open, and 15 seconds longer so that it can come back', async () => {
    const { clock, presence, told } = start();
    presence.feedOpened('anna');
    presence.feedOpened('anna');
    await clock.advance(60_000);
    presence.feedClosed('anna');
    await clock.advance(60_000);
    expect(presence.stateOf('anna')).toBe('online');
    presence.feedClosed('anna');
    await clock.advance(14_000);
    presence.feedOpened('anna');
    await clock.advance(60_000);
    expect(presence.stateOf('anna')).toBe('online');
    presence.feedClosed('anna');
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
    presence.feedOpened('anna');
    expect(presence.stateOf('anna')).toBe('away');
    expect(presence.online()).toEqual([]);
    presence.choose('anna', 'offline');
    presence.choose('anna', 'online');
    expect(presence.online()).toEqual(['anna']);
    expect(told.map(([, state]) => state)).toEqual(['away', 'offline', 'online']);
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

  test('by being away', async () => {
    const { clock, presence } = start();
    presence.choose('anna', 'away');
    presence.feedOpened('anna');
    await clock.advance(60_000);
    expect(presence.isOffline('anna')).toBe(false);
  });
});

test('a listener that was taken off hears no more', () => {
  const { presence } = start();
  const heard: string[] = [];
  const stop = presence.onChange((agentId) => heard.push(agentId));
  presence.sign('anna');
  stop();
  presence.sign('bruno');
  expect(heard).toEqual(['anna']);
});
