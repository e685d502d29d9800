// The browser behind the conversation's ports.
import type { Kept, Ports, Socket, SocketEvents, Upload } from '../chat/ports';

export function browserPorts(): Ports {
  return {
    fetch: (url, init) => fetch(url, init),
    openSocket,
    upload,
    clock: {
      now: () => new Date(),
      after(delayMs, task) {
        const timer = setTimeout(task, delayMs);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    newId,
    kept: keptIn(() => localStorage),
    keptInTab: keptIn(() => sessionStorage),
    warn: (sentence) => console.warn(`Ascolto: ${sentence}`),
  };
}

function openSocket(url: string, events: SocketEvents): Socket {
  const socket = new WebSocket(url);
  let isClosed = false;
  const closed = (code: number) => {
    if (isClosed) return;
    isClosed = true;
    events.closed(code);
  };
  socket.onopen = events.opened;
  socket.onmessage = ({ data }) => events.received(String(data));
  socket.onclose = ({ code }) => closed(code);
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    // A dead network may hold the close event back for a minute; nobody waits for it.
    close() {
      socket.close();
      queueMicrotask(() => closed(1006));
    },
  };
}

/** XMLHttpRequest because fetch tells nothing about how much has left. Status 0: the server could not be reached. */
function upload({ url, token, activity, file, onProgress }: Upload): ReturnType<Ports['upload']> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
    form.append('file', file, file.name);
    request.open('POST', url);
    request.timeout = 120_000;
    request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onloadend = () =>
      resolve({
        status: request.status,
        text: request.responseText,
        retryAfter: request.status === 0 ? null : request.getResponseHeader('retry-after'),
      });
    request.send(form);
  });
}

/** randomUUID exists on https pages alone; a shop under development may be plain http. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Storage may be blocked or full; then things are kept as long as the page lives. */
function keptIn(storage: () => Storage): Kept {
  const spare = new Map<string, string>();
  const attempt = <T>(act: (store: Storage) => T, otherwise: () => T): T => {
    try {
      return act(storage());
    } catch {
      return otherwise();
    }
  };
  return {
    get: (key) =>
      attempt(
        (store) => store.getItem(key),
        () => null,
      ) ??
      spare.get(key) ??
      null,
    set: (key, value) =>
      attempt(
        (store) => store.setItem(key, value),
        () => {
          spare.set(key, value);
        },
      ),
    remove(key) {
      spare.delete(key);
      attempt(
        (store) => store.removeItem(key),
        () => undefined,
      );
    },
  };
}
