// Start of the widget: what the one script tag loads. Shows the launcher, keeps the page's calls, and fetches the panel on
// first use, or at once when this visitor already has a conversation.
import { sessionKey } from '../chat/session-key';
import type { Panel, Settings } from '../contract';
import { createLauncher } from './launcher';
import { loadPanel } from './load-panel';
import { isAlreadyThere, publishApi, warn } from './page-api';
import { readSettings } from './settings';
import { launcherTexts } from './texts';

const script = document.currentScript;

if (script instanceof HTMLScriptElement && !isAlreadyThere()) {
  if (document.body === null) addEventListener('DOMContentLoaded', () => start(readSettings(script)));
  else start(readSettings(script));
}

function start(settings: Settings): void {
  const key = sessionKey(settings.origin);
  const texts = launcherTexts[settings.language];
  let panel: Promise<Panel> | null = null;
  let isOpen = false;
  let focusedBefore: Element | null = null;

  const launcher = createLauncher(settings, { toggle: () => (isOpen ? close() : open()), hideLabel, escape: close });
  const tell = publishApi({
    open,
    close,
    show: () => launcher.setShown(true),
    hide: () => {
      close();
      launcher.setShown(false);
    },
    identify(identity) {
      settings.identity = String(identity);
      void panel?.then((ready) => ready.identify(settings.identity ?? ''));
    },
    reset() {
      delete settings.identity;
      keep(key, null);
      void panel?.then((ready) => ready.reset());
    },
  });

  function open(): void {
    if (isOpen) return;
    isOpen = true;
    focusedBefore = document.activeElement;
    launcher.setBusy(true);
    hideLabel();
    void use((ready) => {
      if (!isOpen) return;
      launcher.setOpen(true);
      ready.open();
      tell('open');
    });
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    launcher.setOpen(false);
    void panel?.then((ready) => ready.close());
    if (!launcher.focus() && focusedBefore instanceof HTMLElement) focusedBefore.focus();
    tell('close');
  }

  async function use(act: (ready: Panel) => void): Promise<void> {
    try {
      panel ??= loadPanel(settings).then((create) =>
        create({ settings, root: launcher.root, place: launcher.place, onUnread, onMessage, onClose: close }),
      );
      act(await panel);
    } catch (problem) {
      panel = null;
      warn(String(problem));
      if (isOpen) launcher.say(texts.failed);
      isOpen = false;
    }
    launcher.setBusy(false);
  }

  function onUnread(count: number): void {
    launcher.setUnread(count);
    tell('unread', count);
  }

  function onMessage(message: { author: string; name: string; text: string }): void {
    if (!isOpen) launcher.say(`${message.name}: ${message.text}`);
    tell('message', message);
  }

  function hideLabel(): void {
    launcher.say('');
    keep(`${key}:greeted`, '1');
  }

  launcher.setShown(!settings.hidesLauncher);
  if (kept(key) !== null) void use(() => {});
  else if (kept(`${key}:greeted`) === null) launcher.say(settings.label);
  tell('ready');
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is blocked: the label shows again next time.
  }
}
