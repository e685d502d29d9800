import type { ServerResponse } from 'node:http';
import { withTroubles } from '../../src/console/trouble-feed';
import type { Trouble } from '../../src/console/troubles';
import type { Answer, Route } from '../../src/route';

const since = new Date('2026-03-04T09:00:00Z');

function createScene(answer: Answer) {
  let troubles: Trouble[] = [];
  const listeners = new Set<() => void>();
  const feed: Route = { method: 'GET', path: '/api/feed', handle: () => answer };
  const route = withTroubles(feed, {
    current: () => troubles,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  const change = (next: Trouble[]) => {
    troubles = next;
    for (const listener of listeners) listener();
  };
  return { route, change, listeners };
}

const response = (written: string[]) =>
  ({ write: (frame: string) => written.push(frame), writableEnded: false }) as unknown as ServerResponse;

it('tells how things stand at the opening, again at each change, and nothing after the end', async () => {
  const written: string[] = [];
  let ended = 0;
  const { route, change, listeners } = createScene({
    stream(to) {
      to.write('retry: 1000\n\n');
      return () => void ended++;
    },
  });
  const answer = await route.handle({} as never);
  if (!('stream' in answer)) throw new Error('a feed answers with a stream');
  const stop = answer.stream(response(written));
  change([{ kind: 'redis-down', since }]);
  stop();
  change([]);
  expect(written).toEqual([
    'retry: 1000\n\n',
    'event: status\ndata: {"troubles":[]}\n\n',
    'event: status\ndata: {"troubles":[{"kind":"redis-down","since":"2026-03-04T09:00:00.000Z"}]}\n\n',
  ]);
  expect([ended, listeners.size]).toEqual([1, 0]);
});

it('leaves an answer that is no stream as it is', async () => {
  const refusal = { status: 503, json: {} };
  const { route } = createScene(refusal);
  expect(await route.handle({} as never)).toBe(refusal);
});
