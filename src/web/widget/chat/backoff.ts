// How long to wait before the next try.

/** 0.5 s doubling, ±30 % so that a thousand pages do not come back in the same instant; never above 30 s. */
export function backoffMs(failures: number, random: number): number {
  return Math.min(30_000 / 1.3, 500 * 2 ** failures) * (0.7 + 0.6 * random);
}
