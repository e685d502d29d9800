/** The seq in a client's watermark; 0 (everything) for an empty or unknown one. */
export function parseWatermark(watermark: string | null | undefined): number {
  return /^\d{1,9}$/.test(watermark ?? '') ? Number(watermark) : 0;
}
