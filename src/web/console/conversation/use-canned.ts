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

  function followCursor() {
    setCursor(box.current?.selectionStart ?? 0);
  }

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
    if (!isOpen || event.ctrlKey || event.metaKey || event.altKey) return false;
    const reply = replies[chosen];
    const count = Math.max(1, replies.length);
    switch (event.key) {
      case 'ArrowDown':
        setActive((chosen + 1) % count);
        return true;
      case 'ArrowUp':
        setActive((chosen - 1 + count) % count);
        return true;
      case 'Enter':
      case 'Tab':
        if (!reply || event.shiftKey) return false;
        choose(reply);
        return true;
      case 'Escape':
        setDismissedAt(slash.start);
        return true;
      default:
        setActive(0);
        return false;
    }
  }

  function reopen() {
    setDismissedAt(null);
  }

  return { isOpen, replies, active: chosen, setActive, choose, takesKey, followCursor, reopen };
}
