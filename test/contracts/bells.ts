// The bells of the Jobs port: one run per key at a time, over all processes.
import type { Jobs } from '../../src/jobs/jobs';

export interface BellsHarness {
  /** A Jobs that is not started. */
  open(): Promise<Jobs>;
  /** Lets what was rung be heard. */
  settle(): Promise<void>;
}

/** Registers the contract tests. */
export function describeBells(adapter: string, { open, settle }: BellsHarness): void {
  /** Waits until the handler was called so often, and then for calls that should not come. */
  async function reach(calls: string[], count: number): Promise<void> {
    for (let look = 0; calls.length < count && look < 50; look++) await settle();
    await settle();
    expect(calls).toHaveLength(count);
  }

  describe(`bells on ${adapter}`, () => {
    test('one key is handled by one run at a time, and rings during a run make exactly one more', async () => {
      const { jobs, calls, letGo } = await startGated(open);
      jobs.ring('turn', 'a');
      await reach(calls, 1);
      for (let ring = 0; ring < 5; ring++) jobs.ring('turn', 'a');
      await reach(calls, 1);
      letGo();
      await reach(calls, 2);
      letGo();
      await reach(calls, 2);
      expect(calls).toEqual(['a', 'a']);
      await jobs.close();
    });

    test('different keys are handled beside each other, 64 at most', async () => {
      const { jobs, calls, letGo } = await startGated(open);
      for (let key = 0; key < 100; key++) jobs.ring('turn', String(key));
      await reach(calls, 64);
      letGo();
      await reach(calls, 100);
      letGo();
      expect(new Set(calls).size).toBe(100);
      await jobs.close();
    });

    test('rings before start are answered after it', async () => {
      const jobs = await open();
      const calls = listen(jobs);
      jobs.ring('turn', 'early');
      await reach(calls, 0);
      await jobs.start();
      await reach(calls, 1);
      await jobs.close();
    });

    test('a handler that fails is called again at the next ring', async () => {
      const jobs = await open();
      const calls = listen(jobs, () => {
        if (calls.length === 1) throw new Error('once');
      });
      await jobs.start();
      jobs.ring('turn', 'a');
      await reach(calls, 1);
      jobs.ring('turn', 'a');
      await reach(calls, 2);
      await jobs.close();
    });

    test('close waits for the run in progress', async () => {
      const { jobs, calls, letGo } = await startGated(open);
      jobs.ring('turn', 'a');
      await reach(calls, 1);
      let isClosed = false;
      const closing = jobs.close().then(() => {
        isClosed = true;
      });
      jobs.ring('turn', 'b');
      await settle();
      expect(isClosed).toBe(false);
      letGo();
      await closing;
      expect(calls).toEqual(['a']);
    });
  });
}

/** The keys of a handler's calls. */
function listen(jobs: Jobs, onCall: () => unknown = () => undefined): string[] {
  const calls: string[] = [];
  jobs.onRing('turn', async (key) => {
    calls.push(key);
    await onCall();
  });
  return calls;
}

/** A handler whose runs end only when `letGo` is called. */
async function startGated(open: () => Promise<Jobs>) {
  const jobs = await open();
  let waiting: (() => void)[] = [];
  const calls = listen(jobs, () => new Promise<void>((resolve) => waiting.push(resolve)));
  await jobs.start();
  const letGo = () => {
    for (const end of waiting) end();
    waiting = [];
  };
  return { jobs, calls, letGo };
}
