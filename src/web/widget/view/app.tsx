/** @jsxImportSource preact */
// The whole panel from one view of the conversation.
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { ChatView } from '../chat/chat';
import { AskPerson } from './ask-person';
import { Composer } from './composer';
import { Conversation } from './conversation';
import { Header, type Options } from './header';
import { keepFocusInside } from './keep-focus-inside';
import { type Scene, SceneContext } from './scene';
import { StatusLine } from './status-line';
import { useStagedFiles } from './use-staged-files';

interface AppProps {
  view: ChatView;
  isOpen: boolean;
  /** Covers the whole screen of a phone: then nothing behind it may take the focus. */
  isFullScreen: boolean;
  scene: Scene;
  options: Options;
  box: RefObject<HTMLTextAreaElement | null>;
}

export function App({ view, isOpen, isFullScreen, scene, options, box }: AppProps) {
  const panel = useRef<HTMLElement>(null);
  const staged = useStagedFiles(scene.texts);
  const { care } = view;
  const offersPerson = care.phase === 'bot' || care.phase === 'closed';
  const shop = view.shopName ?? location.hostname;
  const keyDown = (event: KeyboardEvent) => {
    if (isFullScreen && panel.current !== null) keepFocusInside(panel.current, event);
  };
  return (
    <SceneContext.Provider value={scene}>
      <section
        ref={panel}
        class="panel"
        role="dialog"
        aria-label={shop}
        aria-modal={isFullScreen}
        tabIndex={-1}
        hidden={!isOpen}
        onKeyDown={keyDown}
        {...staged.handlers}
      >
        <Header care={care} shop={shop} options={options} />
        <StatusLine status={view.status} />
        <Conversation view={view} shop={shop} isOpen={isOpen} showsTimes={options.showsTimes} />
        {offersPerson && <AskPerson />}
        <Composer box={box} staged={staged} />
        {staged.isTarget && <p class="drop">{scene.texts.dropHere}</p>}
      </section>
    </SceneContext.Provider>
  );
}
