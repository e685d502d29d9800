import { WebSocket } from 'ws';
import { createFakeClock } from '../fake-clock';
import { call, generateToken, until } from './direct-line-client';
import { directLineSecret, startWebServer, type WebServer } from './web-server';

let server: WebServer;
let open: Watched[] = [];

beforeAll(async () => {
  server = await startWebServer({ allowedOrigins: ['https://shop.example'] });
});
afterEach(() => {
  for (const { socket } of open) socket.terminate();
  open = [];
  server.clock.shiftMs = 0;
});
afterAll(() => server.close());

interface Frame {
  activities: { type: string; id: string; name?: string; value?: Record<string, unknown>; text?: string }[];
  watermark?: string;
}

interface Watched {
  socket: WebSocket;
  frames: Frame[];
  /** Frames of log rows. */
  rows(): Frame[];
  seqs(): number[];
  states(): Record<string, unknown>[];
  closed: Promise<number>;
}

async function begin(on: WebServer = server): Promise<{ id: string; token: string }> {
  const { conversationId: id, token } = await generateToken(on);
  await call(on, 'POST', '/v3/directline/conversations', { token, json: {} });
  return { id, token };
}

async function streamUrlOf(id: string, watermark = '', on: WebServer = server): Promise<string> {
  const path = `/v3/directline/conversations/${id}?watermark=${watermark}`;
  return (await call(on, 'GET', path, { token: directLineSecret })).body.streamUrl;
}

function watch(url: string, options: object = {}): Watched {
  const socket = new WebSocket(url, { perMessageDeflate: false, ...options });
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(data.toString())));
  socket.on('error', () => {});
  const rows = () => frames.filter((frame) => frame.watermark !== undefined);
  const watched: Watched = {
    socket,
    frames,
    rows,
    seqs: () => rows().flatMap((frame) => frame.activities.map((activity) => Number(activity.id.split('|')[1]))),
    states: () =>
      frames.flatMap((frame) =>
        frame.activities.flatMap((one) => (one.name === 'ascolto.state' ? [one.value ?? {}] : [])),
      ),
    closed: new Promise((resolve) => socket.once('close', resolve)),
  };
  open.push(watched);
  return watched;
}

async function connected(id: string, watermark = '', on: WebServer = server): Promise<Watched> {
  const watched = watch(await streamUrlOf(id, watermark, on));
  await until(() => watched.frames.length > 0, 'the first frame');
  return watched;
}

/** Status of a refused upgrade, 101 of an accepted one. */
function statusOf(url: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url, { headers });
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('error', reject);
  });
}

const bot = { kind: 'bot' } as const;
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const fill = async (id: string, from: number, to: number, text = 'x', on: WebServer = server) => {
  const row = { conversationId: id, from: { kind: 'customer' as const }, text };
  for (const n of numbers(from, to)) await on.journal.append({ ...row, key: `k:${n}` });
};

describe('a stream is refused', () => {
  test('without a ticket, with a token, with another conversation’s ticket, and after a minute', async () => {
    const { id, token } = await begin();
    const url = new URL(await streamUrlOf(id));
    const other = new URL(await streamUrlOf((await begin()).id)).searchParams.get('t') ?? '';
    for (const t of ['', 'x', token, other]) {
      const bad = new URL(url);
      bad.searchParams.set('t', t);
      expect([t, await statusOf(bad.href)]).toEqual([t, 403]);
    }
    server.clock.shiftMs = 50_000;
    expect(await statusOf(url.href)).toBe(101);
    server.clock.shiftMs = 61_000;
    expect(await statusOf(url.href)).toBe(403);
  });

  test('to pages of other origins, and on other paths', async () => {
    const url = await streamUrlOf((await begin()).id);
    expect(await statusOf(url, { origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf(url, { origin: 'https://shop.example' })).toBe(101);
    expect(await statusOf(url.replace('/stream', '/streams'))).toBe(404);
    expect(await statusOf(`ws://127.0.0.1:${server.port}/`)).toBe(404);
  });
});

describe('a stream', () => {
  test('brings the backlog behind its watermark in one frame, then each new row', async () => {
    const { id } = await begin();
    await fill(id, 2, 60);
    const all = await connected(id);
    await until(() => all.rows().length > 0, 'the backlog');
    expect(all.rows()).toHaveLength(1);
    expect(all.rows()[0]).toMatchObject({ watermark: '60', activities: { length: 60 } });
    const rest = await connected(id, '55');
    await server.say(id, bot, 'nuova');
    await until(() => all.seqs().length === 61 && rest.seqs().length === 6, 'the new row');
    expect(rest.seqs()).toEqual(numbers(56, 61));
    expect(all.rows().at(-1)?.watermark).toBe('61');
  });

  test('brings a backlog too large for one frame in several, in order', async () => {
    const { id } = await begin();
    await fill(id, 2, 250, 'x'.repeat(2_000));
    const watched = await connected(id);
    await until(() => watched.seqs().length >= 250, '250 rows');
    expect(watched.seqs()).toEqual(numbers(1, 250));
    expect(watched.rows().length).toBeGreaterThan(1);
  });

  test('opened while rows are being written shows each of them once and in order', async () => {
    const { id } = await begin();
    const writing = fill(id, 2, 80);
    const watched: Watched[] = [];
    for (const n of numbers(1, 12)) {
      watched.push(await connected(id, n % 2 === 0 ? '1' : ''));
      if (n > 4) watched[n - 5]?.socket.close();
      await until(() => server.channel.openSockets() <= 4, 'room');
    }
    await writing;
    await until(() => watched.slice(-4).every((one) => one.seqs().at(-1) === 80), 'the last row');
    for (const one of watched) expect(one.seqs()).toEqual(numbers(one.seqs()[0] ?? 1, one.seqs().at(-1) ?? 0));
  });

  test('with a mark beyond the log still gets what comes next', async () => {
    const { id } = await begin();
    const watched = await connected(id, '500');
    await server.say(id, bot, 'avanti');
    await until(() => watched.seqs().length > 0, 'the row');
    expect(watched.seqs()).toEqual([2]);
  });

  test('tells the state on connecting and after every change, with the person’s name and the time of the promise', async () => {
    const giulia = { id: 'agent-7', name: 'Giulia', manages: false };
    const { id } = await begin();
    const watched = await connected(id);
    const latest = () => watched.states().at(-1);
    await until(() => watched.states().length === 1, 'the first state');
    expect(latest()).toEqual({
      phase: 'bot',
      owner: { kind: 'bot' },
      canLeaveLine: false,
      asksContact: false,
      zone: 'Europe/Rome',
    });
    await server.desk.claim(id, giulia);
    await until(() => latest()?.phase === 'human', 'the claim');
    expect(latest()).toMatchObject({ owner: { kind: 'agent', name: 'Giulia' } });
    expect(JSON.stringify(latest())).not.toContain('agent-7');
    await server.desk.release(id, giulia);
    await until(() => latest()?.phase === 'waiting', 'the wait');
    expect(latest()).toMatchObject({ owner: { kind: 'line' }, canLeaveLine: true, dueAt: expect.stringMatching(/Z$/) });
  });

  test('shows that the bot is typing, without a place in the log', async () => {
    const { id } = await begin();
    const watched = await connected(id);
    server.typing.botTypes(id);
    await until(() => watched.frames.some((frame) => frame.activities[0]?.type === 'typing'), 'typing');
    expect(watched.frames.find((frame) => frame.activities[0]?.type === 'typing')).not.toHaveProperty('watermark');
  });

  test('ends with 1012 when the server stops', async () => {
    const { id } = await begin();
    const watched = await connected(id);
    await server.restart();
    expect(await watched.closed).toBe(1012);
  });
});

describe('what one socket does is not felt by others', () => {
  test('five tabs of one conversation live together; a sixth is closed with 1013 and no other, until one leaves', async () => {
    const { id } = await begin();
    const tabs: Watched[] = [];
    for (const _ of numbers(1, 5)) tabs.push(await connected(id));
    expect(await watch(await streamUrlOf(id)).closed).toBe(1013);
    await server.say(id, bot, 'a tutte');
    await until(() => tabs.every((tab) => tab.seqs().at(-1) === 2), 'all five');
    expect(tabs.map((tab) => tab.socket.readyState)).toEqual(Array(5).fill(WebSocket.OPEN));
    tabs[2]?.socket.close();
    await tabs[2]?.closed;
    const next = await connected(id);
    await until(() => next.seqs().at(-1) === 2, 'the one in its place');
  });

  test('empty frames are pings and are ignored; a flood is closed with 1008; a frame of 1 MB with 1009', async () => {
    const { id } = await begin();
    const [quiet, flooding, huge] = [await connected(id), await connected(id), await connected(id)];
    for (const _ of numbers(1, 20)) quiet.socket.send('');
    for (const _ of numbers(1, 1_000)) flooding.socket.send('{"activities":[]}');
    huge.socket.send('x'.repeat(1_000_000));
    expect(await flooding.closed).toBe(1008);
    expect(await huge.closed).toBe(1009);
    await server.say(id, bot, 'ancora qui');
    await until(() => quiet.seqs().at(-1) === 2, 'the quiet one');
    expect(await server.journal.lastSeq(id)).toBe(2);
  });
});

describe('a socket that', () => {
  const beatMs = 25_000;

  test('no longer answers is cut after two beats; a living one stays', async () => {
    const clock = createFakeClock(new Date());
    const slow = await startWebServer({ clock });
    try {
      const { id } = await begin(slow);
      const living = await connected(id, '', slow);
      const dead = watch(await streamUrlOf(id, '', slow), { autoPong: false });
      await until(() => dead.frames.length > 0, 'the first frame');
      for (const _ of [1, 2, 3]) {
        const pinged = new Promise((resolve) => living.socket.once('ping', resolve));
        await clock.advance(beatMs);
        await pinged;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(await dead.closed).toBe(1006);
      expect(living.socket.readyState).toBe(WebSocket.OPEN);
      expect(slow.channel.openSockets()).toBe(1);
    } finally {
      await slow.close();
    }
  });

  test('never reads is cut, while a reader of the same conversation gets everything', async () => {
    const clock = createFakeClock(new Date());
    const told: string[] = [];
    const slow = await startWebServer({ clock, undelivered: (reason) => told.push(reason) });
    try {
      const { id } = await begin(slow);
      const deaf = await connected(id, '', slow);
      const reader = await connected(id, '', slow);
      deaf.socket.pause();
      // More than the system's own buffers of a connection hold.
      await fill(id, 2, 81, 'x'.repeat(190_000), slow);
      await until(() => reader.seqs().length === 81, 'the reader');
      expect(reader.seqs()).toEqual(numbers(1, 81));
      await clock.advance(beatMs);
      await clock.advance(2_000);
      await until(() => slow.channel.openSockets() === 1, 'the end of the deaf one');
      expect(told).toEqual(['too-slow']);
      expect(reader.socket.readyState).toBe(WebSocket.OPEN);
      const again = await connected(id, '80', slow);
      await until(() => again.seqs().length === 1, 'the rest');
    } finally {
      await slow.close();
    }
  });

  test('reads slowly gets every row once, without being cut', async () => {
    const { id } = await begin();
    const slow = await connected(id);
    slow.socket.pause();
    await fill(id, 2, 61, 'x'.repeat(190_000));
    slow.socket.resume();
    await until(() => slow.seqs().length === 61, 'all rows');
    expect(slow.seqs()).toEqual(numbers(1, 61));
  });
});
