// What attackers and broken clients send, against the compiled process on a real port: every one of them gets a clear refusal or
// close code, a customer beside them goes on being served, and the memory they cost is given back.
import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { type Customer, enterShop } from '../faults/customer';
import type { Rig } from '../faults/rig';
import { leaveOut } from '../left-out';
import { activities, bearer, createHostileWorld, type HostileWorld, type Post } from './hostile-world';
import { sendRaw, statusOf, until } from './test-server';

const isFull = process.env.FULL === '1';
const mostGrowthBytes = 50 * 1024 * 1024;

let world: HostileWorld;
let rig: Rig;
let victim: Customer;

beforeAll(async () => {
  world = await createHostileWorld();
  ({ rig, victim } = world);
}, 180_000);
afterAll(() => rig.close());

const post = (path: string, asked: Post) => world.post(path, asked);

describe('bodies', () => {
  const fine = JSON.stringify({ type: 'message', text: 'ciao', locale: 'it' });
  const gzip = { 'content-encoding': 'gzip' };
  const bodies: [string, Post, number][] = [
    ['a gzip bomb', { body: gzipSync(Buffer.alloc(60_000_000)), headers: gzip }, 415],
    ['junk called gzip', { body: 'not gzip', headers: gzip }, 415],
    ['brotli and gzip at once', { body: fine, headers: { 'content-encoding': 'br, gzip' } }, 415],
    ['ten megabytes', { body: JSON.stringify({ text: 'x'.repeat(10_000_000) }) }, 413],
    ['five million levels', { body: `${'['.repeat(5_000_000)}` }, 413],
    ['as many levels as fit', { body: `{"value":${'['.repeat(7_000)}${']'.repeat(7_000)}}` }, 400],
    ['malformed JSON', { body: '{"text":' }, 400],
    ['bad UTF-8', { body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) }, 400],
    ['a field name with NUL', { body: '{"type":"message","text":"a","channelData":{"\\u0000":1}}' }, 400],
    ['an array', { body: '[]' }, 400],
    ['plain text', { body: fine, headers: { 'content-type': 'text/plain' } }, 415],
  ];

  test.each(bodies)('%s is refused everywhere, with a code', async (_name, body, status) => {
    const paths = ['/widget/session', '/api/session', '/v3/directline/conversations', activities(victim)];
    for (const path of paths) {
      const answer = await world.insist(path, { ...body, headers: { ...bearer(victim), ...body.headers } });
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.code).toMatch(/^[a-z-]+$/);
    }
  });

  test('__proto__ reaches nobody, and what is no multipart form is no upload', async () => {
    const hidden =
      '{"type":"message","text":"ciao","channelData":{"__proto__":{"admin":true},"clientActivityID":"p1"}}';
    expect((await world.insist(activities(victim), { body: hidden, headers: bearer(victim) })).status).toBe(200);
    const { body } = await rig.caller.insist('GET', activities(victim), { headers: bearer(victim) });
    expect(JSON.stringify(body)).not.toContain('admin');
    const upload = activities(victim).replace('activities', 'upload');
    const junk = {
      body: Buffer.alloc(9_000_000, 45),
      headers: { ...bearer(victim), 'content-type': 'multipart/form-data; boundary=-' },
    };
    expect((await world.insist(upload, junk)).status).toBe(400);
    expect((await world.insist(upload, { ...junk, body: Buffer.alloc(12_000_000) })).status).toBe(413);
  });
});

describe('requests', () => {
  const head = (lines: string) =>
    `POST /widget/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${lines}\r\n`;
  const requests: [string, string, number][] = [
    [
      'two lengths of one body',
      `${head('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n')}0\r\n\r\nGET /health/live HTTP/1.1\r\n\r\n`,
      400,
    ],
    ['a header of 20 KB', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['ten thousand headers', `GET / HTTP/1.1\r\nHost: a\r\n${'A: b\r\n'.repeat(10_000)}\r\n`, 431],
    ['no HTTP at all', `${'\u0016\u0003\u0001'.repeat(50)}\r\n\r\n`, 400],
    ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a|b\r\n\r\n', 400],
    [
      'an upgrade to nowhere',
      'GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      404,
    ],
  ];
  test.each(requests)('%s are answered and the connection ends', async (_name, bytes, status) => {
    expect(statusOf(await sendRaw(rig.port, bytes, 5_000))).toBe(status);
  });

  test('500 sockets that send a byte now and then are ended, header or body', async () => {
    const body = `${head('Content-Length: 60\r\n')}{`;
    const dribbles = Array.from({ length: 500 }, (_, n) =>
      dribble(n % 2 === 0 ? 'GET / HTTP/1.1\r\nHost: a\r\nX: ' : body),
    );
    const ends = await Promise.all(dribbles);
    const statuses = new Set(ends.map(statusOf));
    expect([...statuses].sort()).toEqual([408]);
  }, 60_000);

  /** Says `start` and then a letter every second until the server has had enough. */
  function dribble(start: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(rig.port, '127.0.0.1', () => socket.write(start));
      let received = '';
      const timer = setInterval(() => socket.write('x'), 1_000);
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(timer);
        resolve(received);
      });
    });
  }
});

describe('floods', () => {
  test('of one token: ten messages are taken, the rest is told when to come back', async () => {
    const flooder = await enterShop(rig.caller);
    const body = (n: number) =>
      JSON.stringify({ type: 'message', text: `${n}`, channelData: { clientActivityID: `f${n}` } });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => post(activities(flooder), { body: body(n), headers: bearer(flooder) })),
    );
    const taken = answers.filter(({ status }) => status === 200).length;
    const refused = answers.filter(
      ({ status, retryAfter }) => (status === 429 || status === 503) && retryAfter >= 1,
    ).length;
    expect(taken).toBeGreaterThanOrEqual(1);
    expect(taken).toBeLessThan(60);
    expect(taken + refused).toBe(200);
  });

  test('of one address: its limit ends them, and another address gets its session', async () => {
    const open = (from: string) => post('/widget/session', { body: '{}', from });
    const answers = await Promise.all(Array.from({ length: 400 }, () => open('127.0.0.9')));
    const taken = answers.filter(({ status }) => status === 200).length;
    expect(taken).toBeLessThan(200);
    expect(
      answers.filter(({ status, retryAfter }) => (status === 429 || status === 503) && retryAfter >= 1),
    ).toHaveLength(400 - taken);
    await until(async () => (await open('127.0.0.10')).status === 200, 'a session from another address');
  });

  test('of made-up cookies and tokens: they are refused and take nobody’s place', async () => {
    const forged = Array.from({ length: 300 }, (_, n) =>
      post(activities(victim), {
        body: '{"type":"typing"}',
        headers: { authorization: `Bearer forged.${n}.x`, cookie: `ascolto=${'c'.repeat(43)}` },
      }),
    );
    const statuses = (await Promise.all(forged)).map(({ status }) => status);
    expect(statuses.filter((status) => ![401, 403, 429, 503].includes(status))).toEqual([]);
  });
});

describe('those who do not read', () => {
  test('large answers: others are served, and what lies unread stays within its bound', async () => {
    const talkative = await enterShop(rig.caller);
    for (let n = 0; n < 10; n++) await talkative.say(`${n}${'parole '.repeat(560)}`);
    const ask = `GET ${activities(talkative)} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${talkative.token}\r\n\r\n`;
    const sockets = await Promise.all(Array.from({ length: 60 }, () => opened(ask.repeat(16))));
    const seen = world.served.length;
    await until(() => world.served.length > seen + 20, 'others being served', 30_000);
    for (const socket of sockets) socket.destroy();
  }, 60_000);

  test('their web socket: they hold one frame of ours, and others of the same conversation read on', async () => {
    const sleepers = await Promise.all(Array.from({ length: 4 }, () => world.streamOf(world.bystander)));
    for (const { socket } of sleepers) socket.pause();
    const reader = await world.streamOf(world.bystander);
    await until(() => reader.frames > 0, 'the first frame');
    const { frames } = reader;
    await until(() => reader.frames > frames, 'what comes after it', 30_000);
    for (const { socket } of [...sleepers, reader]) socket.terminate();
  }, 60_000);

  function opened(bytes: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(rig.port, '127.0.0.1', () => socket.write(bytes, () => resolve(socket.pause())));
      socket.on('error', reject);
      socket.once('close', () => socket.off('error', reject).on('error', () => {}));
    });
  }
});

describe('web sockets', () => {
  test('that send a thousand frames a second are closed with 1008', async () => {
    const { socket, closed } = await world.streamOf(victim);
    const timer = setInterval(() => {
      for (let n = 0; n < 50; n++)
        if (socket.readyState === socket.OPEN) socket.send('{"type":"message","text":"ciao"}');
    }, 50);
    expect(await closed).toBe(1008);
    clearInterval(timer);
  });

  test('that send a megabyte in one frame are closed with 1009', async () => {
    const { socket, closed } = await world.streamOf(victim);
    socket.send('x'.repeat(1_000_000));
    expect(await closed).toBe(1009);
  });

  test('with a made-up ticket are refused', async () => {
    const url = `ws://127.0.0.1:${rig.port}/v3/directline/conversations/${victim.conversationId}/stream?t=made.up.x`;
    const socket = new WebSocket(url);
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      socket.on('error', () => {});
    });
    expect(status).toBe(403);
    socket.terminate();
  });
});

describe('after all of it', () => {
  test('the customer beside it was served all the while', async () => {
    const served = await world.endService();
    const refused = served.filter((status) => status !== 200);
    expect(served.length).toBeGreaterThan(100);
    expect(refused.length).toBeLessThan(served.length / 20);
    expect(refused.filter((status) => status !== 503)).toEqual([]);
  });

  test('the process is the same one, well, and no more than 50 MB larger', async () => {
    expect(rig.troubles().filter((line) => /"msg":"fault"|ended by itself/.test(line))).toEqual([]);
    const after = await world.residentBytes();
    const { before } = world;
    if (before === null || after === null) return leaveOut('memory after hostile callers', 'this system has no /proc');
    if (isFull) console.log(`memory grew by ${((after - before) / 1024 / 1024).toFixed(1)} MB`);
    expect(after - before).toBeLessThanOrEqual(mostGrowthBytes);
  }, 60_000);
});
