// Claims, transfers and the first administrator are in the audit log once, whatever dies between the move and its entry.
import type { CareEvent } from '../../src/conversation/types';
import { createAuditLog } from '../../src/privacy/audit-log';
import { noteMoves } from '../../src/privacy/audit-moves';
import { noteFirstPerson } from '../../src/privacy/audit-people';
import { verifyAudit } from '../../src/privacy/verify-audit';
import type { AgentDocument } from '../../src/store/models/agent';
import type { Store } from '../../src/store/store';
import { anna, type CareWorld, createCareWorld, marco } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

const start = new Date('2026-03-04T09:00:00Z');
const clock = createFakeClock(start);
let opened: OpenStore;
let store: Store;
beforeAll(async () => {
  opened = await openStore();
  store = opened.store;
});
beforeEach(async () => {
  clock.set(start);
  const { conversations, messages, events } = store.rows;
  await Promise.all([conversations, messages, events].map((rows) => rows.deleteMany({})));
  await Promise.all([store.auditEntries.deleteMany({}), store.auditHeads.deleteMany({}), store.agents.deleteMany({})]);
});
afterAll(() => opened.close());

/** A process whose store takes the decision and then, `deaths` times, nothing of what follows. */
function createMortal(deaths: 'before the entry' | 'after the entry' | 'never'): CareWorld {
  const note = noteMoves(createAuditLog({ store, clock }));
  let left = deaths === 'never' ? 0 : 1;
  return createCareWorld({
    store,
    clock,
    async onEvents(events) {
      const dies = left > 0 && events.some(({ kind }) => kind === 'claimed' || kind === 'transferred');
      if (dies) left--;
      if (dies && deaths === 'before the entry') throw new Error('died');
      await note(events);
      if (dies) throw new Error('died');
    },
  });
}

const entries = async () =>
  (await store.auditEntries.find().sort({ seq: 1 }).lean()).map(({ action, by, facts }) => ({ action, by, facts }));

const untold = async () => (await verifyAudit(store, clock.now())).faults.map(({ rule, about }) => `${rule}: ${about}`);

const claimed = { action: 'claimed', by: 'anna', facts: { from: 'bot' } };

describe('the audit log of moves', () => {
  it('names who took a conversation and who gave it to whom, with the moment of the move', async () => {
    const { desk, open } = createMortal('never');
    const { id } = await open();
    await desk.claim(id, anna);
    await clock.advance(60_000);
    await desk.transfer(id, anna, marco.id);
    expect(await entries()).toEqual([claimed, { action: 'transferred', by: 'anna', facts: { to: 'marco' } }]);
    const moments = (await store.auditEntries.find().sort({ seq: 1 }).lean()).map(({ at }) => at.getTime());
    expect(moments).toEqual([start.getTime(), start.getTime() + 60_000]);
    await clock.advance(60_000);
    expect(await untold()).toEqual([]);
  });

  it.each(['before the entry', 'after the entry'] as const)('has a claim once that died %s', async (when) => {
    const { desk, open, sweep } = createMortal(when);
    const { id } = await open();
    await expect(desk.claim(id, anna)).rejects.toThrow('died');
    expect(await entries()).toEqual(when === 'before the entry' ? [] : [claimed]);
    await sweep.often();
    expect(await entries()).toEqual([claimed]);
  });

  it('has it once when the agent, who heard nothing, claims again', async () => {
    const { desk, open } = createMortal('before the entry');
    const { id } = await open();
    await expect(desk.claim(id, anna)).rejects.toThrow('died');
    expect(await desk.claim(id, anna)).toMatchObject({ kind: 'done' });
    expect(await entries()).toEqual([claimed]);
  });

  it('has it also when the customer is erased before anybody came to write it', async () => {
    const { desk, open, journal } = createMortal('before the entry');
    const { id } = await open();
    await expect(desk.claim(id, anna)).rejects.toThrow('died');
    await store.rows.events.deleteMany({});
    await journal.erased.mark(id);
    await journal.load(id);
    expect(await entries()).toEqual([claimed]);
    expect(await store.rows.events.countDocuments({ conversationId: id })).toBe(0);
  });

  it('has one entry however many processes find the same event at once', async () => {
    const event: CareEvent = {
      ...{ id: 'c1:2:0', conversationId: 'c1', version: 2, at: start, kind: 'claimed' },
      ...{ by: { kind: 'agent', id: 'anna', name: 'Anna' }, facts: { from: 'bot' } },
    };
    const finders = Array.from({ length: 5 }, () => noteMoves(createAuditLog({ store, clock })));
    await Promise.all(finders.map((note) => note([event, { ...event, id: 'c1:3:0', kind: 'released' }])));
    expect(await entries()).toEqual([claimed]);
    expect(JSON.stringify(await store.auditEntries.find().lean())).not.toContain('c1');
    expect(await untold()).toEqual([]);
  });

  it('is found wanting by verification, once there was time to write it', async () => {
    await createAuditLog({ store, clock }).append({ action: 'signed-in', by: 'anna' });
    const { desk, open } = createCareWorld({ store, clock });
    const { id } = await open();
    await desk.claim(id, anna);
    await desk.release(id, anna);
    expect(await untold()).toEqual([]);
    await clock.advance(31_000);
    expect(await untold()).toEqual([`audit-untold: event ${id}:2:0 has no entry`]);
  });

  it('is not found wanting of moves that an earlier program made', async () => {
    const { desk, open } = createCareWorld({ store, clock });
    const { id } = await open();
    await desk.claim(id, anna);
    await clock.advance(60_000);
    await createAuditLog({ store, clock }).append({ action: 'signed-in', by: 'anna' });
    await store.auditHeads.updateOne({}, { $unset: { movesSince: 1 } });
    expect(await untold()).toEqual([]);
    await createAuditLog({ store, clock }).append({ action: 'signed-in', by: 'anna' });
    await clock.advance(60_000);
    expect(await untold()).toEqual([]);
  });
});

describe('the first administrator', () => {
  const person = (id: string, createdAt: Date): AgentDocument => ({
    ...{ _id: id, email: `${id}@example.com`, name: id, roles: ['agent', 'administrator'], languages: ['it'] },
    ...{ active: true, passwordHash: '-', generation: 1, presence: 'online', createdAt, changedAt: createdAt },
  });
  const added = { action: 'person-added', by: 'system', facts: { roles: 'agent administrator' } };

  it('is in it once, however often the shop starts and whoever comes later', async () => {
    const audit = createAuditLog({ store, clock });
    await noteFirstPerson({ store, audit });
    expect(await entries()).toEqual([]);
    await store.agents.create(person('capo', start));
    await Promise.all([1, 2].map(() => noteFirstPerson({ store, audit: createAuditLog({ store, clock }) })));
    await store.agents.create(person('anna', new Date(start.getTime() - 3_600_000)));
    await noteFirstPerson({ store, audit });
    expect(await entries()).toEqual([added]);
    expect((await store.auditEntries.findOne().lean())?.about).toBe('capo');
  });

  it('is missed by verification', async () => {
    await createAuditLog({ store, clock }).append({ action: 'signed-in', by: 'capo' });
    await store.agents.create(person('capo', start));
    await clock.advance(31_000);
    expect(await untold()).toEqual(['audit-untold: the first administrator has no entry']);
  });
});
