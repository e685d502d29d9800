// Soft notes made by the browser itself: no file to load. Browsers allow sound only after the person touched the page.
import type { BellKind } from './bell';

let context: AudioContext | null = null;

/** Call once; wakes the sound with the first click or key. */
export function readyTone() {
  const wake = () => {
    context ??= new AudioContext();
    void context.resume();
  };
  window.addEventListener('pointerdown', wake, { once: true });
  window.addEventListener('keydown', wake, { once: true });
}

/** Rising for a new wait; falling, and once more, for a delay. */
const notesHz: Record<BellKind, number[]> = { waiting: [659.3, 880], late: [880, 659.3, 880, 659.3] };
const betweenNotesSeconds = 0.16;

/** Silent when the browser does not allow sound yet. */
export function playTone(kind: BellKind) {
  if (context?.state !== 'running') return;
  for (const [index, frequencyHz] of notesHz[kind].entries()) note(context, frequencyHz, index * betweenNotesSeconds);
}

function note(audio: AudioContext, frequencyHz: number, afterSeconds: number) {
  const start = audio.currentTime + afterSeconds;
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequencyHz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.14, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.55);
}
