/** @jsxImportSource preact */
// The conversation itself. Stays at its end while the customer is there, and says so when something arrived below.
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons';
import { LineView } from './line';
import type { Line } from './lines';
import { useScene } from './scene';

interface MessageListProps {
  lines: Line[];
  isOpen: boolean;
  /** False until an earlier visit's lines are there: they are shown, not announced. */
  isCaughtUp: boolean;
  showsTimes: boolean;
  /** What follows the last line: typing, buttons, cards. */
  children: ComponentChildren;
}

const nearEndPx = 60;
const announceAfterMs = 300;

export function MessageList({ lines, isOpen, isCaughtUp, showsTimes, children }: MessageListProps) {
  const { texts } = useScene();
  const [isLive, setLive] = useState(isCaughtUp);
  const end = useEnd(lines, isOpen);
  useEffect(() => {
    if (!isCaughtUp || isLive) return undefined;
    const timer = setTimeout(() => setLive(true), announceAfterMs);
    return () => clearTimeout(timer);
  }, [isCaughtUp, isLive]);
  return (
    <div class="list-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div class="list" ref={end.list} onScroll={end.scrolled} tabIndex={0}>
        <div role="log" aria-live={isLive ? 'polite' : 'off'} aria-relevant="additions" aria-label={texts.conversation}>
          <ol class="lines">
            {lines.map((line) => (
              <LineView key={line.key} line={line} showsTime={showsTimes} />
            ))}
          </ol>
        </div>
        {children}
      </div>
      {end.hasNewsBelow && (
        <button type="button" class="jump" onClick={end.jump}>
          <Icon name="down" />
          {texts.newMessages}
        </button>
      )}
    </div>
  );
}

function useEnd(lines: Line[], isOpen: boolean) {
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const count = useRef(0);
  const [hasNewsBelow, setNewsBelow] = useState(false);
  const jump = () => {
    isAtEnd.current = true;
    setNewsBelow(false);
    list.current?.scrollTo(0, list.current.scrollHeight);
  };
  // After every drawing: also a picture, a card or the keyboard may have pushed the end away.
  useLayoutEffect(() => {
    const isNew = lines.length > count.current;
    count.current = lines.length;
    if (isAtEnd.current || (isNew && lines.at(-1)?.author === 'customer')) jump();
    else if (isNew) setNewsBelow(true);
  });
  useLayoutEffect(() => {
    const node = list.current;
    if (node === null) return undefined;
    const sizes = new ResizeObserver(() => {
      if (isAtEnd.current) node.scrollTo(0, node.scrollHeight);
    });
    for (const part of [node, ...node.children]) sizes.observe(part);
    return () => sizes.disconnect();
  }, [isOpen]);
  const scrolled = () => {
    const node = list.current;
    if (node === null || !isOpen) return;
    isAtEnd.current = node.scrollHeight - node.scrollTop - node.clientHeight < nearEndPx;
    if (isAtEnd.current) setNewsBelow(false);
  };
  return { list, scrolled, jump, hasNewsBelow };
}
