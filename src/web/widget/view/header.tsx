/** @jsxImportSource preact */
// Who is here and how long a reply takes; closing; the few options.
import { useState } from 'preact/hooks';
import type { CareState } from '../chat/care-state';
import { BotAvatar, ClosedAvatar, PersonAvatar, WaitingRing } from './avatar';
import { Icon } from './icons';
import { type Presence, presenceOf } from './presence';
import { useScene } from './scene';
import { useNow } from './use-now';

export interface Options {
  showsTimes: boolean;
  hasSound: boolean;
  setShowsTimes(shows: boolean): void;
  setSound(isOn: boolean): void;
}

export function Header({ care, shop, options }: { care: CareState; shop: string; options: Options }) {
  const { texts, when, close } = useScene();
  const now = useNow(10_000, care.phase === 'waiting');
  const [isMenuOpen, setMenuOpen] = useState(false);
  const presence = presenceOf(care, shop, texts, when, now);
  return (
    <header class="header" data-phase={care.phase}>
      <HereNow care={care} presence={presence} />
      <div class="who">
        <h2 class={presence.isLate ? 'who-name is-late' : 'who-name'}>{presence.title}</h2>
        <p class="who-hint">{presence.hint}</p>
      </div>
      <button
        type="button"
        class="bare"
        aria-label={texts.menu}
        aria-expanded={isMenuOpen}
        onClick={() => setMenuOpen(!isMenuOpen)}
      >
        <Icon name="more" />
      </button>
      <button type="button" class="bare" aria-label={texts.close} onClick={close}>
        <Icon name="close" />
      </button>
      {isMenuOpen && <OptionList options={options} leave={() => setMenuOpen(false)} />}
    </header>
  );
}

function HereNow({ care, presence }: { care: CareState; presence: Presence }) {
  if (care.phase === 'human') return <PersonAvatar name={presence.title} />;
  if (care.phase === 'waiting') return <WaitingRing share={presence.share} isLate={presence.isLate} />;
  return care.phase === 'closed' ? <ClosedAvatar /> : <BotAvatar />;
}

function OptionList({ options, leave }: { options: Options; leave(): void }) {
  const { texts } = useScene();
  const leaveByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leave();
  };
  return (
    <fieldset class="menu" onKeyDown={leaveByKey}>
      <legend class="unseen">{texts.menu}</legend>
      <Choice label={texts.showTimes} isOn={options.showsTimes} set={options.setShowsTimes} />
      <Choice label={texts.sound} isOn={options.hasSound} set={options.setSound} />
    </fieldset>
  );
}

function Choice({ label, isOn, set }: { label: string; isOn: boolean; set(isOn: boolean): void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={isOn} onChange={(event) => set(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
