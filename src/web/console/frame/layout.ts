import { useSyncExternalStore } from 'react';

/** `wide` shows all four columns, `medium` opens the briefing over the conversation, `phone` shows one page at a time. */
export type Layout = 'wide' | 'medium' | 'phone';

const wide = matchMedia('(min-width: 1240px)');
const phone = matchMedia('(max-width: 767px)');

export function useLayout(): Layout {
  return useSyncExternalStore(watch, () => (phone.matches ? 'phone' : wide.matches ? 'wide' : 'medium'));
}

function watch(listener: () => void) {
  for (const query of [wide, phone]) query.addEventListener('change', listener);
  return () => {
    for (const query of [wide, phone]) query.removeEventListener('change', listener);
  };
}
