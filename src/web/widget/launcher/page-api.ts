// The one global that a shop's page sees: `Ascolto('open')` or `Ascolto.open()`, also before this script has loaded.
import type { EventName } from '../contract';

export type Listener = (detail: unknown) => void;

/** What the page may ask for; each works before the panel is loaded. */
export interface Commands {
  open(): void;
  close(): void;
  show(): void;
  hide(): void;
  identify(identity: string): void;
  reset(): void;
}

type Global = ((command: string, ...rest: unknown[]) => unknown) & { q?: ArrayLike<unknown>[]; isReady?: boolean };
type Page = typeof globalThis & { Ascolto?: Global };

const names: readonly string[] = ['ready', 'open', 'close', 'message', 'unread'] satisfies EventName[];
const page: Page = globalThis;

/** True when the tag stands on the page twice. */
export function isAlreadyThere(): boolean {
  return page.Ascolto?.isReady === true;
}

/** Replaces the stub by the real thing, plays the calls it kept, and returns how to tell listeners. */
export function publishApi(commands: Commands): (name: EventName, detail?: unknown) => void {
  const listeners = new Map<string, Set<Listener>>();
  const happened = new Set<string>();
  const on = (name: unknown, listener: unknown) => {
    if (typeof name !== 'string' || !names.includes(name) || !isListener(listener))
      return warn(`no such event: ${name}`);
    listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
    // Whoever asks late still hears that the widget is ready.
    if (name === 'ready' && happened.has(name)) run(listener, undefined);
    return () => listeners.get(name)?.delete(listener);
  };
  const all: Record<string, (...rest: never[]) => unknown> = {
    open: () => commands.open(),
    close: () => commands.close(),
    show: () => commands.show(),
    hide: () => commands.hide(),
    identify: (identity: string) => commands.identify(identity),
    reset: () => commands.reset(),
    on,
  };
  const ascolto: Global = (command, ...rest) => {
    const asked = Object.hasOwn(all, command) ? all[command] : undefined;
    return asked === undefined ? warn(`no such command: ${command}`) : asked(...(rest as never[]));
  };
  const waiting = page.Ascolto?.q ?? [];
  page.Ascolto = Object.assign(ascolto, all, { isReady: true });
  // After the caller has finished its own start: a command may tell listeners at once.
  queueMicrotask(() => {
    for (const call of Array.from(waiting)) {
      const [command, ...rest] = Array.from(call);
      ascolto(String(command), ...rest);
    }
  });
  return (name, detail) => {
    happened.add(name);
    for (const listener of listeners.get(name) ?? []) run(listener, detail);
  };
}

/** A listener of the shop that throws must not stop the chat. */
function run(listener: Listener, detail: unknown): void {
  try {
    listener(detail);
  } catch (problem) {
    setTimeout(() => {
      throw problem;
    });
  }
}

function isListener(value: unknown): value is Listener {
  return typeof value === 'function';
}

export function warn(sentence: string): void {
  console.warn(`Ascolto: ${sentence}`);
}
