// The console's feed on a real port: what it tells, to whom it owes a reload, and whom it cuts.
import type { ServerResponse } from 'node:http';
import { connect as connectTo, type Socket } from 'node:net';
import { createFeed } from '../../src/console/feed';
import type { PresenceState } from '../../src/handoff/presence';
import { consoleTopic } from '../../src/jobs/fan-out';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import type { Route } from '../../src/route';
import { createFakeClock, type FakeClock } from '../fake-clock';
import { startTestServer, type TestServer } from '../http/test-server';
import { rest, until } from '../jobs/until';

let clock: FakeClock;
let server: TestServer;
let feed: ReturnType<typeof createFeed>;
let fanOut: ReturnType<typeof createLocalFanOut>;
let notice: () => void;
let change: (agentId: string, state: PresenceState) => void;
let feeds: string[];
let responses: ServerResponse[];
let readers: Reader[];

beforeEach(async () => {
  clock = createFakeClock();
  fanOut = createLocalFanOut();
  feeds = [];
  readers = [];
  responses = [];
  feed = createFeed({
    clock,
    bootId: 'boot',
    fanOut: {
      ...fanOut,
      onGap(listener) {
        notice = listener;
        return () => {};
      },
    },
    presence: {
      feedOpened: (agentId, sessionId) => feeds.push(`+${agentId} ${sessionId}`),
      feedClosed: (agentId, sessionId) => feeds.push(`-${agentId} ${sessionId}`),
      onChange(listener) {
        change = listener;
        return () => true;
      },
    },
  });
  server = await startTestServer({
    routes: [{ ...feed.route, handle: keepResponse(feed.route.handle) }],
    access: { 'GET /api/feed': ['agent'] },
    clock,
    async authenticate({ headers }) {
      const agentId = String(headers['x-person']);
      return { agentId, name: agentId, roles: ['agent'], languages: ['it'], sessionId: `sign-in of ${agentId}` };
    },
  });
});
afterEach(async () => {
  for (const { socket } of readers) socket.destroy();
  feed.close();
  await server.close();
});

/** Lets a test see how much a reader has not read. */
function keepResponse(handle: Route['handle']): Route['handle'] {
  return async (request) => {
    const answer = await handle(request);
    if (!('stream' in answer)) return answer;
    return {
      stream(response) {
        responses.push(response);
        return answer.stream(response);
      },
    };
  };
}

interface Reader {
  socket: Socket;
  text(): string;
  /** Names of the events in the order of their coming. */
  events(): string[];
  lastId(): string | undefined;
  isClosed(): boolean;
}

async function open(agentId: string, lastEventId?: string): Promise<Reader> {
  const socket = connectTo(server.port, '127.0.0.1');
  let text = '';
  let isClosed = false;
  socket.on('data', (bytes) => {
    text += bytes.toString();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isClosed = true;
  });
  const seen = lastEventId === undefined ? '' : `Last-Event-ID: ${lastEventId}\r\n`;
  socket.write(`GET /api/feed HTTP/1.1\r\nHost: shop\r\nX-Person: ${agentId}\r\n${seen}\r\n`);
  const reader: Reader = {
    socket,
    text: () => text,
    events: () => [...text.matchAll(/^event: (.*)$/gm)].map((match) => match[1] ?? ''),
    lastId: () => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1],
    isClosed: () => isClosed,
  };
  readers.push(reader);
  await until('open', () => text.includes('retry: 1000'));
  return reader;
}

const hint = (n: number) => fanOut.publish(consoleTopic, { conversationId: `c${n}`, version: n, seq: n });

test('an open feed is a sign of life of its sign-in, and tells who comes and goes', async () => {
  const anna = await open('anna');
  expect(feeds).toEqual(['+anna sign-in of anna']);
  change('bruno', 'away');
  await until('told', () => anna.events().includes('presence'));
  expect(anna.text()).toContain('data: {"agentId":"bruno","state":"away"}');
  anna.socket.destroy();
  await until('gone', () => feeds.length === 2);
  expect(feeds[1]).toBe('-anna sign-in of anna');
});

test('who comes back with the last id gets what was missed, and a reload only when that is not known', async () => {
  const anna = await open('anna');
  await until('begun', () => anna.events().join() === 'resync');
  hint(1);
  await until('told', () => anna.lastId() === 'boot.1');
  anna.socket.destroy();
  hint(2);
  const again = await open('anna', 'boot.1');
  await until('caught up', () => again.lastId() === 'boot.2');
  expect(again.events()).toEqual(['conversation']);
  for (const unknown of ['boot.7', 'other.1', 'boot.x']) {
    const stranger = await open('anna', unknown);
    await until('told to reload', () => stranger.events().join() === 'resync');
  }
});

describe('when hints between processes were lost', () => {
  test('all consoles are told to reload, one after the other within two seconds', async () => {
    const all = [await open('anna'), await open('bruno'), await open('carla'), await open('dario')];
    await until('begun', () => all.every((reader) => reader.events().length === 1));
    notice();
    await clock.advance(500);
    await until('two told', () => all.filter((reader) => reader.events().length === 2).length === 2);
    await clock.advance(1_500);
    await until('all told', () => all.every((reader) => reader.events().join() === 'resync,resync'));
  });

  test('who leaves before being told is told on coming back, also when another hint came in between', async () => {
    await open('anna');
    const bruno = await open('bruno');
    hint(1);
    await until('told', () => bruno.lastId() === 'boot.1');
    notice();
    hint(2);
    await until('heard', () => bruno.text().includes('"c2"'));
    bruno.socket.destroy();
    const again = await open('bruno', bruno.lastId());
    await until('told to reload', () => again.events().join() === 'resync');
  });
});

describe('a console that', () => {
  test('never reads is cut, and no other', async () => {
    const deaf = await open('anna');
    const bruno = await open('bruno');
    deaf.socket.pause();
    // More than the system's own buffers of a connection hold.
    const long = 'x'.repeat(2_000);
    for (let n = 0; n < 8_000 && feeds.length === 2; n++) {
      fanOut.publish(consoleTopic, { event: 'note', long });
      if (n % 100 === 0) await rest(5);
    }
    await until('cut', () => feeds.includes('-anna sign-in of anna'));
    await until('read', () => bruno.events().includes('note'));
    expect(bruno.isClosed()).toBe(false);
  }, 20_000);

  test('never catches up is cut after twenty seconds, however little it owes', async () => {
    const deaf = await open('anna');
    deaf.socket.pause();
    const owed = async () => {
      await rest(20);
      return responses[0]?.writableLength ?? 0;
    };
    while ((await owed()) === 0) fanOut.publish(consoleTopic, { event: 'note', long: 'x'.repeat(100_000) });
    expect(await owed()).toBeLessThan(512 * 1024);
    await clock.advance(14_000);
    expect(server.openStreams()).toBe(1);
    await clock.advance(6_000);
    await until('cut', () => server.openStreams() === 0);
    expect(feeds.at(-1)).toBe('-anna sign-in of anna');
  }, 20_000);
});
