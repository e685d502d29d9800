/** @jsxImportSource preact */
// What became of the customer's own line, as a word; and what to do when it did not go.
import type { Outgoing } from '../chat/outbox';
import type { Line } from './lines';
import { useScene } from './scene';

export function Delivery({ line }: { line: Line }) {
  const { texts } = useScene();
  const { outgoing, delivery } = line;
  if (outgoing?.state === 'failed') return <NotSent outgoing={outgoing} />;
  if (outgoing !== undefined) return <p class="delivery">{progressWord(outgoing, texts)}</p>;
  return delivery === undefined ? null : <p class="delivery">{texts[delivery]}</p>;
}

function progressWord(outgoing: Outgoing, texts: ReturnType<typeof useScene>['texts']): string {
  if (outgoing.state === 'waiting') return texts.waitingForNetwork;
  if (outgoing.state === 'sent') return texts.sent;
  const percent = Math.round((outgoing.progress ?? 1) * 100);
  return percent === 100 ? texts.sending : texts.sendingShare(percent);
}

function NotSent({ outgoing }: { outgoing: Outgoing }) {
  const { texts, retry, discard, focusBox } = useScene();
  const { reason = 'unreachable', clientId } = outgoing;
  const act = (action: (clientId: string) => void) => () => {
    action(clientId);
    focusBox();
  };
  return (
    <p class="delivery not-sent" role="alert">
      {texts.notSent} {reason === 'unreachable' ? '' : `${texts.reasons[reason]} `}
      <button type="button" class="link" onClick={act(retry)}>
        {texts.retry}
      </button>
      <button type="button" class="link" onClick={act(discard)}>
        {texts.discard}
      </button>
    </p>
  );
}
