// What a shop's day leaves in the metrics, on the real way of a message.
import { createMetrics } from '../../src/monitoring/metrics';
import { anna, type CareWorld, createCareWorld } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';
import { samplesOf } from './exposition';

const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

function createDay(): { world: CareWorld; read(): Promise<Map<string, number>> } {
  const { exposition, onCommitted, onTurn } = createMetrics();
  const world = createCareWorld({ store: opened.store, clock, onCommitted, onTurn });
  return { world, read: async () => samplesOf(await exposition.text()) };
}

it('counts messages by who wrote them, and the step that decided', async () => {
  const { world, read } = createDay();
  const { id } = await world.open();
  await world.say(id, 'quanto costa la spedizione?');
  await world.say(id, 'qwertz asdf');
  const samples = await read();
  expect(samples.get('ascolto_messages_total{author="customer",channel="web"}')).toBe(2);
  expect(samples.get('ascolto_messages_total{author="bot",channel="web"}')).toBe(2);
  expect(samples.get('ascolto_conversations_begun_total{channel="web"}')).toBe(1);
  expect(samples.get('ascolto_turn_seconds_count{step="answer"}')).toBe(1);
  expect(samples.get('ascolto_turn_seconds_count{step="admit-and-offer"}')).toBe(1);
  expect(samples.get('ascolto_bot_reply_seconds_count')).toBe(2);
});

it('counts a message once although it came twice', async () => {
  const { world, read } = createDay();
  const { id } = await world.open();
  await world.send(id, 'ciao', 'same');
  await world.send(id, 'ciao', 'same');
  await world.runTurn(id);
  await world.runTurn(id);
  expect((await read()).get('ascolto_messages_total{author="customer",channel="web"}')).toBe(1);
});

it('measures how long a message waited for its turn and the customer for a person', async () => {
  const { world, read } = createDay();
  const { id } = await world.open();
  await world.send(id, 'voglio parlare con una persona');
  await clock.advance(2_000);
  await world.runTurn(id);
  await clock.advance(88_000);
  await world.desk.claim(id, anna);
  await world.desk.reply(id, anna, { text: 'Eccomi.', clientId: 'first' });
  await clock.advance(60_000);
  await world.desk.reply(id, anna, { text: 'Ancora io.', clientId: 'second' });
  const samples = await read();
  expect(samples.get('ascolto_turn_wait_seconds_sum')).toBe(2);
  expect(samples.get('ascolto_handoffs_total{reason="asked-for-person"}')).toBe(1);
  expect(samples.get('ascolto_person_reply_seconds_sum')).toBe(90);
  expect(samples.get('ascolto_person_reply_seconds_count')).toBe(1);
  expect(samples.get('ascolto_messages_total{author="agent",channel="web"}')).toBe(2);
});

it('counts promises made, broken, kept and released', async () => {
  const { world, read } = createDay();
  const kept = await world.open();
  await world.say(kept.id, 'voglio parlare con una persona');
  const { promise } = await world.read(kept.id);
  await clock.advance((promise?.dueAt.getTime() ?? 0) - clock.now().getTime() + 3_000);
  await world.desk.breakOverdue(kept.id);
  await world.desk.claim(kept.id, anna);
  await world.desk.reply(kept.id, anna, { text: 'Eccomi.', clientId: 'r' });
  const released = await world.open();
  await world.say(released.id, 'voglio parlare con una persona');
  await world.desk.leaveLine(released.id);
  const samples = await read();
  expect(samples.get('ascolto_promises_made_total')).toBe(3);
  expect(samples.get('ascolto_promises_settled_total{how="broken"}')).toBe(1);
  expect(samples.get('ascolto_promises_settled_total{how="kept"}')).toBe(1);
  expect(samples.get('ascolto_promises_settled_total{how="released"}')).toBe(1);
  expect(samples.get('ascolto_promise_break_lag_seconds_sum')).toBe(3);
});

it('tells requests by route and status, and refusals by their code', async () => {
  const { exposition, onServed } = createMetrics();
  onServed({ route: 'GET /api/me', status: 200, tookMs: 4, code: undefined });
  onServed({ route: 'POST /widget/session', status: 429, tookMs: 1, code: 'too-many-requests' });
  const samples = samplesOf(await exposition.text());
  expect(samples.get('ascolto_http_requests_total{route="GET /api/me",status="200"}')).toBe(1);
  expect(samples.get('ascolto_http_request_seconds_bucket{route="GET /api/me",le="0.005"}')).toBe(1);
  expect(samples.get('ascolto_http_refusals_total{code="too-many-requests"}')).toBe(1);
});
