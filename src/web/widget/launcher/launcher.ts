// The button at the edge of the shop's page, its friendly label and its unread badge.
import type { Settings } from '../contract';
import groundCss from './ground.css?inline';
import { inkOn } from './ink';
import launcherCss from './launcher.css?inline';
import { addStyles } from './styles';
import { launcherTexts } from './texts';

const paths = {
  open: 'M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v8.5A1.5 1.5 0 0 1 19 17h-6.2L8 20.6V17H5a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 5 5.5ZM8 10h8M8 13h5',
  close: 'm6 9.5 6 6 6-6',
  hide: 'm7 7 10 10M17 7 7 17',
};

export interface LauncherActions {
  toggle(): void;
  hideLabel(): void;
  /** Escape, anywhere in the widget. */
  escape(): void;
}

export class Launcher {
  readonly root: ShadowRoot;
  /** Where the panel draws. */
  readonly place = element('div', 'place');
  readonly #frame = element('div', 'frame');
  readonly #label = element('div', 'label');
  readonly #words: HTMLElement;
  readonly #button: HTMLElement;
  readonly #badge = element('span', 'badge');
  readonly #told = element('span', 'told');
  readonly #texts;
  #isOpen = false;
  #unread = 0;

  /** Adds the launcher to the page, closed and without a label. */
  constructor(settings: Settings, actions: LauncherActions) {
    const host = document.createElement('ascolto-widget');
    this.root = host.attachShadow({ mode: 'open' });
    this.#texts = launcherTexts[settings.language];
    this.#words = button('words', '', actions.toggle);
    this.#button = button('launch', '', actions.toggle, icon('open'), icon('close'), this.#badge);
    this.#button.setAttribute('aria-haspopup', 'dialog');
    this.#told.setAttribute('role', 'status');
    this.#label.append(this.#words, button('hide', this.#texts.hideLabel, actions.hideLabel, icon('hide')));
    this.#frame.append(this.place, this.#label, this.#button, this.#told);
    this.#frame.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) actions.escape();
    });
    this.say('');
    this.#tell();
    dress(this.#frame, settings);
    addStyles(this.root, groundCss + launcherCss);
    this.root.append(this.#frame);
    document.body.append(host);
  }

  setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#frame.classList.toggle('is-open', isOpen);
    this.#tell();
  }

  setBusy(isBusy: boolean): void {
    this.#button.classList.toggle('is-busy', isBusy);
  }

  setUnread(count: number): void {
    this.#unread = count;
    this.#tell();
  }

  setShown(isShown: boolean): void {
    this.#frame.classList.toggle('is-hidden', !isShown);
  }

  /** Shows words beside the button; '' hides them. */
  say(words: string): void {
    this.#words.textContent = words;
    this.#label.hidden = words === '';
  }

  /** False when the launcher is not shown and cannot take the focus. */
  focus(): boolean {
    this.#button.focus();
    return this.root.activeElement === this.#button;
  }

  #tell(): void {
    const texts = this.#texts;
    const news = this.#unread > 0 && !this.#isOpen ? texts.unread(this.#unread) : '';
    const name = this.#isOpen ? texts.close : texts.open;
    this.#button.setAttribute('aria-expanded', String(this.#isOpen));
    this.#button.setAttribute('aria-label', news === '' ? name : `${name}, ${news}`);
    this.#badge.textContent = this.#unread === 0 ? '' : this.#unread > 9 ? '9+' : String(this.#unread);
    this.#told.textContent = news;
  }
}

function dress(frame: HTMLElement, { language, side, theme, accent }: Settings): void {
  frame.lang = language;
  frame.dir = 'ltr';
  frame.dataset.side = side;
  frame.dataset.theme = theme;
  if (accent === undefined) return;
  frame.style.setProperty('--accent', accent);
  frame.style.setProperty('--on-accent', inkOn(accent));
}

function element(tag: string, className: string, ...children: Node[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

function button(className: string, label: string, press: () => void, ...children: Node[]): HTMLElement {
  const made = element('button', className, ...children);
  made.setAttribute('type', 'button');
  if (label !== '') made.setAttribute('aria-label', label);
  made.addEventListener('click', press);
  return made;
}

function icon(name: keyof typeof paths): SVGElement {
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('class', `icon icon-${name}`);
  drawing.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', paths[name]);
  drawing.append(line);
  return drawing;
}
