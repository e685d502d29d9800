/** True when a unique index refused a write (MongoDB's code 11000): somebody stored the same thing before. */
export function isDuplicate(fault: unknown): boolean {
  return fault instanceof Error && (fault as { code?: unknown }).code === 11000;
}
