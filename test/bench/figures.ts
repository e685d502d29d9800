// Figures of the bench: percentiles, and a table that says of each aim whether it is met.

export interface Line {
  what: string;
  figure: string;
  aim?: string;
  isMet?: boolean;
}

/** The value below which `share` of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);
export const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const times = (value: number): string => `${value.toFixed(2)} ×`;

export function printTable(lines: readonly Line[]): void {
  const wide = Math.max(...lines.map((line) => line.what.length));
  const broad = Math.max(...lines.map((line) => line.figure.length));
  for (const { what, figure, aim, isMet } of lines) {
    const verdict = aim === undefined ? '' : `   aim ${aim}: ${isMet ? 'met' : 'NOT MET'}`;
    process.stdout.write(`${what.padEnd(wide)}   ${figure.padStart(broad)}${verdict}\n`);
  }
}
