// The briefing points at messages: the timeline scrolls there and shows it for a moment.
import { createCell } from '../data/cell';

export const pointed = createCell<{ messageId: string; at: number } | null>(null);

export function pointAt(messageId: string) {
  pointed.set({ messageId, at: Date.now() });
}
