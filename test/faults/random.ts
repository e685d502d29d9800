// Chance that can be had again: every fault test names its seed, and FAULT_SEED brings the same choices back.

export interface Random {
  /** From 0 (included) to 1 (excluded). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True in this share of cases. */
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Chance of its own for one actor, so that actors do not disturb each other's. */
  fork(): Random;
}

/** The seed asked for, or a new one. */
export function chooseSeed(): number {
  const asked = Number(process.env.FAULT_SEED);
  return Number.isInteger(asked) && asked > 0 ? asked : 1 + Math.floor(Math.random() * 999_999);
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    chance: (share) => next() < share,
    pick(from) {
      const picked = from[between(0, from.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    fork: () => createRandom(between(1, 2_147_483_647)),
  };
}
