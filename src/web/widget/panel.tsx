/** @jsxImportSource preact */
// The conversation's script, fetched by the launcher: puts the chat behind the panel's view and hands both back.
import { createRef, render } from 'preact';
import type { ShownMessage } from './chat/activity';
import { Chat } from './chat/chat';
import type { Ports } from './chat/ports';
import { sessionKey } from './chat/session-key';
import { type CreatePanel, type Panel, type PanelHost, panelReadyEvent } from './contract';
import { addStyles } from './launcher/styles';
import { panelTexts } from './texts/texts';
import { createWhen } from './texts/when';
import { App } from './view/app';
import { browserPorts } from './view/browser-ports';
import { createPhoneLayout } from './view/phone-layout';
import type { Scene } from './view/scene';
import { createSound } from './view/sound';
import { panelCss } from './view/styles';

class ChatPanel implements Panel {
  #isOpen = false;
  #showsTimes = false;
  #isDrawing = false;
  #unread = 0;
  /** Counts customers of this page: another one finds an empty box. */
  #customer = 0;
  readonly #ports: Ports = browserPorts();
  readonly #box = createRef<HTMLTextAreaElement>();
  readonly #chat: Chat;
  readonly #scene: Scene;
  readonly #sound;
  readonly #layout;
  readonly #key: string;

  constructor(private readonly host: PanelHost) {
    const { settings, root, place } = host;
    this.#key = sessionKey(settings.origin);
    this.#chat = new Chat({
      ports: this.#ports,
      origin: settings.origin,
      locale: settings.locale,
      ...(settings.identity === undefined ? {} : { identity: settings.identity }),
      isOffline: () => !navigator.onLine,
      onChange: () => this.#redraw(),
      onNews: (message) => this.#news(message),
    });
    this.#scene = this.#createScene();
    this.#sound = createSound({
      root,
      readMuted: () => this.#ports.kept.get(`${this.#key}:muted`) !== null,
      keepMuted: (isMuted) => {
        if (isMuted) this.#ports.kept.set(`${this.#key}:muted`, '1');
        else this.#ports.kept.remove(`${this.#key}:muted`);
        this.#redraw();
      },
    });
    this.#layout = createPhoneLayout(place, () => this.#redraw());
    addStyles(root, panelCss);
    this.#followPage();
    if (this.#chat.hasSession) this.#chat.start();
    this.#redraw();
  }

  open(): void {
    this.#isOpen = true;
    this.#chat.start();
    this.#chat.wake();
    this.#draw();
    this.#focusBox();
  }

  close(): void {
    this.#isOpen = false;
    this.#draw();
  }

  async identify(identity: string): Promise<void> {
    await this.#chat.identify(identity).catch(() => this.#ports.warn('the identity could not be sent'));
  }

  reset(): void {
    this.#customer++;
    this.#scene.keepDraft('');
    this.#chat.reset();
    if (this.#isOpen) this.#chat.start();
  }

  #createScene(): Scene {
    const { locale, language, origin } = this.host.settings;
    const texts = panelTexts[language];
    const chat = this.#chat;
    const draftKey = `${this.#key}:draft`;
    return {
      texts,
      when: createWhen(language, locale, texts),
      say: (text, file) => chat.say(text, file),
      retry: (clientId) => chat.retry(clientId),
      discard: (clientId) => chat.discard(clientId),
      type: () => chat.type(),
      leaveLine: () => chat.leaveLine(),
      leaveContact: (email) => chat.leaveContact(email),
      close: this.host.onClose,
      focusBox: () => this.#focusBox(),
      readDraft: () => this.#ports.keptInTab.get(draftKey) ?? '',
      keepDraft: (text) => this.#ports.keptInTab.set(draftKey, text),
      addressOf: (url) => new URL(url, origin).href,
      async fetchFile(url) {
        const response = await fetch(url, { credentials: 'omit' });
        if (!response.ok) throw new Error('no file');
        return response.blob();
      },
    };
  }

  /** On a phone the keyboard would cover what there is to read: the focus stays in the panel, not in the box. */
  #focusBox(): void {
    const panel = this.host.place.querySelector<HTMLElement>('[role="dialog"]');
    const box = this.#box.current;
    if (this.#layout.isFullScreen && this.host.root.activeElement !== box) panel?.focus();
    else box?.focus();
  }

  #followPage(): void {
    const wake = () => this.#chat.wake();
    addEventListener('online', wake);
    addEventListener('focus', wake);
    addEventListener('pageshow', wake);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') wake();
      this.#redraw();
    });
    addEventListener('storage', ({ key }) => {
      if (key === null || key === this.#key || key === `${this.#key}:seen`) this.#chat.followStorage();
    });
  }

  #news(message: ShownMessage): void {
    const { settings, onMessage } = this.host;
    if (message.author === 'customer') return;
    const isWatched = this.#isOpen && document.visibilityState === 'visible' && document.hasFocus();
    if (!isWatched) this.#sound.play();
    const name = message.author === 'agent' ? message.name : undefined;
    onMessage({ author: message.author, name: name ?? panelTexts[settings.language].botShort, text: message.text });
  }

  /** Many changes of one moment are drawn once. */
  #redraw(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      this.#draw();
    });
  }

  #draw(): void {
    if (this.#isOpen && document.visibilityState === 'visible') this.#chat.seen();
    const view = this.#chat.view;
    if (view.unread !== this.#unread) this.host.onUnread(view.unread);
    this.#unread = view.unread;
    const sound = this.#sound;
    const options = {
      showsTimes: this.#showsTimes,
      hasSound: !sound.isMuted,
      setShowsTimes: (shows: boolean) => {
        this.#showsTimes = shows;
        this.#redraw();
      },
      setSound: (isOn: boolean) => sound.setMuted(!isOn),
    };
    render(
      <App
        key={this.#customer}
        view={view}
        isOpen={this.#isOpen}
        isFullScreen={this.#layout.isFullScreen}
        scene={this.#scene}
        options={options}
        box={this.#box}
      />,
      this.host.place,
    );
  }
}

const createPanel: CreatePanel = (host) => new ChatPanel(host);

document.currentScript?.dispatchEvent(new CustomEvent(panelReadyEvent, { detail: createPanel }));
