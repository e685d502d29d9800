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

export interface Launcher {
  root: ShadowRoot;
  /** Where the panel draws. */
  place: HTMLElement;
  setOpen(isOpen: boolean): void;
  setBusy(isBusy: boolean): void;
  setUnread(count: number): void;
  setShown(isShown: boolean): void;
  /** Shows words beside the button; '' hides them. */
  say(words: string): void;
  /** False when the launcher is not shown and cannot take the focus. */
  focus(): boolean;
}

export interface LauncherActions {
  toggle(): void;
  hideLabel(): void;
  /** Escape, anywhere in the widget. */
  escape(): void;
}

/** Adds the launcher to the page, closed and without a label. */
export function createLauncher(settings: Settings, actions: LauncherActions): Launcher {
  const texts = launcherTexts[settings.language];
  const host = document.createElement('ascolto-widget');
  const root = host.attachShadow({ mode: 'open' });
  addStyles(root, groundCss + launcherCss);
  const place = element('div', 'place');
  const words = button('words', '', actions.toggle);
  const label = element('div', 'label', words, button('hide', texts.hideLabel, actions.hideLabel, icon('hide')));
  label.hidden = true;
  const badge = element('span', 'badge');
  const launch = button('launch', texts.open, actions.toggle, icon('open'), icon('close'), badge);
  launch.setAttribute('aria-haspopup', 'dialog');
  launch.setAttribute('aria-expanded', 'false');
  const told = element('span', 'told');
  told.setAttribute('role', 'status');
  const frame = element('div', 'frame', place, label, launch, told);
  dress(frame, settings);
  root.append(frame);
  frame.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) actions.escape();
  });
  document.body.append(host);
  let unread = 0;
  const name = () => {
    const isOpen = launch.getAttribute('aria-expanded') === 'true';
    const news = unread > 0 && !isOpen ? `, ${texts.unread(unread)}` : '';
    launch.setAttribute('aria-label', (isOpen ? texts.close : texts.open) + news);
    badge.textContent = unread === 0 ? '' : unread > 9 ? '9+' : String(unread);
    told.textContent = news.slice(2);
  };
  return {
    root,
    place,
    setOpen(isOpen) {
      launch.setAttribute('aria-expanded', String(isOpen));
      frame.classList.toggle('is-open', isOpen);
      name();
    },
    setBusy: (isBusy) => launch.classList.toggle('is-busy', isBusy),
    setUnread(count) {
      unread = count;
      name();
    },
    setShown: (isShown) => frame.classList.toggle('is-hidden', !isShown),
    say(text) {
      words.textContent = text;
      label.hidden = text === '';
    },
    focus() {
      launch.focus();
      return root.activeElement === launch;
    },
  };
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
