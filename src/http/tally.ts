// Counts by key that keep nothing for keys at zero: never larger than what is being counted.

export interface Tally {
  add(key: string, by: 1 | -1): void;
  of(key: string): number;
  /** The key that counts most; null when nothing is counted. */
  heaviest(): { key: string; count: number } | null;
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    add(key, by) {
      const after = (counts.get(key) ?? 0) + by;
      if (after > 0) counts.set(key, after);
      else counts.delete(key);
    },
    of: (key) => counts.get(key) ?? 0,
    heaviest() {
      let found: { key: string; count: number } | null = null;
      for (const [key, count] of counts) if (found === null || count > found.count) found = { key, count };
      return found;
    },
  };
}
