// The bells of the Jobs port: held in memory, one run per key at a time.
import type { Jobs } from '../../src/jobs/jobs';

export interface BellsHarness {
  /** A Jobs that is not started. */
  open(): Promise<Jobs>;
  /** Lets what was rung be heard. */
  settle(): Promise<void>;
}

/** Registers the contract tests. */
export function describeBells(adapter: string, { open, settle }: BellsHarness): void {
  describe(`bells on ${adapter}`, () => {
    test('one key is handled by one run at a time, and rings during a run make exactly one more', async () => {
      const { jobs, calls, letGo } = await startGated(open);
      jobs.ring('turn', 'a');
      await settle();
      for (let ring = 0; ring < 5; ring++) jobs.ring('turn', 'a');
      await settle();
      expect(calls).toEqual(['a']);
      letGo();
      await settle();
      expect(calls).toEqual(['a', 'a']);
      letGo();
      await settle();
      expect(calls).toEqual(['a', 'a']);
      await jobs.close();
    });

    test('different keys are handled beside each other, 64 at most', async () => {
      const { jobs, calls, letGo } = await startGated(open);
      for (let key = 0; key < 100; key++) jobs.ring('turn', String(key));
      await settle();
      expect(calls).toHaveLength(64);
      letGo();
      await settle();
      letGo();
      await settle();
      expect(new Set(calls).size).toBe(100);
      await jobs.close();
    });

    test('rings before start are answered after it', async () => {
      const jobs = await open();
      const calls: string[] = [];
      jobs.onRing('turn', async (key) => {
        calls.push(key);
      });
      jobs.ring('turn', 'early');
      await settle();
      expect(calls).toEqual([]);
      await jobs.start();
      await settle();
      expect(calls).toEqual(['early']);
      await jobs.close();
    });

    test('a handler that fails is called again at the next ring', async () => {
      const jobs = await open();
      let calls = 0;
      jobs.onRing('turn', async () => {
        if (++calls === 1) throw new Error('once');
      });
      await jobs.start();
      jobs.ring('turn', 'a');
      await settle();
      jobs.ring('turn', 'a');
      await settle();
      expect(calls).toBe(2);
      await jobs.close();
    });

    test('close waits for the run in progress', async () => {
      const { jobs, calls, letGo } = await startGated(open);
      jobs.ring('turn', 'a');
      await settle();
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

/** A handler whose runs end only when `letGo` is called. */
async function startGated(open: () => Promise<Jobs>) {
  const jobs = await open();
  const calls: string[] = [];
  let waiting: (() => void)[] = [];
  jobs.onRing('turn', (key) => {
    calls.push(key);
    return new Promise((resolve) => waiting.push(resolve));
  });
  await jobs.start();
  const letGo = () => {
    for (const end of waiting) end();
    waiting = [];
  };
  return { jobs, calls, letGo };
}
