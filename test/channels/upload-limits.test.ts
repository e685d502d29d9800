// What customers may leave in files: of a conversation, of a network, of the whole shop.
import { createUploadLimits } from '../../src/channels/web/upload-limits';
import { networkOf } from '../../src/http/caller';
import { createLocalLimits } from '../../src/jobs/local-limits';
import { createFakeClock, type FakeClock } from '../fake-clock';
import { call, generateToken } from './direct-line-client';
import { startWebServer } from './web-server';

const megabyte = 1024 * 1024;
let clock: FakeClock;
let takeBytes: ReturnType<typeof createUploadLimits>['takeBytes'];
beforeEach(() => {
  clock = createFakeClock();
  const limits = createLocalLimits({ clock });
  ({ takeBytes } = createUploadLimits({ limits, networkOf, megabytesPerDay: 1_000 }));
});

/** The codes of refusals, or null, of so many uploads of 10 MB. */
async function send(uploads: number, from: (n: number) => { conversationId: string; address: string }) {
  const answers: (string | null)[] = [];
  for (let n = 0; n < uploads; n++)
    answers.push(
      await takeBytes(from(n), 10 * megabyte).then(
        () => null,
        (refusal) => refusal.code,
      ),
    );
  return answers;
}
const nulls = (count: number) => Array(count).fill(null);

test('one conversation may leave 100 MB, and as much again over a day', async () => {
  const from = () => ({ conversationId: 'c', address: '192.0.2.1' });
  expect(await send(11, from)).toEqual([...nulls(10), 'conversation-files-full']);
  await clock.advance(12 * 3_600_000);
  expect(await send(6, from)).toEqual([...nulls(5), 'conversation-files-full']);
});

test('one network may leave a quarter of what the shop takes, in however many conversations', async () => {
  const from = (n: number) => ({ conversationId: `c${n}`, address: '192.0.2.1' });
  expect(await send(26, from)).toEqual([...nulls(25), 'network-files-full']);
  expect(await send(1, () => ({ conversationId: 'c', address: '192.0.2.2' }))).toEqual([null]);
});

test('all customers together may leave what the setting says in a day', async () => {
  const from = (n: number) => ({ conversationId: `c${n}`, address: `192.0.2.${n}` });
  expect(await send(101, from)).toEqual([...nulls(100), 'shop-files-full']);
  await clock.advance(24 * 3_600_000);
  expect(await send(1, from)).toEqual([null]);
});

test('what is refused leaves nothing behind, says why and for how long, and words go through', async () => {
  const server = await startWebServer({ fileMegabytesPerDay: 40 });
  const { conversationId, token } = await generateToken(server);
  const path = `/v3/directline/conversations/${conversationId}`;
  await call(server, 'POST', '/v3/directline/conversations', { token, json: {} });
  const upload = () => {
    const form = new FormData();
    const start = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const bytes = Buffer.concat([start, Buffer.alloc(5 * megabyte - start.length)]);
    form.append('file', new Blob([new Uint8Array(bytes)]), 'a.png');
    const headers = { authorization: `Bearer ${token}`, connection: 'close' };
    return fetch(`${server.url}${path}/upload`, { method: 'POST', headers, body: form });
  };
  expect([(await upload()).status, (await upload()).status]).toEqual([200, 200]);
  const refused = await upload();
  const message = 'No more files can be taken for now; messages without files still go through.';
  const about = { code: 'network-files-full', message };
  expect([refused.status, await refused.json()]).toEqual([507, { ...about, error: about }]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_600);
  expect(await server.store.attachments.countDocuments()).toBe(2);
  expect(server.logged.filter((line) => line.startsWith('fault'))).toEqual([]);
  const text = { type: 'message', text: 'e il mio pacco?' };
  expect((await call(server, 'POST', `${path}/activities`, { token, json: text })).status).toBe(200);
  await server.close();
});
