// What every part of the panel can reach: words, times, and what the customer can do.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { NamedFile } from '../chat/outbox';
import type { PanelTexts } from '../texts/panel-texts';
import type { When } from '../texts/when';

export interface Scene {
  texts: PanelTexts;
  when: When;
  say(text: string, file?: NamedFile): void;
  retry(clientId: string): void;
  discard(clientId: string): void;
  type(): void;
  leaveLine(): Promise<void>;
  leaveContact(email: string): Promise<void>;
  close(): void;
  /** Back to the text box. */
  focusBox(): void;
  /** Text that waits in the box over a reload. */
  readDraft(): string;
  keepDraft(text: string): void;
  /** The full address of an attachment. */
  addressOf(url: string): string;
  /** Bytes of an attachment, for the preview. */
  fetchFile(url: string): Promise<Blob>;
}

export const SceneContext = createContext<Scene | null>(null);

export function useScene(): Scene {
  const scene = useContext(SceneContext);
  if (scene === null) throw new Error('no scene');
  return scene;
}
