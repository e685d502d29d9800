// Two soft notes for a new message, never before the customer has touched the widget.

export interface Sound {
  readonly isMuted: boolean;
  setMuted(isMuted: boolean): void;
  play(): void;
}

interface SoundOptions {
  root: ShadowRoot;
  readMuted(): boolean;
  keepMuted(isMuted: boolean): void;
}

export function createSound({ root, readMuted, keepMuted }: SoundOptions): Sound {
  let audio: AudioContext | null = null;
  let isMuted = readMuted();
  const wake = () => {
    audio ??= typeof AudioContext === 'undefined' ? null : new AudioContext();
  };
  for (const gesture of ['pointerdown', 'keydown']) root.addEventListener(gesture, wake, { once: true });
  return {
    get isMuted() {
      return isMuted;
    },
    setMuted(muted) {
      isMuted = muted;
      keepMuted(muted);
    },
    play() {
      if (isMuted || audio === null || audio.state !== 'running') return;
      note(audio, 587.33, 0);
      note(audio, 783.99, 0.11);
    },
  };
}

function note(audio: AudioContext, hertz: number, delaySeconds: number): void {
  const start = audio.currentTime + delaySeconds;
  const loudness = audio.createGain();
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.05, start + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.35);
  const tone = audio.createOscillator();
  tone.frequency.value = hertz;
  tone.connect(loudness).connect(audio.destination);
  tone.start(start);
  tone.stop(start + 0.4);
}
