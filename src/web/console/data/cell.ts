// A value that components can watch: what lives outside the server's data (drafts, preferences, connection) is kept in these.
import { useSyncExternalStore } from 'react';

export interface Cell<Value> {
  get(): Value;
  set(value: Value): void;
  subscribe(listener: () => void): () => void;
}

export function createCell<Value>(initial: Value): Cell<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useCell<Value>(cell: Cell<Value>): Value {
  return useSyncExternalStore(cell.subscribe, cell.get);
}

/** A cell that this browser remembers; what cannot be read or written is lived without (private windows, full storage). */
export function createKeptCell<Value>(name: string, initial: Value): Cell<Value> {
  const cell = createCell(readKept(name, initial));
  return {
    ...cell,
    set(value) {
      cell.set(value);
      writeKept(name, value);
    },
  };
}

function readKept<Value>(name: string, initial: Value): Value {
  try {
    const kept = localStorage.getItem(`ascolto.${name}`);
    return kept === null ? initial : (JSON.parse(kept) as Value);
  } catch {
    return initial;
  }
}

function writeKept(name: string, value: unknown) {
  try {
    localStorage.setItem(`ascolto.${name}`, JSON.stringify(value));
  } catch {
    // The value stays in memory for as long as the page is open.
  }
}
