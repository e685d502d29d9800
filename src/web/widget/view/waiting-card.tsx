/** @jsxImportSource preact */
// Waiting, told honestly, with the way out of it.
import { useState } from 'preact/hooks';
import type { CareState } from '../chat/care-state';
import { WaitingRing } from './avatar';
import { presenceOf, waitingSentences } from './presence';
import { useScene } from './scene';
import { useNow } from './use-now';

export function WaitingCard({ care, shop }: { care: CareState; shop: string }) {
  const { texts, when } = useScene();
  const now = useNow(10_000, true);
  const presence = presenceOf(care, shop, texts, when, now);
  return (
    <section class={presence.isLate ? 'card card-late' : 'card'} aria-label={presence.title}>
      <WaitingRing share={presence.share} isLate={presence.isLate} />
      <div class="card-words">
        {waitingSentences(care, texts, when, now).map((sentence, index) => (
          <p key={sentence} class={index === 0 ? 'card-first' : undefined}>
            {sentence}
          </p>
        ))}
        {care.canLeaveLine && <LeaveLine />}
      </div>
    </section>
  );
}

function LeaveLine() {
  const { texts, leaveLine, focusBox } = useScene();
  const [step, setStep] = useState<'idle' | 'sending' | 'failed'>('idle');
  const leave = async () => {
    setStep('sending');
    try {
      await leaveLine();
      focusBox();
      setStep('idle');
    } catch {
      setStep('failed');
    }
  };
  return (
    <>
      <button type="button" class="pill" disabled={step === 'sending'} onClick={() => void leave()}>
        {texts.leaveLine}
      </button>
      {step === 'failed' && (
        <p class="objection" role="alert">
          {texts.leaveLineFailed}
        </p>
      )}
    </>
  );
}
