/** @jsxImportSource preact */
// Lets a waiting customer leave an e-mail address: one field, one button.
import { useState } from 'preact/hooks';
import { useScene } from './scene';

type Step = 'asking' | 'wrong' | 'sending' | 'failed' | 'done';

export function ContactForm() {
  const { texts, leaveContact, focusBox } = useScene();
  const [step, setStep] = useState<Step>('asking');
  const [email, setEmail] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!/^\S+@\S+\.\S+$/.test(email.trim())) return setStep('wrong');
    setStep('sending');
    try {
      await leaveContact(email.trim());
      setStep('done');
      focusBox();
    } catch {
      setStep('failed');
    }
  };
  if (step === 'done')
    return (
      <p class="card" role="status">
        {texts.contactThanks}
      </p>
    );
  const objection = step === 'wrong' ? texts.contactWrong : step === 'failed' ? texts.contactFailed : '';
  return (
    <form class="card contact" noValidate onSubmit={(event) => void submit(event)}>
      <p>{texts.contactTitle}</p>
      <label class="contact-label" for="ascolto-email">
        {texts.contactLabel}
      </label>
      <div class="contact-row">
        <input
          id="ascolto-email"
          type="email"
          inputMode="email"
          autocomplete="email"
          maxLength={254}
          value={email}
          aria-invalid={step === 'wrong'}
          aria-describedby="ascolto-email-objection"
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <button type="submit" class="pill" disabled={step === 'sending'}>
          {texts.contactSend}
        </button>
      </div>
      <p class="objection" id="ascolto-email-objection" role="alert">
        {objection}
      </p>
    </form>
  );
}
