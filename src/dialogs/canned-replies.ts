// Ready-made replies that an agent inserts with "/" at the console; the agent reads and changes them before sending.
import { z } from 'zod';
import type { Language } from '../conversation/types';
import { readYamlFile } from '../yaml-file';

export interface CannedReply {
  /** What the agent types after the slash. */
  shortcut: string;
  title: Record<Language, string>;
  text: Record<Language, string>;
}

/** Reads and checks `<dialogsDir>/texts/canned.yaml`, in the file's order. */
export function loadCannedReplies(dialogsDir: string): CannedReply[] {
  return readYamlFile(dialogsDir, 'texts/canned.yaml', z.array(cannedReply).superRefine(refuseRepeats));
}

const words = (longest: number) => z.string().trim().min(1, 'must not be empty').max(longest);
const inBoth = (longest: number) => z.strictObject({ it: words(longest), en: words(longest) });
const cannedReply = z.strictObject({
  shortcut: z.string().regex(/^[a-z0-9-]{2,24}$/, 'must be 2 to 24 small letters, digits or hyphens'),
  title: inBoth(60),
  text: inBoth(2_000),
});

function refuseRepeats(replies: CannedReply[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  replies.forEach(({ shortcut }, index) => {
    if (seen.has(shortcut)) context.addIssue({ code: 'custom', path: [index, 'shortcut'], message: 'is used twice' });
    seen.add(shortcut);
  });
}
