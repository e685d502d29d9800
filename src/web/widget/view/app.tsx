/** @jsxImportSource preact */
// The whole panel from one view of the conversation.
import type { RefObject } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { ChatView } from '../chat/chat';
import { AskPerson } from './ask-person';
import { Composer } from './composer';
import { ContactForm } from './contact-form';
import { Header, type Options } from './header';
import { keepFocusInside } from './keep-focus-inside';
import { linesOf, offeredReplies } from './lines';
import { MessageList } from './message-list';
import { QuickReplies } from './quick-replies';
import { type Scene, SceneContext } from './scene';
import { StatusLine } from './status-line';
import { Typing } from './typing';
import { useStagedFiles } from './use-staged-files';
import { WaitingCard } from './waiting-card';

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
  const { messages, outgoing, readSeq, care } = view;
  const lines = useMemo(() => linesOf(messages, outgoing, readSeq), [messages, outgoing, readSeq]);
  const offersPerson = care.phase === 'bot' || care.phase === 'closed';
  const { askPerson, leaveLine } = scene.texts;
  // Where the panel has the button already there is no second one with the same words.
  const ownButtons = [offersPerson ? askPerson : '', care.canLeaveLine ? leaveLine : ''];
  const replies = offeredReplies(messages, outgoing).filter((reply) => !ownButtons.includes(reply.title));
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
        <MessageList lines={lines} isOpen={isOpen} isCaughtUp={view.isCaughtUp} showsTimes={options.showsTimes}>
          <Typing typing={view.typing} />
          <QuickReplies replies={replies} />
          {care.phase === 'waiting' && <WaitingCard care={care} shop={shop} />}
          {care.asksContact && <ContactForm />}
        </MessageList>
        {offersPerson && <AskPerson />}
        <Composer box={box} staged={staged} />
        {staged.isTarget && <p class="drop">{scene.texts.dropHere}</p>}
      </section>
    </SceneContext.Provider>
  );
}
