// Journals of two processes on one store: what each remembers never goes before what is stored.
import { createJournal } from '../../src/conversation/journal';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

const clock = createFakeClock();
let ids = 0;
const startProcess = () =>
  createJournal({ store: opened.store, clock, fanOut: createLocalFanOut(), newId: () => `id-${++ids}` });
const opening = {
  id: 'named-customer',
  channel: 'web' as const,
  customer: { id: 'dl_u_7', locale: 'it', identified: true },
  language: 'it' as const,
};
const say = (journal: ReturnType<typeof startProcess>, key: string) =>
  journal.append({ conversationId: opening.id, key, from: { kind: 'customer', id: 'dl_u_7' }, text: key });

test('a log that was forgotten and begun anew by one process has no gap at another that knew the old one', async () => {
  const [one, other] = [startProcess(), startProcess()];
  await other.open(opening);
  for (const key of ['a', 'b', 'c']) await say(one, key);
  await clock.advance(26 * 3_600_000);
  await opened.store.rows.messages.deleteMany({});
  await opened.store.rows.conversations.deleteMany({});
  await other.open(opening);
  await say(other, 'd');
  await say(one, 'e');
  expect((await other.messagesAfter(opening.id, 0, 10)).map(({ seq, key }) => `${seq} ${key}`)).toEqual(['1 d', '2 e']);
});

test('rows that processes append at the same moment each get their own place, in the order of each process', async () => {
  const processes = [startProcess(), startProcess(), startProcess()];
  const { id } = await startProcess().open({ ...opening, id: 'busy' });
  const keys = Array.from({ length: 20 }, (_, n) => String(n).padStart(2, '0'));
  const write = (journal: ReturnType<typeof startProcess>, who: number) =>
    Promise.all(
      keys.map((key) =>
        journal.append({ conversationId: id, key: `${who}:${key}`, from: { kind: 'customer', id: 'x' }, text: key }),
      ),
    );
  await Promise.all(processes.map(write));
  const rows = await startProcess().messagesAfter(id, 0, 100);
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  for (const who of [0, 1, 2]) {
    expect(rows.filter((row) => row.key.startsWith(`${who}:`)).map((row) => row.text)).toEqual(keys);
  }
});
