// When the people at work are told that something is wrong, and when they are told that it is over.
import type { Trouble, TroubleKind } from '../../src/console/troubles';
import type { LogFields } from '../../src/log';
import { createLook, type LookParts } from '../../src/monitoring/look';
import { watchTroubles } from '../../src/monitoring/trouble-watch';
import { createFakeClock } from '../fake-clock';

const looksEveryMs = 3_000;

function createScene() {
  const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
  const found = new Set<TroubleKind>();
  const told: Trouble[][] = [];
  const logged: [string, LogFields][] = [];
  const write = (fields: LogFields, event: string) => void logged.push([event, fields]);
  const log = { debug: write, info: write, warn: write, error: write };
  const troubles = watchTroubles({ clock, log, look: async () => new Set(found) });
  troubles.onChange(() => told.push([...troubles.current()]));
  const looks = async (count: number) => {
    for (let n = 0; n < count; n++) await clock.advance(looksEveryMs);
  };
  return { clock, found, told, logged, troubles, looks };
}

it('tells of nothing while all is well, nor of a hiccup', async () => {
  const { found, told, troubles, looks } = createScene();
  await looks(5);
  found.add('redis-down');
  await looks(1);
  found.delete('redis-down');
  await looks(5);
  expect([told, troubles.current()]).toEqual([[], []]);
});

it('tells once of what lasts, since when, and once of its end', async () => {
  const { found, told, logged, looks } = createScene();
  found.add('redis-down');
  await looks(10);
  const since = new Date('2026-03-04T09:00:06Z');
  expect(told).toEqual([[{ kind: 'redis-down', since }]]);
  found.clear();
  await looks(2);
  expect(told).toHaveLength(1);
  await looks(5);
  expect(told).toEqual([[{ kind: 'redis-down', since }], []]);
  expect(logged).toEqual([
    ['trouble-began', { kind: 'redis-down' }],
    ['trouble-ended', { kind: 'redis-down', lastedMs: 33_000 }],
  ]);
});

it('names the worst first', async () => {
  const { found, troubles, looks } = createScene();
  found.add('redis-down').add('store-away').add('turns-late');
  await looks(2);
  expect(troubles.current().map(({ kind }) => kind)).toEqual(['store-away', 'turns-late', 'redis-down']);
});

it('keeps telling while a trouble comes and goes', async () => {
  const { found, told, looks } = createScene();
  found.add('store-slow');
  await looks(2);
  for (let n = 0; n < 5; n++) {
    found.clear();
    await looks(2);
    found.add('store-slow');
    await looks(1);
  }
  expect(told).toHaveLength(1);
});

it('finds what is told until the first look that does not, and nothing that is not told yet', async () => {
  const { found, troubles, looks } = createScene();
  found.add('store-refuses-writes');
  await looks(1);
  expect(troubles.isFound('store-refuses-writes')).toBe(false);
  await looks(1);
  expect(troubles.isFound('store-refuses-writes')).toBe(true);
  found.clear();
  await looks(1);
  expect([troubles.isFound('store-refuses-writes'), troubles.current().length]).toEqual([false, 1]);
});

describe('one look', () => {
  const clock = createFakeClock();
  const well: LookParts = {
    clock,
    store: { ready: async () => true, tryWrite: async () => undefined },
    redis: { isUp: () => true, mayEvict: () => false },
    figures: async () => ({ undecidedSeconds: 0 }) as never,
    takeLagMs: () => 0,
  };
  const look = async (parts: Partial<LookParts>) => [...(await createLook({ ...well, ...parts })())];
  const withStore = (store: Partial<LookParts['store']>) => ({ store: { ...well.store, ...store } });

  it('finds nothing where all is well, with Redis and without', async () => {
    expect(await look({})).toEqual([]);
    expect(await look({ redis: null })).toEqual([]);
  });

  it('finds a Redis that may throw away what it holds', async () => {
    expect(await look({ redis: { isUp: () => true, mayEvict: () => true } })).toEqual(['redis-evicts']);
  });

  it('finds Redis gone, messages not handled, and a process that does not keep up', async () => {
    expect(await look({ redis: { isUp: () => false, mayEvict: () => false } })).toEqual(['redis-down']);
    expect(await look({ figures: async () => ({ undecidedSeconds: 20 }) as never })).toEqual(['turns-late']);
    expect(await look({ takeLagMs: () => 900 })).toEqual(['overloaded']);
  });

  it('finds the store away when it refuses, says no or does not answer, and asks it once at a time', async () => {
    expect(await look(withStore({ ready: async () => false }))).toEqual(['store-away']);
    expect(await look(withStore({ ready: () => Promise.reject(new Error('gone')) }))).toEqual(['store-away']);
    let asked = 0;
    const hanging = createLook({ ...well, ...withStore({ ready: () => new Promise<boolean>(() => asked++) }) });
    for (let n = 0; n < 3; n++) {
      const found = hanging();
      await clock.advance(2_500);
      expect([...(await found)]).toEqual(['store-away']);
    }
    expect(asked).toBe(1);
  });

  it('finds that an answering store refuses writes, or keeps none in time, and tries one at a time', async () => {
    expect(await look(withStore({ tryWrite: () => Promise.reject(new Error('no room')) }))).toEqual([
      'store-refuses-writes',
    ]);
    let tried = 0;
    const hanging = createLook({ ...well, ...withStore({ tryWrite: () => new Promise<void>(() => tried++) }) });
    for (let n = 0; n < 3; n++) {
      const found = hanging();
      await clock.advance(0);
      await clock.advance(2_500);
      expect([...(await found)]).toEqual(['store-refuses-writes']);
    }
    expect(tried).toBe(1);
  });

  it('finds the store slow when it takes more than a second', async () => {
    const ready = () => new Promise<boolean>((resolve) => clock.after(1_200, () => resolve(true)));
    const found = look(withStore({ ready }));
    await clock.advance(1_200);
    expect(await found).toEqual(['store-slow']);
  });

  it('says nothing of messages while the figures cannot be read', async () => {
    expect(await look({ figures: async () => null })).toEqual([]);
  });
});
