import { call, generateToken } from './direct-line-client';
import { startWebServer, type WebServer } from './web-server';

let server: WebServer;

beforeAll(async () => {
  server = await startWebServer();
});
afterEach(() => {
  server.clock.shiftMs = 0;
});
afterAll(() => server.close());

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(64, 1)]);
const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a464946000101', 'hex'), Buffer.alloc(64, 2)]);
const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n');
const megabyte = 1024 * 1024;

interface Sent {
  name: string;
  bytes: Buffer;
  type?: string;
}

async function begin(): Promise<{ id: string; token: string }> {
  const { conversationId: id, token } = await generateToken(server);
  await call(server, 'POST', '/v3/directline/conversations', { token, json: {} });
  return { id, token };
}

/** As botframework-directlinejs sends it: a part `activity` and a part `file` for each attachment. */
async function upload(session: { id: string; token: string }, files: Sent[], activity: object | string | null = {}) {
  const form = new FormData();
  if (activity !== null) {
    const text = typeof activity === 'string' ? activity : JSON.stringify({ type: 'message', ...activity });
    form.append('activity', new Blob([text], { type: 'application/vnd.microsoft.activity' }));
  }
  for (const { name, bytes, type } of files) {
    form.append('file', new Blob([new Uint8Array(bytes)], type === undefined ? {} : { type }), name);
  }
  return send(session, form);
}

async function send(
  { id, token }: { id: string; token: string },
  body: string | FormData,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${server.url}/v3/directline/conversations/${id}/upload?userId=dl_x`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, connection: 'close', ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, body: JSON.parse((await response.text()) || '{}') };
}

const lastOf = async (id: string) => {
  const { body } = await call(server, 'GET', `/v3/directline/conversations/${id}/activities?watermark=1`, {
    token: 'a-secret-of-the-shop-server',
  });
  return body.activities.at(-1);
};
const keptFor = (id: string) => server.store.attachments.countDocuments({ conversationId: id });

describe('an upload', () => {
  test('becomes a message with its text, files in the order the activity names, and what the bytes say they are', async () => {
    const session = await begin();
    const answer = await upload(
      session,
      [
        { name: 'scontrino.pdf', bytes: pdf, type: 'text/html' },
        { name: 'vaso rotto.png', bytes: png, type: 'application/x-msdownload' },
      ],
      {
        text: 'È arrivato così',
        from: { id: 'agent-7', role: 'bot' },
        attachments: [{ name: 'vaso rotto.png', contentType: 'image/png' }, { name: 'scontrino.pdf' }],
        channelData: { clientActivityID: 'up-1', attachmentSizes: [80, 36] },
      },
    );
    expect(answer).toMatchObject({ status: 200, body: { id: `${session.id}|0000002` } });
    const shown = await lastOf(session.id);
    expect(shown).toMatchObject({
      from: { role: 'user' },
      text: 'È arrivato così',
      channelData: { clientActivityID: 'up-1' },
      attachments: [
        { name: 'vaso rotto.png', contentType: 'image/png' },
        { name: 'scontrino.pdf', contentType: 'application/pdf' },
      ],
    });
    const files = await Promise.all(shown.attachments.map((file: { contentUrl: string }) => fetch(file.contentUrl)));
    expect(Buffer.from(await files[0].arrayBuffer()).equals(png)).toBe(true);
    expect(Buffer.from(await files[1].arrayBuffer()).equals(pdf)).toBe(true);
  });

  test('needs no text, and no activity', async () => {
    const session = await begin();
    expect((await upload(session, [{ name: 'a.jpg', bytes: jpeg }], null)).status).toBe(200);
    expect(await lastOf(session.id)).toMatchObject({ text: '', attachments: [{ contentType: 'image/jpeg' }] });
  });

  test('repeated with the same client id is one message, and its files are not kept twice', async () => {
    const session = await begin();
    const again = () => upload(session, [{ name: 'a.png', bytes: png }], { channelData: { clientActivityID: 'same' } });
    expect((await again()).body.id).toBe((await again()).body.id);
    expect(await server.journal.lastSeq(session.id)).toBe(2);
    expect(await keptFor(session.id)).toBe(1);
  });

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const refused: [string, Sent[], number][] = [
    ['no file', [], 400],
    ['an SVG called PNG', [{ name: 'a.png', bytes: svg, type: 'image/png' }], 415],
    [
      'a page',
      [{ name: 'a.pdf', bytes: Buffer.from('<!doctype html><script>1</script>'), type: 'application/pdf' }],
      415,
    ],
    ['a program', [{ name: 'a.png', bytes: Buffer.from('MZ\x90\x00'), type: 'image/png' }], 415],
    ['an archive', [{ name: 'a.zip', bytes: Buffer.from('PK\x03\x04....') }], 415],
    ['an empty file', [{ name: 'a.png', bytes: Buffer.alloc(0) }], 400],
    [
      'one good and one bad',
      [
        { name: 'a.png', bytes: png },
        { name: 'b.png', bytes: svg },
      ],
      415,
    ],
    ['six files', Array.from({ length: 6 }, (_, n) => ({ name: `${n}.png`, bytes: png })), 413],
    ['a file over 5 MB', [{ name: 'a.png', bytes: Buffer.concat([png, Buffer.alloc(5 * megabyte)]) }], 413],
    [
      '11 MB together',
      Array.from({ length: 3 }, (_, n) => ({
        name: `${n}.png`,
        bytes: Buffer.concat([png, Buffer.alloc(3.7 * megabyte)]),
      })),
      413,
    ],
  ];
  test.each(refused)('of %s is refused and leaves nothing behind', async (_name, files, status) => {
    const session = await begin();
    expect((await upload(session, files)).status).toBe(status);
    expect(await keptFor(session.id)).toBe(0);
    expect(await server.journal.lastSeq(session.id)).toBe(1);
  });

  test.each([
    ['no form', 'x', 'application/json', 415],
    ['a form without boundary', 'x', 'multipart/form-data', 415],
    ['a form that is broken', '--b\r\nnonsense', 'multipart/form-data; boundary=b', 400],
    ['an empty body', '', 'multipart/form-data; boundary=b', 400],
  ])('with %s is refused', async (_name, body, type, status) => {
    expect((await send(await begin(), body, { 'content-type': type })).status).toBe(status);
  });

  test.each([
    ['no JSON', '{"type":'],
    ['another type', '{"type":"event"}'],
    ['nesting without end', `{"type":"message","channelData":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`],
    ['70 KB', JSON.stringify({ type: 'message', value: 'x'.repeat(70_000) })],
  ])('whose activity is %s is refused and leaves nothing behind', async (_name, activity) => {
    const session = await begin();
    expect((await upload(session, [{ name: 'a.png', bytes: png }], activity)).status).toBe(400);
    expect(await keptFor(session.id)).toBe(0);
  });

  test('of others’ conversations is refused', async () => {
    const [mine, theirs] = [await begin(), await begin()];
    expect((await upload({ id: theirs.id, token: mine.token }, [{ name: 'a.png', bytes: png }])).status).toBe(403);
    expect(await keptFor(theirs.id)).toBe(0);
  });

  test('after 30 files in an hour has to wait, however many come at once', async () => {
    const session = await begin();
    const five = Array.from({ length: 5 }, (_, n) => ({ name: `${n}.png`, bytes: png }));
    const statuses: number[] = [];
    for (let n = 0; n < 7; n++) statuses.push((await upload(session, five)).status);
    expect(statuses).toEqual([...Array(6).fill(200), 429]);
    server.clock.shiftMs = 121_000;
    expect((await upload(session, five)).status).toBe(429);
    expect((await upload(session, five.slice(0, 1))).status).toBe(200);
    expect(await keptFor(session.id)).toBe(31);
  });

  test('of 5 MB comes back byte for byte, after a restart too', async () => {
    const session = await begin();
    const bytes = Buffer.concat([png, Buffer.alloc(5 * megabyte - png.length, 'abc')]);
    expect((await upload(session, [{ name: 'grande.png', bytes }])).status).toBe(200);
    const { attachments } = await lastOf(session.id);
    await server.restart();
    const file = await fetch(attachments[0].contentUrl, { headers: { connection: 'close' } });
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  });
});

describe('a customer’s file', () => {
  test('is served so that nothing in it can run, a picture inline and a PDF only to be saved', async () => {
    const session = await begin();
    await upload(session, [
      { name: 'a.png', bytes: png },
      { name: 'b.pdf', bytes: pdf },
    ]);
    const { attachments } = await lastOf(session.id);
    const [picture, document] = await Promise.all(
      attachments.map((one: { contentUrl: string }) => fetch(one.contentUrl)),
    );
    for (const answer of [picture, document]) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    }
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''a.png");
    expect(document.headers.get('content-type')).toBe('application/pdf');
    expect(document.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''b.pdf");
  });

  test.each([
    ['with folders', '../../etc/passwd', 'passwd'],
    ['with folders of Windows', 'C:\\Windows\\vaso.png', 'vaso.png'],
    ['that reads backwards', 'a\u202egnp.exe', 'agnp.exe'],
    ['of a dot', '.', 'file'],
    ['with quotes and a header in it', 'é "x"; filename=y.html', 'é "x"; filename=y.html'],
    ['of 300 characters', 'x'.repeat(300), 'x'.repeat(120)],
  ])('of a name %s is kept under a harmless one', async (_kind, name, kept) => {
    const session = await begin();
    await upload(session, [{ name, bytes: png }]);
    const { attachments } = await lastOf(session.id);
    expect(attachments[0].name).toBe(kept);
    const answer = await fetch(attachments[0].contentUrl);
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename*=UTF-8''${encodeURIComponent(kept)}`);
  });

  test('has an address nobody can guess, and another one is answered 404', async () => {
    const session = await begin();
    await upload(session, [{ name: 'a.png', bytes: png }]);
    const { attachments } = await lastOf(session.id);
    expect(attachments[0].contentUrl).toMatch(new RegExp(`^${server.url}/v3/directline/attachments/[\\w-]{43}$`));
    for (const other of ['x', `${'A'.repeat(43)}`, '%24ne', '__proto__']) {
      expect((await fetch(`${server.url}/v3/directline/attachments/${other}`)).status).toBe(404);
    }
  });
});
