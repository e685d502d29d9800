// How long to wait before the next try.

/** 0.5 s doubling up to 30 s, ±30 % so that a thousand pages do not come back in the same instant. */
export function backoffMs(failures: number, random: number): number {
  return Math.min(30_000, 500 * 2 ** failures) * (0.7 + 0.6 * random);
}
