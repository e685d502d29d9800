import { WebSocket } from 'ws';
import { healStreams } from '../../src/channels/web/stream-healing';
import type { FanOut } from '../../src/jobs/fan-out';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createFakeClock } from '../fake-clock';
import { call, generateToken, until } from './direct-line-client';
import { startWebServer, type WebServer } from './web-server';

/** A fan-out that loses what a test wants lost, and may notice it. */
function createLossyFanOut() {
  const local = createLocalFanOut();
  const listeners = new Set<() => void>();
  return {
    isLosing: false,
    notice() {
      for (const listener of listeners) listener();
    },
    publish(topic: string, hint: Parameters<FanOut['publish']>[1]) {
      if (!this.isLosing) local.publish(topic, hint);
    },
    subscribe: local.subscribe,
    onGap(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const giulia = { id: 'agent-7', name: 'Giulia', manages: false };

describe('a customer’s stream', () => {
  const clock = createFakeClock(new Date());
  const fanOut = createLossyFanOut();
  let server: WebServer;
  let socket: WebSocket;
  let id: string;
  let frames: { activities: { name?: string; id: string; text?: string; value?: { phase: string } }[] }[];

  const activities = () => frames.flatMap((frame) => frame.activities);
  const texts = () => activities().flatMap((one) => (one.text === undefined ? [] : [one.text]));
  const phase = () => activities().findLast((one) => one.name === 'ascolto.state')?.value?.phase;

  beforeAll(async () => {
    server = await startWebServer({ clock, sharedFanOut: fanOut });
  });
  beforeEach(async () => {
    fanOut.isLosing = false;
    const { conversationId, token } = await generateToken(server);
    id = conversationId;
    const { body } = await call(server, 'POST', '/v3/directline/conversations', { token, json: {} });
    socket = new WebSocket(body.streamUrl, { perMessageDeflate: false });
    frames = [];
    socket.on('message', (data) => frames.push(JSON.parse(data.toString())));
    await until(() => phase() === 'bot' && texts().length === 1, 'the greeting and the state');
    fanOut.isLosing = true;
  });
  afterEach(() => socket.terminate());
  afterAll(() => server.close());

  test('shows within five seconds what a lost hint announced, once, and how things stand', async () => {
    await server.desk.claim(id, giulia);
    await server.say(id, { kind: 'agent', id: giulia.id, name: giulia.name }, 'eccomi');
    await clock.advance(5_000);
    await until(() => texts().includes('eccomi') && phase() === 'human', 'what was lost');
    await clock.advance(10_000);
    expect(texts().filter((text) => text === 'eccomi')).toEqual(['eccomi']);
  });

  test('shows it at once when it was noticed that hints were lost', async () => {
    await server.desk.claim(id, giulia);
    await server.say(id, { kind: 'agent', id: giulia.id, name: giulia.name }, 'eccomi');
    fanOut.notice();
    await clock.advance(300);
    await until(() => texts().includes('eccomi') && phase() === 'human', 'what was lost');
  });
});

describe('looks of many streams', () => {
  function start(count: number, isShared = true) {
    const clock = createFakeClock();
    const fanOut = createLossyFanOut();
    const checks = new Map<string, number[]>();
    const startMs = clock.now().getTime();
    const hubs = new Map(
      Array.from({ length: count }, (_, n) => {
        const check = () => checks.set(`c${n}`, [...(checks.get(`c${n}`) ?? []), clock.now().getTime() - startMs]);
        return [`c${n}`, { check, tellState: () => {} }] as const;
      }),
    );
    const stop = healStreams({ hubs, clock, fanOut, isShared });
    return { clock, fanOut, checks, stop };
  }

  test('come once in five seconds each, a twentieth of them at a time', async () => {
    const { clock, checks, stop } = start(400);
    await clock.advance(20_000);
    const perMoment = new Map<number, number>();
    for (const moment of [...checks.values()].flat()) perMoment.set(moment, (perMoment.get(moment) ?? 0) + 1);
    expect(checks.size).toBe(400);
    expect([...checks.values()].map((moments) => moments.length)).toEqual(Array(400).fill(4));
    expect(Math.max(...perMoment.values())).toBe(20);
    await stop();
  });

  test('come after a loss fifty at a time, all within the second, and none without one in a process that is alone', async () => {
    const { clock, fanOut, checks, stop } = start(1_000, false);
    await clock.advance(60_000);
    expect(checks.size).toBe(0);
    fanOut.notice();
    await clock.advance(0);
    expect(checks.size).toBe(50);
    await clock.advance(1_000);
    expect(checks.size).toBe(1_000);
    await stop();
  });
});
