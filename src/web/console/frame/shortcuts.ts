// Keys without a modifier, while the person is not typing and nothing is open above the page.
import { useEffect, useRef } from 'react';
import { preferences } from '../data/kept';

export type Shortcuts = Record<string, () => unknown>;

/** Keys are `event.key`, letters in lower case. Enter works only where it has no other meaning. */
export function useShortcuts(shortcuts: Shortcuts) {
  const newest = useRef(shortcuts);
  useEffect(() => {
    newest.current = shortcuts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const act = newest.current[key];
      if (!act || !isFree(event)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (document.querySelector('dialog[open], [role="dialog"], [role="menu"]')) return false;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest('input, textarea, select, [contenteditable="true"]')) return false;
  if (event.key === 'Enter') return !target.closest('button, a:not([aria-current="true"][data-row]), summary');
  return event.key.length > 1 || preferences.get().singleKeys;
}
