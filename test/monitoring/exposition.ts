// Reads what a scraper reads.

/** Value of each sample by its name with labels, as printed: `name{label="value"}`. */
export function samplesOf(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

/** Names of what only ever rises. */
export function countersOf(text: string): Set<string> {
  return new Set([...text.matchAll(/^# TYPE (\S+) counter$/gm)].map((match) => match[1] ?? ''));
}

/** Names that are described, with or without a value yet. */
export function namesOf(text: string): Set<string> {
  return new Set([...text.matchAll(/^# TYPE (\S+) /gm)].map((match) => match[1] ?? ''));
}
