// What the customer opens and closes: the launcher, and the panel behind it once it has been fetched.
import { sessionKey } from '../chat/session-key';
import type { EventName, Panel, Settings } from '../contract';
import { keep, kept } from './keep';
import { Launcher } from './launcher';
import { loadPanel } from './load-panel';
import { type Commands, publishApi, warn } from './page-api';
import { launcherTexts } from './texts';

export class ShopWidget implements Commands {
  readonly #launcher: Launcher;
  readonly #key: string;
  readonly #tell: (name: EventName, detail?: unknown) => void;
  #panel: Promise<Panel> | null = null;
  #isOpen = false;
  #focusedBefore: Element | null = null;

  constructor(private readonly settings: Settings) {
    this.#key = sessionKey(settings.origin);
    this.#launcher = new Launcher(settings, {
      toggle: () => (this.#isOpen ? this.close() : this.open()),
      hideLabel: () => this.#hideLabel(),
      escape: () => this.close(),
    });
    this.#launcher.setShown(!settings.hidesLauncher);
    this.#tell = publishApi(this);
    if (kept(this.#key) !== null) void this.#use(() => {});
    else if (kept(`${this.#key}:greeted`) === null) this.#launcher.say(settings.label);
    this.#tell('ready');
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#focusedBefore = document.activeElement;
    this.#launcher.setBusy(true);
    this.#hideLabel();
    void this.#use((panel) => {
      if (!this.#isOpen) return;
      this.#launcher.setOpen(true);
      panel.open();
      this.#tell('open');
    });
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#launcher.setOpen(false);
    void this.#panel?.then((panel) => panel.close());
    if (!this.#launcher.focus() && this.#focusedBefore instanceof HTMLElement) this.#focusedBefore.focus();
    this.#tell('close');
  }

  show(): void {
    this.#launcher.setShown(true);
  }

  hide(): void {
    this.close();
    this.#launcher.setShown(false);
  }

  identify(identity: string): void {
    this.settings.identity = String(identity);
    void this.#panel?.then((panel) => panel.identify(String(identity)));
  }

  reset(): void {
    delete this.settings.identity;
    keep(this.#key, null);
    void this.#panel?.then((panel) => panel.reset());
  }

  async #use(act: (panel: Panel) => void): Promise<void> {
    try {
      this.#panel ??= this.#fetchPanel();
      act(await this.#panel);
    } catch (problem) {
      this.#panel = null;
      warn(String(problem));
      if (this.#isOpen) this.#launcher.say(launcherTexts[this.settings.language].failed);
      this.#isOpen = false;
    }
    this.#launcher.setBusy(false);
  }

  async #fetchPanel(): Promise<Panel> {
    const { settings } = this;
    const { root, place } = this.#launcher;
    const create = await loadPanel(settings);
    return create({
      settings,
      root,
      place,
      onClose: () => this.close(),
      onUnread: (count) => {
        this.#launcher.setUnread(count);
        this.#tell('unread', count);
      },
      onMessage: (message) => {
        if (!this.#isOpen) this.#launcher.say(`${message.name}: ${message.text}`);
        this.#tell('message', message);
      },
    });
  }

  #hideLabel(): void {
    this.#launcher.say('');
    keep(`${this.#key}:greeted`, '1');
  }
}
