/** @jsxImportSource preact */
// Who is writing right now; said once to those who listen.
import type { ChatView } from '../chat/chat';
import { useScene } from './scene';

export function Typing({ typing }: { typing: ChatView['typing'] }) {
  const { texts } = useScene();
  const name = typing?.author === 'agent' ? (typing.name ?? texts.person) : texts.botShort;
  return (
    <p class="typing" role="status">
      {typing !== null && (
        <>
          {texts.writes(name)}
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        </>
      )}
    </p>
  );
}
