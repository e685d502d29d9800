// How long to wait before the next try.

/** Tries that stay at 2 s: a server that restarts within some ten seconds has everybody back within 3 s of its return. */
const patientTries = 6;

/** 0.5 s doubling, ±30 % so that a thousand pages do not come back in the same instant; never above 30 s. */
export function backoffMs(failures: number, random: number): number {
  const doublings = failures <= 2 ? failures : Math.max(2, failures - patientTries + 1);
  return Math.min(30_000 / 1.3, 500 * 2 ** doublings) * (0.7 + 0.6 * random);
}
