// When "/" opens the canned replies, which ones fit the letters after it, and the text with one put in. Pure.
import type { CannedReply, Language } from '../data/contract';

export interface Slash {
  /** Where the slash stands. */
  start: number;
  /** The letters typed after it. */
  letters: string;
}

const mostShown = 8;

/** The slash command the cursor is in: at the start or after a blank, with only letters, digits and hyphens after it. */
export function slashAt(text: string, cursor: number): Slash | null {
  const match = /(^|\s)\/([\p{L}\d-]*)$/u.exec(text.slice(0, cursor));
  return match ? { start: match.index + (match[1]?.length ?? 0), letters: match[2] ?? '' } : null;
}

/** Shortcuts that begin with the letters first, then titles and texts that hold them. */
export function fittingReplies(replies: CannedReply[], letters: string, language: Language): CannedReply[] {
  const wanted = letters.toLocaleLowerCase();
  const rank = ({ shortcut, title, text }: CannedReply) => {
    if (shortcut.startsWith(wanted)) return 0;
    if (title[language].toLocaleLowerCase().includes(wanted)) return 1;
    return text[language].toLocaleLowerCase().includes(wanted) ? 2 : 3;
  };
  return replies
    .filter((reply) => rank(reply) < 3)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostShown);
}

/** The text with the slash command replaced, and where the cursor belongs. */
export function withReply(text: string, slash: Slash, reply: string): { text: string; cursor: number } {
  const before = text.slice(0, slash.start) + reply;
  return { text: before + text.slice(slash.start + 1 + slash.letters.length), cursor: before.length };
}
