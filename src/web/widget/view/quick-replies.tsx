/** @jsxImportSource preact */
// Answers the bot offers, as buttons. They go after use, so the focus goes back to the box.
import type { QuickReply } from '../chat/activity';
import { useScene } from './scene';

export function QuickReplies({ replies }: { replies: readonly QuickReply[] }) {
  const { texts, say, focusBox } = useScene();
  if (replies.length === 0) return null;
  return (
    <fieldset class="quick">
      <legend class="unseen">{texts.quickReplies}</legend>
      {replies.map((reply) => (
        <button
          key={reply.value + reply.title}
          type="button"
          class="pill"
          onClick={() => {
            say(reply.value);
            focusBox();
          }}
        >
          {reply.title}
        </button>
      ))}
    </fieldset>
  );
}
