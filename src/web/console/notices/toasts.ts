// Short sentences about what just happened, read out once by screen readers.
import { createCell } from '../data/cell';

export interface Toast {
  id: number;
  tone: 'done' | 'told' | 'fault';
  text: string;
}

const staysMs = { done: 5000, told: 9000, fault: 12_000 };
const mostShown = 3;

export const toasts = createCell<Toast[]>([]);
let nextId = 1;

/** `done`: it worked; `told`: someone or something was faster; `fault`: it did not work. */
export function toast(tone: Toast['tone'], text: string) {
  const id = nextId++;
  // One success at a time; the same sentence never twice.
  const others = toasts.get().filter((shown) => shown.text !== text && !(tone === 'done' && shown.tone === 'done'));
  toasts.set([...others, { id, tone, text }].slice(-mostShown));
  setTimeout(() => dismissToast(id), staysMs[tone]);
}

export function dismissToast(id: number) {
  toasts.set(toasts.get().filter((shown) => shown.id !== id));
}
