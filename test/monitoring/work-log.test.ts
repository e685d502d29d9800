import type { LogFields } from '../../src/log';
import { countingLog } from '../../src/monitoring/counting-log';
import { createWorkLog } from '../../src/monitoring/work-log';
import { anna, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

type Line = LogFields & { level: string; event: string };

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

function createScene() {
  const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
  const lines: Line[] = [];
  const write = (level: string) => (fields: LogFields, event: string) => void lines.push({ ...fields, level, event });
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  return { clock, lines, log, ...createWorkLog({ log, clock }) };
}

it('leaves one line per decided turn and one per change of ownership, in ids, codes and numbers', async () => {
  const { clock, lines, onCommitted, onTurn } = createScene();
  const world = createCareWorld({ store: opened.store, clock, onCommitted, onTurn });
  const { id } = await world.open();
  await world.say(id, 'quanto costa la spedizione?');
  await world.say(id, 'voglio parlare con una persona');
  await world.desk.claim(id, anna);
  await world.desk.reply(id, anna, { text: 'Eccomi.', clientId: 'r' });
  const about = { conversationId: id, channel: 'web' };
  expect(lines).toEqual([
    { level: 'debug', event: 'turn-decided', ...about, step: 'answer', heard: 1, said: 1, waitedMs: 0, tookMs: 0 },
    { level: 'info', event: 'handed-off', ...about, version: 3, from: 'bot', to: 'waiting', by: 'bot' },
    { level: 'debug', event: 'turn-decided', ...about, step: 'hand-off', heard: 1, said: 1, waitedMs: 0, tookMs: 0 },
    {
      level: 'info',
      event: 'claimed',
      ...about,
      version: 4,
      from: 'waiting',
      to: 'human',
      by: 'agent',
      agentId: 'anna',
    },
  ]);
});

it('warns of a slow store once in ten seconds and says how many it kept back', async () => {
  const { clock, lines, onCall } = createScene();
  onCall('messages.insert', 20, false);
  for (let n = 0; n < 5; n++) onCall('messages.insert', 1_500.4, false);
  await clock.advance(10_000);
  onCall('conversations.update', 2_000, true);
  expect(lines).toEqual([
    { level: 'warn', event: 'store-slow', call: 'messages.insert', tookMs: 1500, alsoSlow: 0 },
    { level: 'warn', event: 'store-slow', call: 'conversations.update', tookMs: 2000, alsoSlow: 4 },
  ]);
});

it('is not silenced by a clock that is set back', () => {
  const { clock, lines, onCall } = createScene();
  onCall('messages.insert', 1_500, false);
  clock.set(new Date('2026-03-04T08:00:00Z'));
  onCall('messages.insert', 1_500, false);
  expect(lines).toHaveLength(2);
});

describe('the log of all parts', () => {
  function createCounting() {
    const scene = createScene();
    const counted: string[] = [];
    const counting = countingLog({ ...scene, count: (values) => counted.push(values) });
    return { ...scene, counted, counting };
  }

  it('counts warnings and errors by event and passes every line on', () => {
    const { counting, counted, lines } = createCounting();
    counting.debug({}, 'a');
    counting.info({}, 'b');
    counting.warn({ code: 'x' }, 'c');
    counting.error({}, 'd');
    expect(counted).toEqual(['warn|c', 'error|d']);
    expect(lines.map(({ event }) => event)).toEqual(['a', 'b', 'c', 'd']);
    expect(lines[2]).toEqual({ level: 'warn', event: 'c', code: 'x' });
  });

  it('keeps a flood of one event back, counts it all, and says later how much it kept', async () => {
    const { clock, counting, counted, lines } = createCounting();
    for (let n = 0; n < 500; n++) counting.error({}, 'fault');
    counting.warn({}, 'other');
    expect(counted).toHaveLength(501);
    expect(lines).toHaveLength(21);
    await clock.advance(10_000);
    counting.error({}, 'fault');
    counting.error({}, 'fault');
    expect(lines.slice(21)).toEqual([
      { level: 'error', event: 'fault', keptBack: 480 },
      { level: 'error', event: 'fault' },
    ]);
  });
});
