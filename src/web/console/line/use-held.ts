import { type RefObject, useEffect, useState } from 'react';

/** A pointer that rests this long is parked, not aiming. */
const parkedAfterMs = 8000;
const scrolledPx = 8;

/** True while the person aims at something in the scrolling element or has scrolled away from its top. */
export function useHeld(ref: RefObject<HTMLElement | null>): boolean {
  const [isAiming, setAiming] = useState(false);
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let parked: ReturnType<typeof setTimeout> | undefined;
    const aim = (event: PointerEvent) => {
      if (event.pointerType === 'touch') return;
      setAiming(true);
      clearTimeout(parked);
      parked = setTimeout(() => setAiming(false), parkedAfterMs);
    };
    const leave = () => {
      clearTimeout(parked);
      setAiming(false);
    };
    const scroll = () => setScrolled(element.scrollTop > scrolledPx);
    element.addEventListener('pointermove', aim);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('scroll', scroll, { passive: true });
    return () => {
      clearTimeout(parked);
      element.removeEventListener('pointermove', aim);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('scroll', scroll);
    };
  }, [ref]);
  return isAiming || isScrolled;
}
