// The turn that waits for a customer may run in another process than the one their page talks to.
import { createTyping } from '../../src/channels/web/typing';
import { createLocalFanOut } from '../../src/jobs/local-fan-out';
import { createFakeClock } from '../fake-clock';

test('every process knows which customer is writing, until it is written or the sign runs out', async () => {
  const clock = createFakeClock();
  const fanOut = createLocalFanOut();
  const [here, elsewhere] = [createTyping({ clock, fanOut }), createTyping({ clock, fanOut })];
  const isTyping = (id: string) => [here.isTyping(id), elsewhere.isTyping(id)];
  here.report('c1');
  expect(isTyping('c1')).toEqual([true, true]);
  elsewhere.settle('c1');
  expect(isTyping('c1')).toEqual([false, false]);
  here.report('c2');
  await clock.advance(3_000);
  expect(isTyping('c2')).toEqual([true, true]);
  await clock.advance(1_000);
  expect(isTyping('c2')).toEqual([false, false]);
});

test('a message of a customer nobody saw typing costs no hint', () => {
  const fanOut = createLocalFanOut();
  const told: unknown[] = [];
  fanOut.subscribe('customers-typing', (hint) => told.push(hint));
  createTyping({ clock: createFakeClock(), fanOut }).settle('c1');
  expect(told).toEqual([]);
});
