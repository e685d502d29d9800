/** The lines of a block, empty ones left out. */
export function sentencesOf(block: string): string[] {
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
