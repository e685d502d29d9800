// The few words needed before the panel is there.
import type { Language } from '../texts/language';

interface LauncherTexts {
  label: string;
  open: string;
  close: string;
  hideLabel: string;
  failed: string;
  unread(count: number): string;
}

export const launcherTexts: Record<Language, LauncherTexts> = {
  it: {
    label: 'Possiamo aiutarti?',
    open: 'Apri la chat',
    close: 'Chiudi la chat',
    hideLabel: 'Nascondi',
    failed: 'La chat non si è aperta. Riprova',
    unread: (count) => (count === 1 ? '1 messaggio non letto' : `${count} messaggi non letti`),
  },
  en: {
    label: 'Can we help?',
    open: 'Open the chat',
    close: 'Close the chat',
    hideLabel: 'Hide',
    failed: 'The chat did not open. Try again',
    unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  },
};
