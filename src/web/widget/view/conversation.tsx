/** @jsxImportSource preact */
// The lines and what follows the last of them: who is writing, quick replies, the waiting card, the contact form.
import { useMemo } from 'preact/hooks';
import type { ChatView } from '../chat/chat';
import { ContactForm } from './contact-form';
import { linesOf, offeredReplies } from './lines';
import { MessageList } from './message-list';
import { QuickReplies } from './quick-replies';
import { useScene } from './scene';
import { Typing } from './typing';
import { WaitingCard } from './waiting-card';

interface ConversationProps {
  view: ChatView;
  shop: string;
  isOpen: boolean;
  showsTimes: boolean;
}

export function Conversation({ view, shop, isOpen, showsTimes }: ConversationProps) {
  const { texts } = useScene();
  const { messages, outgoing, readSeq, care } = view;
  const lines = useMemo(() => linesOf(messages, outgoing, readSeq), [messages, outgoing, readSeq]);
  // The panel has buttons of its own for these two: no second one with the same words.
  const ownButtons = [texts.askPerson, texts.leaveLine];
  const replies = offeredReplies(messages, outgoing).filter((reply) => !ownButtons.includes(reply.title));
  return (
    <MessageList lines={lines} isOpen={isOpen} isCaughtUp={view.isCaughtUp} showsTimes={showsTimes}>
      <Typing typing={view.typing} />
      <QuickReplies replies={replies} />
      {care.phase === 'waiting' && <WaitingCard care={care} shop={shop} />}
      {care.asksContact && <ContactForm />}
    </MessageList>
  );
}
