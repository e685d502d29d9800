// What launcher and panel, two scripts of one build, know of each other.
import type { Language } from './texts/language';

/** Names of what a shop's page can listen to. */
export type EventName = 'ready' | 'open' | 'close' | 'message' | 'unread';

/** Settings of the script tag, read once. */
export interface Settings {
  /** Scheme and host of the server, without a trailing slash. */
  origin: string;
  language: Language;
  /** As given by the page, e.g. `it-IT`. */
  locale: string;
  side: 'left' | 'right';
  theme: 'auto' | 'light' | 'dark';
  /** Words beside the launcher on the first visit; empty for none. */
  label: string;
  hidesLauncher: boolean;
  /** CSS colour `#rrggbb` of launcher and own messages. */
  accent?: string;
  /** JWT signed by the shop's server. */
  identity?: string;
  /** Nonce of the script tag, for pages whose policy asks for one. */
  nonce?: string;
}

export interface PanelHost {
  settings: Settings;
  /** The panel draws into this element, inside the shadow root. */
  place: HTMLElement;
  root: ShadowRoot;
  onUnread(count: number): void;
  /** A line of the shop arrived; `preview` is shown beside the launcher while the panel is closed. */
  onMessage(message: { author: 'bot' | 'agent' | 'system'; name: string; text: string }): void;
  /** The customer closed the panel from inside. */
  onClose(): void;
}

export interface Panel {
  open(): void;
  close(): void;
  identify(identity: string): Promise<void>;
  reset(): void;
}

export type CreatePanel = (host: PanelHost) => Panel;

/** The panel's script hands its `CreatePanel` to the launcher as `detail` of this event, sent to its own script element. */
export const panelReadyEvent = 'ascolto-panel';
