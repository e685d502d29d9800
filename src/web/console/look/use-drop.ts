import { type RefObject, useEffect, useRef, useState } from 'react';

export interface Drop {
  isOpen: boolean;
  toggle(): void;
  close(): void;
  /** On the element that holds both the button and the panel. */
  root: RefObject<HTMLDivElement | null>;
}

const focusable = 'button:not([disabled]), a[href], input:not([disabled])';

/** A panel under or over its button: the focus goes in when it opens and back when it closes; Escape or a click outside closes it. */
export function useDrop(): Drop {
  const root = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(() => {
    const element = root.current;
    if (!isOpen || !element) return;
    const before = document.activeElement;
    element.querySelector<HTMLElement>(`[data-drop] :is(${focusable})`)?.focus();
    const onPointerDown = (event: PointerEvent) => {
      // A dialog opened from the panel lies elsewhere in the page and belongs to it.
      const isInside = event.target instanceof Element && (element.contains(event.target) || isInDialog(event.target));
      if (!isInside) setOpen(false);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isInDialog(event.target)) return;
      event.preventDefault();
      setOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
      document.removeEventListener('keydown', onKeyDown);
      if (before instanceof HTMLElement && (element.contains(document.activeElement) || !document.activeElement)) {
        before.focus();
      }
    };
  }, [isOpen]);

  return { isOpen, toggle: () => setOpen(!isOpen), close: () => setOpen(false), root };
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}
