import { useSyncExternalStore } from 'react';

/**
 * `wide` shows everything at once, `laptop` too but for the names of the views, `medium` opens the briefing over the
 * conversation, `phone` shows one page at a time.
 */
export type Layout = 'wide' | 'laptop' | 'medium' | 'phone';

// In em, so that larger text makes the screen narrower, as it does for the eye.
const wide = matchMedia('(min-width: 87em)');
const laptop = matchMedia('(min-width: 75em)');
const phone = matchMedia('(max-width: 47.9375em)');
const all = [wide, laptop, phone];

export function useLayout(): Layout {
  return useSyncExternalStore(watch, now);
}

function now(): Layout {
  if (phone.matches) return 'phone';
  if (wide.matches) return 'wide';
  return laptop.matches ? 'laptop' : 'medium';
}

function watch(listener: () => void) {
  for (const query of all) query.addEventListener('change', listener);
  return () => {
    for (const query of all) query.removeEventListener('change', listener);
  };
}

/** The briefing stands beside the conversation, not over it. */
export function showsBriefing(layout: Layout): boolean {
  return layout === 'wide' || layout === 'laptop';
}
