// Deleting leaves copies behind: in the gaps of pages whose rows moved, in the write-ahead log, in the words of the text
// index. After a scrub the files hold only what the collections hold.
import { createRandom } from '../../faults/random';
import { type OpenStore, openStore } from '../../open-store';
import { findBytes } from '../raw-bytes';

let opened: OpenStore;
beforeEach(async () => {
  opened = await openStore({ mustEmbed: true });
});
afterEach(() => opened.close());

const secret = 'segretissimo';
const at = new Date('2026-03-04T09:00:00Z');

/** Rows that come, grow and move, a few of them with words that will have to go. */
async function fill({ next: random }: ReturnType<typeof createRandom>): Promise<void> {
  const { messages } = opened.store.rows;
  for (let round = 0; round < 3; round++) {
    const rows = Array.from({ length: 200 }, (_, n) => {
      const isSecret = random() < 0.05;
      const _id = `${isSecret ? secret : 'row'}-${Math.floor(random() * 1e9)}-${round}-${n}`;
      const text = `${isSecret ? `${secret} ${_id} ` : ''}${'parola '.repeat(Math.floor(random() * 40))}`;
      const from = { kind: 'customer' as const };
      return { _id, conversationId: isSecret ? secret : `c${n}`, seq: round * 200 + n, key: _id, from, text, at };
    });
    await messages.insertMany(rows.map((row) => ({ ...row, delivery: 'sent' as const })));
    for (const { _id } of rows.filter(() => random() < 0.5))
      await messages.updateOne({ _id }, { $set: { language: 'it', echo: 'x'.repeat(Math.floor(random() * 900)) } });
  }
}

describe('scrubbing the data file', () => {
  it('leaves no byte of what was deleted, in file, write-ahead log and text index', async () => {
    const { store, dataDir } = opened;
    await fill(createRandom(7));
    expect(findBytes(dataDir, [secret])).not.toEqual([]);
    const kept = await store.rows.messages.countDocuments({ conversationId: { $ne: secret } });
    await store.rows.messages.deleteMany({ conversationId: secret });

    expect(await store.scrub()).toBe(true);
    expect(findBytes(dataDir, [secret, secret.slice(0, 8)])).toEqual([]);
    expect(await store.rows.messages.countDocuments({})).toBe(kept);
    expect(await store.rows.messages.countDocuments({ $text: { $search: 'parola' } })).toBeGreaterThan(0);
    const reopened = await opened.reopen();
    expect(await reopened.rows.messages.countDocuments({})).toBe(kept);
  });

  it('goes on serving, and scrubs once for orders that come together', async () => {
    const { store } = opened;
    await fill(createRandom(8));
    const before = await store.rows.messages.countDocuments({});
    const [one, other, counted] = await Promise.all([
      store.scrub(),
      store.scrub(),
      store.rows.messages.countDocuments({}),
    ]);
    expect([one, other, counted]).toEqual([true, true, before]);
  });
});
