// What every adapter of the FanOut port must do. An adapter's test makes a harness and calls this with it.
import type { FanOut, Hint } from '../../src/jobs/fan-out';

export interface FanOutHarness {
  /** The fan-outs of processes that can hear each other: the first publishes, and all of them hear. */
  open(): Promise<FanOut[]>;
  /** Lets what was sent arrive. */
  settle(): Promise<void>;
  clean(): Promise<void>;
}

/** Registers the contract tests; one harness serves all of them. */
export function describeFanOut(adapter: string, harness: () => FanOutHarness): void {
  describe(`fan-out on ${adapter}`, () => {
    afterEach(() => harness().clean());

    test('a hint reaches every listener of its topic once, in every process', async () => {
      const { processes, publisher } = await open(harness());
      const heard = processes.flatMap((fanOut) => [listen(fanOut, 'a'), listen(fanOut, 'a')]);
      publisher.publish('a', { seq: 1, text: 'ciao', isUrgent: true, none: null });
      await harness().settle();
      for (const hints of heard) expect(hints).toEqual([{ seq: 1, text: 'ciao', isUrgent: true, none: null }]);
    });

    test('listeners of the same process are called before publish returns', async () => {
      const { publisher } = await open(harness());
      const hints = listen(publisher, 'a');
      publisher.publish('a', { seq: 1 });
      expect(hints).toEqual([{ seq: 1 }]);
    });

    test('hints of one process arrive in the order of their publication', async () => {
      const { processes, publisher } = await open(harness());
      const heard = processes.map((fanOut) => listen(fanOut, 'a'));
      const hints = Array.from({ length: 200 }, (_, seq) => ({ seq }));
      for (const hint of hints) publisher.publish('a', hint);
      await harness().settle();
      for (const one of heard) expect(one).toEqual(hints);
    });

    test('other topics, and listeners that ended, hear nothing', async () => {
      const { processes, publisher } = await open(harness());
      const other = processes.map((fanOut) => listen(fanOut, 'b'));
      const ended: Hint[] = [];
      for (const fanOut of processes) fanOut.subscribe('a', (hint) => ended.push(hint))();
      publisher.publish('a', { seq: 1 });
      await harness().settle();
      expect([other.flat(), ended]).toEqual([[], []]);
    });

    test('a listener may end itself while it is called', async () => {
      const { processes, publisher } = await open(harness());
      const heard: Hint[] = [];
      for (const fanOut of processes) {
        const end = fanOut.subscribe('a', (hint) => {
          heard.push(hint);
          end();
        });
        fanOut.subscribe('a', (hint) => heard.push(hint));
      }
      publisher.publish('a', { seq: 1 });
      publisher.publish('a', { seq: 2 });
      await harness().settle();
      expect(heard).toHaveLength(3 * processes.length);
    });

    test('while nothing is lost no gap is told, and a listener for gaps can be ended', async () => {
      const { processes, publisher } = await open(harness());
      let gaps = 0;
      for (const fanOut of processes) fanOut.onGap(() => gaps++);
      publisher.onGap(() => gaps++)();
      for (let seq = 0; seq < 20; seq++) publisher.publish('a', { seq });
      await harness().settle();
      expect(gaps).toBe(0);
    });
  });
}

async function open(harness: FanOutHarness): Promise<{ processes: FanOut[]; publisher: FanOut }> {
  const processes = await harness.open();
  const [publisher] = processes;
  if (publisher === undefined) throw new Error('a harness has at least one process');
  return { processes, publisher };
}

function listen(fanOut: FanOut, topic: string): Hint[] {
  const hints: Hint[] = [];
  fanOut.subscribe(topic, (hint) => hints.push(hint));
  return hints;
}
