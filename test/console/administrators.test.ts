// Nobody is left without an administrator, in whatever order the steps of several processes meet and wherever one dies.
import * as fc from 'fast-check';
import { systemClock } from '../../src/clock';
import { type AdministratorRows, stepDown } from '../../src/console/administrators';
import { createPeople, type People } from '../../src/console/people';
import { CareError } from '../../src/errors';
import type { Store } from '../../src/store/store';
import { openStore } from '../open-store';

interface Row {
  isOne: boolean;
  leaving?: string | undefined;
}

/** The steps as the store does them: one conditional write on one person each, met in the order the schedule says. */
function rowsIn(people: Map<string, Row>, inTurn: <T>(step: () => T) => Promise<T>): AdministratorRows {
  return {
    mark: (id, mark) =>
      inTurn(() => {
        const row = people.get(id);
        if (row?.isOne !== true) return false;
        row.leaving = mark;
        return true;
      }),
    relyOnAnother: (id) =>
      inTurn(() => {
        const other = [...people].find(([otherId, row]) => otherId !== id && row.isOne)?.[1];
        if (other !== undefined) other.leaving = undefined;
        return other !== undefined;
      }),
    unmark: (id, mark) =>
      inTurn(() => {
        const row = people.get(id);
        if (row?.leaving === mark) row.leaving = undefined;
      }),
  };
}

test('one administrator remains in every order of steps, with some attempts dying half way', async () => {
  const attempt = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    diesAfter: fc.option(fc.integer({ min: 0, max: 2 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(attempt, { minLength: 2, maxLength: 6 }), async (s, attempts) => {
      const people = new Map<string, Row>(['a', 'b', 'c'].map((id) => [id, { isOne: true }]));
      const count = () => [...people.values()].filter((row) => row.isOne).length;
      const run = async (id: string, diesAfter: number | null) => {
        let steps = 0;
        const inTurn = async <T>(step: () => T): Promise<T> => {
          await s.schedule(Promise.resolve());
          if (diesAfter !== null && steps++ >= diesAfter) return new Promise<T>(() => {});
          return step();
        };
        const leave = (mark: string) =>
          inTurn(() => {
            const row = people.get(id);
            if (row?.leaving !== mark) return null;
            row.isOne = false;
            expect(count()).toBeGreaterThanOrEqual(1);
            return true;
          });
        for (let tries = 0; tries < 5; tries++) {
          const left = await stepDown(rowsIn(people, inTurn), id, leave).catch((fault: unknown) => {
            if (fault instanceof CareError) return true;
            throw fault;
          });
          if (left === true) return;
        }
      };
      const runs = attempts.map(({ id, diesAfter }) => run(id, diesAfter));
      await s.waitIdle();
      await Promise.all(runs.filter((_, n) => attempts[n]?.diesAfter === null));
      expect(count()).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 500 },
  );
}, 60_000);

describe('processes on one store', () => {
  let store: Store;
  let close: () => Promise<void>;
  let processes: People[];

  beforeAll(async () => {
    ({ store, close } = await openStore());
    const parts = { store, clock: systemClock, endSignIns: async () => {}, onDeactivated: async () => {} };
    processes = [1, 2, 3].map(() => createPeople(parts));
  });
  afterAll(() => close());

  const administrators = () => store.agents.countDocuments({ active: true, roles: 'administrator' });
  const put = async (_id: string, roles: ('agent' | 'administrator')[]) => {
    const row = { _id, email: `${_id}@shop.example`, name: _id, roles, languages: ['it'], active: true, generation: 1 };
    const now = systemClock.now();
    await store.agents.create({ ...row, passwordHash: '-', presence: 'online', createdAt: now, changedAt: now });
  };

  test('that remove all administrators at the same moment leave one, and say so', async () => {
    for (let round = 0; round < 6; round++) {
      await store.agents.deleteMany({});
      for (const id of ['a', 'b', 'c']) await put(id, ['administrator', 'agent']);
      const outcomes = await Promise.allSettled(
        processes.map((people, n) =>
          people.change(['a', 'b', 'c'][n] ?? '', round % 2 === 0 ? { active: false } : { roles: ['agent'] }),
        ),
      );
      expect(await administrators()).toBe(1);
      const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
      expect(refusals).toEqual(['last-administrator']);
    }
  });

  test('do not take the role from somebody who was given it meanwhile, when they are the last', async () => {
    await store.agents.deleteMany({});
    await put('a', ['administrator']);
    await put('b', ['agent']);
    await Promise.allSettled([
      processes[0]?.change('b', { roles: ['administrator'] }),
      processes[1]?.change('b', { roles: ['agent'], name: 'B' }),
      processes[2]?.change('a', { roles: ['agent'] }),
      processes[1]?.change('b', { active: false }),
    ]);
    expect(await administrators()).toBeGreaterThanOrEqual(1);
  });

  test('carry on where one died half way', async () => {
    await store.agents.deleteMany({});
    await put('a', ['administrator']);
    await put('b', ['administrator']);
    await store.agents.updateOne({ _id: 'a' }, { $set: { leaving: 'of a process that is gone' } });
    await processes[0]?.change('b', { roles: ['agent'] });
    await expect(processes[1]?.change('a', { roles: ['agent'] })).rejects.toMatchObject({ code: 'last-administrator' });
    expect(await administrators()).toBe(1);
  });
});
