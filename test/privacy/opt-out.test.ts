// A customer who wants to hear from the shop only when they wrote first.
import { anna, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { createPrivacyOf } from './privacy-world';

const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
let opened: OpenStore;
beforeEach(async () => {
  opened = await openStore();
});
afterEach(() => opened.close());

describe('an opt-out', () => {
  it('is kept by customer, noted in the conversation and in the audit log, once', async () => {
    const care = createCareWorld({ store: opened.store, clock });
    const { optOuts, audit } = createPrivacyOf({ store: opened.store, clock, care });
    const { id, customer } = await care.open();
    await care.say(id, 'Quanto costa la spedizione?');
    expect(await optOuts.isOptedOut(customer.id)).toBe(false);
    await optOuts.choose(id, true, anna);
    await optOuts.choose(id, true, anna);
    expect(await optOuts.isOptedOut(customer.id)).toBe(true);
    await optOuts.choose(id, false, anna);
    expect(await optOuts.isOptedOut(customer.id)).toBe(false);
    const events = await opened.store.rows.events
      .find({ conversationId: id, kind: /^opted/ })
      .sort({ version: 1 })
      .toArray();
    expect(events.map(({ kind, by }) => [kind, by.id])).toEqual([
      ['opted-out', 'anna'],
      ['opted-in', 'anna'],
    ]);
    const { items } = await audit.page(undefined);
    expect(items.map(({ action }) => action)).toEqual(['opted-in', 'opted-out']);
    expect(await care.faults(id)).toEqual([]);
  });

  it('does not keep the bot from answering, nor breaks anything that goes on', async () => {
    const care = createCareWorld({ store: opened.store, clock });
    const { optOuts } = createPrivacyOf({ store: opened.store, clock, care });
    const { id } = await care.open();
    await care.say(id, 'Quanto costa la spedizione?');
    await optOuts.choose(id, true, anna);
    const said = await care.say(id, 'E in quanto tempo arriva?');
    expect(said.map(({ from }) => from.kind)).toContain('bot');
    await care.say(id, 'voglio parlare con una persona');
    expect((await care.read(id)).phase).toBe('waiting');
    expect(await care.faults(id)).toEqual([]);
  });

  it('of a conversation that is not there is nothing', async () => {
    const { optOuts } = createPrivacyOf({ store: opened.store, clock });
    expect(await optOuts.choose('nowhere', true, anna)).toBeNull();
    expect(await opened.store.optOuts.countDocuments({})).toBe(0);
  });

  it('is not lost to somebody who is faster', async () => {
    let races = 3;
    const care = createCareWorld({
      store: opened.store,
      clock,
      wrapJournal: (journal) => ({
        ...journal,
        async commit(conversation, change) {
          if (change.events.some(({ kind }) => kind === 'opted-out') && races-- > 0) return 'conflict';
          return journal.commit(conversation, change);
        },
      }),
    });
    const { optOuts } = createPrivacyOf({ store: opened.store, clock, care });
    const { id } = await care.open();
    await optOuts.choose(id, true, anna);
    expect(races).toBeLessThanOrEqual(0);
    expect(await opened.store.rows.events.countDocuments({ conversationId: id, kind: 'opted-out' })).toBe(1);
  });
});
