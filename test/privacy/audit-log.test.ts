// The audit log: one chain however many add to it, and every entry that is altered, removed or moved is found.
import { createAuditLog } from '../../src/privacy/audit-log';
import { verifyAudit } from '../../src/privacy/verify-audit';
import type { Store } from '../../src/store/store';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
let opened: OpenStore;
let store: Store;
beforeAll(async () => {
  opened = await openStore();
  store = opened.store;
});
beforeEach(async () => {
  await store.auditEntries.deleteMany({});
  await store.auditHeads.deleteMany({});
});
afterAll(() => opened.close());

async function fill(count: number): Promise<void> {
  const audit = createAuditLog({ store, clock });
  for (let n = 1; n <= count; n++)
    await audit.append({
      action: 'signed-in',
      by: `agent-${n}`,
      about: { agent: `agent-${n}` },
      facts: { b: n, a: 'x' },
    });
}

const rulesFound = async () =>
  (await verifyAudit(store, clock.now())).faults.map(({ rule, about }) => `${rule}: ${about}`);

describe('the audit log', () => {
  it('is one chain without a gap when several processes add at once', async () => {
    const processes = Array.from({ length: 4 }, () => createAuditLog({ store, clock }));
    const adding = processes.flatMap((audit, p) =>
      Array.from({ length: 10 }, (_, n) => audit.append({ action: 'claimed', by: `p${p}`, facts: { n } })),
    );
    await Promise.all(adding);
    expect(await verifyAudit(store, clock.now())).toMatchObject({ entries: 40, faults: [] });
    const rows = await store.auditEntries.find().sort({ seq: 1 }).lean();
    for (const p of [0, 1, 2, 3])
      expect(rows.filter(({ by }) => by === `p${p}`).map(({ facts }) => facts.n)).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
      ]);
    expect((await verifyAudit(store, clock.now())).lastHash).toBe(rows.at(-1)?.hash);
  });

  it('reads newest first, a page at a time', async () => {
    await fill(60);
    const audit = createAuditLog({ store, clock });
    const first = await audit.page(undefined);
    expect([first.items[0]?.seq, first.items.length, first.nextSeq]).toEqual([60, 50, 11]);
    const second = await audit.page(first.nextSeq ?? undefined);
    expect([second.items.map(({ seq }) => seq), second.nextSeq]).toEqual([[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], null]);
  });

  it('holds no id of a customer as it is, and the same hash for the same customer', async () => {
    const audit = createAuditLog({ store, clock });
    const about = { kind: 'customer', id: 'dl_u_rossi@example.it' } as const;
    await audit.append({ action: 'exported', by: 'gina', about });
    await createAuditLog({ store, clock }).append({ action: 'opted-out', by: 'gina', about });
    const [second, first] = (await audit.page(undefined)).items;
    expect(first?.about).toMatch(/^[\w-]{22}$/);
    expect(second?.about).toBe(first?.about);
    expect(first?.about).toBe(await audit.pseudonym('customer', about.id));
  });

  it('sounds no alarm over what was written as it should be', async () => {
    expect(await rulesFound()).toEqual([]);
    await fill(5);
    expect(await rulesFound()).toEqual([]);
  });

  it.each([
    [
      'an altered actor',
      () => store.auditEntries.updateOne({ seq: 3 }, { $set: { by: 'nobody' } }),
      /altered: entry 3/,
    ],
    [
      'an altered fact',
      () => store.auditEntries.updateOne({ seq: 2 }, { $set: { 'facts.b': 99 } }),
      /altered: entry 2/,
    ],
    [
      'an altered time',
      () => store.auditEntries.updateOne({ seq: 2 }, { $set: { at: new Date(0) } }),
      /altered: entry 2/,
    ],
    ['a removed entry', () => store.auditEntries.deleteOne({ seq: 2 }), /removed: entries 2 to 2/],
    ['removed first entries', () => store.auditEntries.deleteMany({ seq: { $lt: 3 } }), /removed: entries 1 to 2/],
    ['removed last entries', () => store.auditEntries.deleteMany({ seq: { $gt: 3 } }), /removed: entries 4 to 5/],
    ['a log that was emptied', () => store.auditEntries.deleteMany({}), /removed: entries 1 to 5/],
    ['a removed head', () => store.auditHeads.deleteMany({}), /removed: the head/],
  ])('finds %s', async (_what, harm, found) => {
    await fill(5);
    await harm();
    expect((await rulesFound()).join('\n')).toMatch(found);
  });

  it('finds two entries that changed places', async () => {
    await fill(5);
    const [two, three] = await store.auditEntries
      .find({ seq: { $in: [2, 3] } })
      .sort({ seq: 1 })
      .lean();
    if (two === undefined || three === undefined) throw new Error('no entries');
    await store.auditEntries.deleteMany({ seq: { $in: [2, 3] } });
    await store.auditEntries.create({ ...three, _id: two._id, seq: 2 });
    await store.auditEntries.create({ ...two, _id: three._id, seq: 3 });
    expect(await rulesFound()).toEqual(
      expect.arrayContaining([
        'audit-altered: entry 2 is not what was written',
        'audit-altered: entry 3 is not what was written',
        'audit-broken: entry 2 does not follow entry 1',
      ]),
    );
  });

  it('does not let the next entry hide that the last ones were cut off', async () => {
    await fill(5);
    await store.auditEntries.deleteMany({ seq: { $gt: 3 } });
    await createAuditLog({ store, clock }).append({ action: 'claimed', by: 'marco' });
    expect(await rulesFound()).toEqual(['audit-removed: entries 4 to 5 are missing']);
  });
});
