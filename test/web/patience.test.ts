// What widget and console do when the server says "come back in n seconds".

import { ApiError, pauseAfter } from '../../src/web/console/data/request';
import { Connection } from '../../src/web/widget/chat/connection';
import { DirectLine } from '../../src/web/widget/chat/direct-line';
import { Outbox } from '../../src/web/widget/chat/outbox';
import type { Ports } from '../../src/web/widget/chat/ports';
import { SessionKeeper } from '../../src/web/widget/chat/session';
import { createFakeClock, type FakeClock } from '../fake-clock';
import { createNodePorts } from './node-ports';

const origin = 'http://shop.example';

/** A server that answers the calls of a conversation with `statuses`, one after the other, asking for 3 s on each 503. */
function createServer(isAsked: (path: string, method: string) => boolean, statuses: number[]) {
  const clock: FakeClock = createFakeClock();
  const askedAtMs: number[] = [];
  const ports: Ports = {
    ...createNodePorts(),
    clock,
    async fetch(url, init) {
      const isOurs = isAsked(new URL(url).pathname, init.method ?? 'GET');
      if (isOurs) askedAtMs.push(clock.now().getTime());
      const status = isOurs ? (statuses.shift() ?? 200) : 200;
      const headers = status === 503 ? { 'retry-after': '3' } : {};
      return Response.json({ token: 't', conversationId: 'c', expires_in: 1800, id: 'm' }, { status, headers });
    },
  };
  const session = new SessionKeeper(ports, { origin, locale: 'it' }, () => {});
  const pauses = () => askedAtMs.slice(1).map((at, index) => at - (askedAtMs[index] ?? 0));
  return { clock, ports, directLine: new DirectLine(ports, session, origin), pauses };
}

describe('the widget', () => {
  test('keeps a message while the server is busy, however often it is put off, and comes back no sooner than asked', async () => {
    const isPost = (path: string, method: string) => method === 'POST' && path.endsWith('/activities');
    const { clock, ports, directLine, pauses } = createServer(isPost, [503, 503, 503, 503, 503]);
    const options = { ports, directLine, locale: 'it', key: 'k', isUp: () => true, onChange() {}, onSent() {} };
    const outbox = new Outbox(options);
    outbox.add('ciao');
    await clock.advance(10_000);
    expect(outbox.items).toMatchObject([{ state: 'waiting' }]);
    await clock.advance(20_000);
    expect(outbox.items).toMatchObject([{ state: 'sent' }]);
    expect(pauses()).toHaveLength(5);
    for (const pause of pauses()) expect(pause).toBeGreaterThan(3_000);
  });

  test.each([
    [507, '7200'],
    [429, '120'],
  ])('answered %s for a file says so at once, and sends what was written after it', async (status, retryAfter) => {
    const { clock, ports } = createServer(() => false, []);
    const full = { ...ports, upload: async () => ({ status, text: '{}', retryAfter }) };
    const session = new SessionKeeper(full, { origin, locale: 'it' }, () => {});
    const options = { locale: 'it', key: 'k', isUp: () => true, onChange() {}, onSent() {} };
    const outbox = new Outbox({ ...options, ports: full, directLine: new DirectLine(full, session, origin) });
    outbox.add('', Object.assign(new Blob(['x']), { name: 'foto.png' }));
    outbox.add('e il mio pacco?');
    await clock.advance(1_000);
    expect(outbox.items).toMatchObject([{ state: 'failed', reason: 'no-room' }, { state: 'sent' }]);
  });

  test('opens its stream no sooner than asked, and pages that were put off together come back apart', async () => {
    const isStream = (path: string, method: string) => method === 'GET' && path.endsWith('/conversations/c');
    const firstPause = async (random: number) => {
      const { clock, ports, directLine, pauses } = createServer(isStream, [503, 503, 503, 503]);
      const options = { isOffline: () => false, onBatch() {}, onStatus() {}, directLine };
      const connection = new Connection({ ...options, ports: { ...ports, random: () => random } });
      connection.start();
      for (let n = 0; n < 80; n++) await clock.advance(100);
      connection.stop();
      return pauses()[0] ?? 0;
    };
    const [early, late] = [await firstPause(0), await firstPause(0.99)];
    expect(early).toBeGreaterThan(3_000);
    expect(late - early).toBeGreaterThan(200);
  });
});

describe('the console', () => {
  test('waits as long as the server asks, and at least its own pause', () => {
    const busy = new ApiError(503, 'overloaded', 'Too much is going on.', {}, 5);
    expect(busy.isPassing).toBe(true);
    expect(pauseAfter(busy, 1_000)).toBeGreaterThanOrEqual(5_000);
    expect(pauseAfter(new ApiError(0, 'offline', 'No answer.'), 1_000)).toBeGreaterThanOrEqual(1_000);
    expect(pauseAfter(busy, 1_000)).toBeLessThanOrEqual(6_250);
  });
});
