/** @jsxImportSource preact */
// One shape per speaker, everywhere: rounded square for the bot, circle with initials for a person, ring for waiting.
import { Icon } from './icons';

export function BotAvatar() {
  return (
    <span class="avatar avatar-bot" aria-hidden="true">
      <Icon name="bot" />
    </span>
  );
}

export function PersonAvatar({ name }: { name: string }) {
  return (
    <span class="avatar avatar-person" aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export function ClosedAvatar() {
  return (
    <span class="avatar avatar-closed" aria-hidden="true">
      <Icon name="check" />
    </span>
  );
}

const radius = 16;
const around = 2 * Math.PI * radius;

/** Fills as the promised time comes near; past it, the ring shows a notch. */
export function WaitingRing({ share, isLate }: { share: number; isLate: boolean }) {
  const filled = isLate ? 0.9 : Math.max(0.04, Math.min(1, share));
  return (
    <svg class={isLate ? 'avatar ring ring-late' : 'avatar ring'} viewBox="0 0 40 40" aria-hidden="true">
      <circle class="ring-way" cx="20" cy="20" r={radius} />
      <circle
        class="ring-filled"
        cx="20"
        cy="20"
        r={radius}
        transform="rotate(-90 20 20)"
        stroke-dasharray={`${filled * around} ${around}`}
      />
      <path class="ring-hand" d="M20 12v8l5 3" />
    </svg>
  );
}

/** First letters of first and last name; the whole letter, also outside the basic plane. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = Array.from(words[0] ?? '')[0] ?? '';
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? '')[0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}
