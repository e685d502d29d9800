// The same jobs, watched: how often each ran, how it ended and how late it began, whichever adapter carries them.
import type { Clock } from '../clock';
import type { JobData, Jobs } from '../jobs/jobs';
import type { Metrics } from './metrics';

/** Travels with a job's data: its moment, so that whichever process runs it knows how late it is. */
const momentField = 'dueAtMs';

export function watchJobs(jobs: Jobs, { ran, gaveUp, late }: Metrics['jobs'], clock: Clock): Jobs {
  async function watched(name: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (fault) {
      ran(`${name}|failed`);
      throw fault;
    }
    ran(`${name}|done`);
  }

  /** Shown as 0 before it ever runs, so that the first failure is seen as one more. */
  function show(name: string): void {
    ran(`${name}|done`, 0);
    ran(`${name}|failed`, 0);
  }

  function noteLag(name: string, data: JobData): void {
    const dueAtMs = data[momentField];
    if (typeof dueAtMs === 'number') late(Math.max(0, clock.now().getTime() - dueAtMs) / 1000, name);
  }

  jobs.onFailed((name) => gaveUp(name));
  return {
    ...jobs,
    schedule(name, data, options = {}) {
      const dueAtMs = clock.now().getTime() + (options.delayMs ?? 0);
      return jobs.schedule(name, { ...data, [momentField]: dueAtMs }, options);
    },
    process(name, handler) {
      show(name);
      gaveUp(name, 0);
      jobs.process(name, (data, signal) => {
        noteLag(name, data);
        return watched(name, () => handler(data, signal));
      });
    },
    onRing(name, handler) {
      show(name);
      jobs.onRing(name, (key) => watched(name, () => handler(key)));
    },
  };
}
