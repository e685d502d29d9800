import fc from 'fast-check';
import { type Admission, createAdmission, type Seeker, type Strain, type Urgency } from '../../src/http/admission';
import { strainOf } from '../../src/http/loop-delay';
import { createFakeClock, type FakeClock } from '../fake-clock';

const limits = { atWork: 8, waiting: 8, waitMs: 1_000, perClient: 5, startsPerTurn: 100, acceptFirstMs: 20 };

interface World {
  admission: Admission;
  clock: FakeClock;
  strain: Strain;
  /** Runs that have begun and not ended, oldest first. */
  running: { seeker: Seeker; end(): void }[];
  /** How each ended: `done`, or the code of its refusal. */
  outcomes: { seeker: Seeker; code: string; retryAfter: number }[];
  ask(seeker: Partial<Seeker>): Promise<void>;
}

function createWorld(random = 0): World {
  const clock = createFakeClock();
  const world: World = {
    clock,
    strain: 'calm',
    running: [],
    outcomes: [],
    admission: createAdmission({ limits, clock, strain: () => world.strain, random: () => random }),
    async ask(wanted) {
      const seeker = { urgency: 'customer' as const, network: 'n', client: undefined, isGone: () => false, ...wanted };
      const task = () =>
        new Promise<void>((resolve) => {
          world.running.push({ seeker, end: resolve });
        });
      const note = (code: string, retryAfter: number) => void world.outcomes.push({ seeker, code, retryAfter });
      void world.admission.run(seeker, task).then(
        () => note('done', 0),
        (fault) => note(fault.code, Number(fault.headers['Retry-After'])),
      );
      await settled();
    },
  };
  return world;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
async function times(count: number, act: () => Promise<void>): Promise<void> {
  for (let n = 0; n < count; n++) await act();
}

describe('who is let in', () => {
  test('new visitors leave half of the places to the others, customers leave one to agents', async () => {
    const world = createWorld();
    await times(6, () => world.ask({ urgency: 'visitor' }));
    expect(world.running).toHaveLength(4);
    await times(6, () => world.ask({ urgency: 'customer' }));
    expect(world.running).toHaveLength(7);
    await times(2, () => world.ask({ urgency: 'agent' }));
    expect(world.running).toHaveLength(8);
  });

  test('a process that is late with everything lets fewer in, and nobody new', async () => {
    const world = createWorld();
    world.strain = 'swamped';
    await world.ask({ urgency: 'visitor' });
    expect(world.outcomes.map(({ code }) => code)).toEqual(['overloaded']);
    await times(3, () => world.ask({ urgency: 'customer' }));
    expect(world.running).toHaveLength(1);
    await times(3, () => world.ask({ urgency: 'agent' }));
    expect(world.running).toHaveLength(4);
  });

  test.each([
    [0, 'calm'],
    [249, 'calm'],
    [250, 'strained'],
    [700, 'swamped'],
  ] as const)('%i ms late is %s', (delayMs, strain) => {
    expect(strainOf(delayMs)).toBe(strain);
  });

  test('a network that fills the line gives way to others, one by one, until it has no more than they', async () => {
    const world = createWorld();
    await times(7 + 7, () => world.ask({ network: 'greedy' }));
    expect(world.admission.load()).toMatchObject({ atWork: 7, waiting: 7 });
    await times(2, () => world.ask({ network: 'modest' }));
    expect(world.admission.load()).toMatchObject({ atWork: 7, waiting: 7 });
    expect(world.outcomes.map(({ seeker, code }) => [seeker.network, code])).toEqual([
      ['greedy', 'overloaded'],
      ['greedy', 'overloaded'],
    ]);
    await world.ask({ network: 'greedy' });
    expect(world.outcomes).toHaveLength(3);
    await times(7, async () => {
      world.running.shift()?.end();
      await settled();
    });
    expect(world.running.filter(({ seeker }) => seeker.network === 'modest')).toHaveLength(2);
  });

  test('who hung up while waiting costs no work', async () => {
    const world = createWorld();
    let isGone = false;
    await times(7, () => world.ask({}));
    await world.ask({ isGone: () => isGone });
    await world.ask({ network: 'later' });
    isGone = true;
    world.running.shift()?.end();
    await settled();
    expect(world.running.at(-1)?.seeker.network).toBe('later');
  });

  test('who waited a second is refused; the line moves on', async () => {
    const world = createWorld();
    await times(8, () => world.ask({}));
    await world.clock.advance(limits.waitMs);
    expect(world.outcomes.map(({ code }) => code)).toEqual(['overloaded']);
    expect(world.admission.load()).toMatchObject({ atWork: 7, waiting: 0 });
  });
});

describe('when to come back', () => {
  test('is a second while few are refused, and spread over eight when many are', async () => {
    const early = createWorld(0);
    const late = createWorld(0.999);
    for (const world of [early, late]) await times(100, () => world.ask({}));
    expect(new Set(early.outcomes.map(({ retryAfter }) => retryAfter))).toEqual(new Set([1]));
    expect(late.outcomes[0]?.retryAfter).toBe(2);
    expect(late.outcomes.at(-1)?.retryAfter).toBe(8);
  });
});

describe('whatever comes in whatever order', () => {
  const seeker = fc.record({
    urgency: fc.constantFrom<Urgency[]>('agent', 'customer', 'visitor'),
    network: fc.constantFrom('n1', 'n2', 'n3'),
    client: fc.constantFrom(undefined, 'c1', 'c2'),
  });
  const step = fc.oneof(
    { weight: 4, arbitrary: seeker.map((who) => ({ kind: 'ask' as const, who })) },
    { weight: 2, arbitrary: fc.nat(7).map((which) => ({ kind: 'end' as const, which })) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 1_500 }).map((ms) => ({ kind: 'wait' as const, ms })) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom<Strain[]>('calm', 'strained', 'swamped')
        .map((strain) => ({ kind: 'strain' as const, strain })),
    },
  );

  test('bounds hold, everybody gets exactly one answer, and at the end nothing is left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
        const world = createWorld();
        let asked = 0;
        for (const one of steps) {
          if (one.kind === 'ask') await world.ask(one.who);
          if (one.kind === 'ask') asked += 1;
          if (one.kind === 'end') world.running.splice(one.which, 1)[0]?.end();
          if (one.kind === 'wait') await world.clock.advance(one.ms);
          if (one.kind === 'strain') world.strain = one.strain;
          await settled();
          const { atWork, waiting } = world.admission.load();
          expect(atWork).toBe(world.running.length);
          expect(atWork).toBeLessThanOrEqual(limits.atWork);
          expect(waiting).toBeLessThanOrEqual(limits.waiting);
          for (const client of ['c1', 'c2'])
            expect(world.running.filter((run) => run.seeker.client === client).length).toBeLessThanOrEqual(
              limits.perClient,
            );
        }
        while (world.running.length > 0) {
          world.running.shift()?.end();
          await settled();
        }
        await world.clock.advance(limits.waitMs);
        while (world.running.length > 0) {
          world.running.shift()?.end();
          await settled();
        }
        expect(world.outcomes).toHaveLength(asked);
        expect(world.admission.load()).toMatchObject({ atWork: 0, waiting: 0 });
      }),
      { numRuns: 150 },
    );
  });
});
