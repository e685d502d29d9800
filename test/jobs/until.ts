// Waiting in real time, for what a real Redis does.

export const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How long it took, in milliseconds; throws when it does not come within the time given. */
export async function until(what: string, isSo: () => boolean, withinMs = 5_000): Promise<number> {
  const start = performance.now();
  while (!isSo()) {
    if (performance.now() - start > withinMs) throw new Error(`after ${withinMs} ms still not ${what}`);
    await rest(10);
  }
  return performance.now() - start;
}

/** How long a task takes that may fail, in milliseconds. */
export async function lasts(task: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task.catch(() => undefined);
  return performance.now() - start;
}
