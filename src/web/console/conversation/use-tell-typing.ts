import { useRef } from 'react';
import { calls } from '../data/calls';

const everyMs = 3000;

/** Shows the customer that a person is typing; at most one call in 3 s, and a lost one does not matter. */
export function useTellTyping(conversationId: string, isEnabled: boolean): (text: string) => void {
  const lastAt = useRef(0);
  return (text) => {
    const now = Date.now();
    if (!isEnabled || !text.trim() || now - lastAt.current < everyMs) return;
    lastAt.current = now;
    calls.typing(conversationId).catch(() => undefined);
  };
}
