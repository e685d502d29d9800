// What the conversation needs from the world around it. The browser's own versions are in view/browser-ports.ts; a test
// passes others, so that everything in this folder runs without a page.

/** Time as an argument, as in the server's clock.ts. */
export interface ChatClock {
  now(): Date;
  /** Runs `task` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

/** String storage that never throws: blocked storage answers null and forgets. */
export interface Kept {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  /** Called once, also when the socket never opened; `code` as in RFC 6455. */
  closed(code: number): void;
}

export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface Upload {
  url: string;
  token: string;
  activity: object;
  file: Blob & { name: string };
  onProgress(share: number): void;
}

export interface Ports {
  fetch(url: string, init: RequestInit): Promise<Response>;
  openSocket(url: string, events: SocketEvents): Socket;
  /** Sends one file and reports how much has left; the answer of the server, whatever its status. */
  upload(upload: Upload): Promise<{ status: number; text: string; retryAfter: string | null }>;
  clock: ChatClock;
  /** 0 ≤ x < 1. */
  random(): number;
  newId(): string;
  /** Shared by the shop's tabs and kept for months. */
  kept: Kept;
  /** Of this tab, kept over a reload. */
  keptInTab: Kept;
  /** A line for the shop's developer; never words of a conversation. */
  warn(sentence: string): void;
}
