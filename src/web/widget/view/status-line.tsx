/** @jsxImportSource preact */
// Says calmly that the connection is away, once that has lasted a moment.
import { useEffect, useState } from 'preact/hooks';
import type { ConnectionStatus } from '../chat/connection';
import { Icon } from './icons';
import { useScene } from './scene';

const waitMs = 1_000;

export function StatusLine({ status }: { status: ConnectionStatus }) {
  const { texts } = useScene();
  const [shown, setShown] = useState<ConnectionStatus>('idle');
  useEffect(() => {
    const isFine = status === 'idle' || status === 'online' || status === 'polling';
    const timer = setTimeout(() => setShown(status), isFine ? 0 : waitMs);
    return () => clearTimeout(timer);
  }, [status]);
  const words = shown === 'idle' || shown === 'online' || shown === 'polling' ? '' : texts[shown];
  return (
    <p class="status" role="status">
      {words !== '' && shown !== 'connecting' && <Icon name="cloud" />}
      {words}
    </p>
  );
}
