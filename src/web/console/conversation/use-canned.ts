import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { CannedReply, Language } from '../data/contract';
import { useCanned } from '../data/queries';
import { fittingReplies, slashAt, withReply } from './canned-words';

interface Wish {
  box: RefObject<HTMLTextAreaElement | null>;
  text: string;
  language: Language;
  isEnabled: boolean;
  onText(text: string): void;
}

/** Canned replies for a text box: open after "/", chosen with arrows and Enter, closed with Escape. */
export function useCannedReplies({ box, text, language, isEnabled, onText }: Wish) {
  const canned = useCanned();
  const [cursor, setCursor] = useState(0);
  const [active, setActive] = useState(0);
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  const slash = isEnabled ? slashAt(text, cursor) : null;
  const isOpen = slash !== null && slash.start !== dismissedAt;
  const replies = isOpen ? fittingReplies(canned.data ?? [], slash.letters, language) : [];
  const chosen = Math.min(active, Math.max(0, replies.length - 1));

  function choose(reply: CannedReply) {
    if (!slash) return;
    const filled = withReply(text, slash, reply.text[language]);
    onText(filled.text);
    setCursor(filled.cursor);
    setActive(0);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(filled.cursor, filled.cursor);
    });
  }

  /** True when the key was for the list. */
  function takesKey(event: KeyboardEvent): boolean {
    const step = isOpen && hasNoModifier(event) ? stepOf(event.key, replies.length > 0) : 'type';
    if (step === 'dismiss') setDismissedAt(slash?.start ?? null);
    else if (step === 'choose') replies[chosen] && choose(replies[chosen]);
    else if (step === 'type') setActive(0);
    else setActive((chosen + step + replies.length) % Math.max(1, replies.length));
    return step !== 'type';
  }

  /** Call after every change: a dismissed list comes back with a new slash. */
  function follow() {
    setCursor(box.current?.selectionStart ?? 0);
    if (!box.current?.value.includes('/')) setDismissedAt(null);
  }

  return { isOpen, replies, active: chosen, setActive, choose, takesKey, follow };
}

type Step = 1 | -1 | 'choose' | 'dismiss' | 'type';

function stepOf(key: string, hasReplies: boolean): Step {
  if (key === 'Escape') return 'dismiss';
  if (key === 'ArrowDown') return 1;
  if (key === 'ArrowUp') return -1;
  return (key === 'Enter' || key === 'Tab') && hasReplies ? 'choose' : 'type';
}

function hasNoModifier(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
}
