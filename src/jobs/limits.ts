// The port that counts what somebody does, so that nobody does too much of it. Every answer is null, or the whole seconds to
// wait; a limit answers always, and counts fewer rather than refusing when those who share it cannot be reached.

export interface Limits {
  /** A burst that refills steadily. */
  allowance(name: string, options: AllowanceOptions): Allowance;
  /** So many in a window that begins with the first. */
  tries(name: string, options: TriesOptions): Tries;
}

export interface AllowanceOptions {
  burst: number;
  perSecond: number;
}

export interface TriesOptions {
  most: number;
  windowSeconds: number;
}

/** Counts one, or `count` of them at once: all or none. */
export type Allowance = (key: string, count?: number) => Promise<number | null>;

export interface Tries {
  /** Counts one. */
  take(key: string): Promise<number | null>;
  /** Takes one back. */
  giveBack(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

/** Whole seconds, never none. */
export function secondsOf(waitMs: number): number {
  return Math.max(1, Math.ceil(waitMs / 1000));
}
