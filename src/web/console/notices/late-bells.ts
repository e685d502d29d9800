// Delays that rang here and that this person has not looked at since: marked in the list and named in the page's title.
import { useEffect } from 'react';
import { createCell, useCell } from '../data/cell';

/** Conversation ids, the newest last. */
export const lateBells = createCell<readonly string[]>([]);

export function addLateBell(conversationId: string) {
  lateBells.set([...lateBells.get().filter((id) => id !== conversationId), conversationId]);
}

export function dropLateBell(conversationId: string) {
  if (lateBells.get().includes(conversationId)) lateBells.set(lateBells.get().filter((id) => id !== conversationId));
}

/** Whoever has the conversation before their eyes needs no mark. */
export function useDropSeenLateBell(openId: string | null) {
  const bells = useCell(lateBells);
  useEffect(() => {
    if (openId === null || !bells.includes(openId)) return;
    const drop = () => {
      if (document.hasFocus()) dropLateBell(openId);
    };
    drop();
    window.addEventListener('focus', drop);
    return () => window.removeEventListener('focus', drop);
  }, [openId, bells]);
}
