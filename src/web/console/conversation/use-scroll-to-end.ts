import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useCell } from '../data/cell';
import classes from './message.module.css';
import { pointed } from './point-at';

const nearEndPx = 80;

/**
 * Keeps a scrolling element at its end while the reader is there. `lastSeq` counts what others wrote, `ownCount` what the
 * reader adds: their own words always bring the end into view.
 */
export function useScrollToEnd(lastSeq: number, ownCount: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const [seqAtEnd, setSeqAtEnd] = useState(lastSeq);
  const wasAtEnd = useRef(true);

  function toEnd() {
    ref.current?.scrollTo({ top: ref.current.scrollHeight });
  }

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => {
      const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
      wasAtEnd.current = isNear;
      setAtEnd(isNear);
    };
    // Pictures that load and a composer that grows change the height without a scroll.
    const keep = new ResizeObserver(() => wasAtEnd.current && element.scrollTo({ top: element.scrollHeight }));
    keep.observe(element);
    for (const child of element.children) keep.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      keep.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);

  useLayoutEffect(() => {
    if (wasAtEnd.current) toEnd();
  }, [lastSeq]);

  useLayoutEffect(() => {
    toEnd();
  }, [ownCount]);

  if (isAtEnd && seqAtEnd !== lastSeq) setSeqAtEnd(lastSeq);
  usePointed(ref, wasAtEnd);
  return { ref, isAtEnd, newCount: isAtEnd ? 0 : lastSeq - seqAtEnd, toEnd };
}

/** Scrolls to the message the briefing points at and shows it for a moment. */
function usePointed(ref: RefObject<HTMLDivElement | null>, wasAtEnd: RefObject<boolean>) {
  const target = useCell(pointed);
  useEffect(() => {
    if (!target || Date.now() - target.at > 2000) return;
    const element = ref.current?.querySelector<HTMLElement>(`[data-message="${CSS.escape(target.messageId)}"]`);
    if (!element) return;
    wasAtEnd.current = false;
    element.scrollIntoView({ block: 'center' });
    element.classList.remove(classes.pointed ?? '');
    void element.offsetWidth;
    element.classList.add(classes.pointed ?? '');
  }, [target, ref, wasAtEnd]);
}
