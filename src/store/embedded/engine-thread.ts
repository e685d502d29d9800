// Words between the app's thread and the engine's.

export interface EnginePlace {
  filePath: string;
  socketPath: string;
  /** Also listen on 127.0.0.1, for several processes or a proxy between them and the engine; port 0 is any free one. */
  loopback?: { port: number; password: string } | undefined;
}

export type EngineOrder = 'close';

export type EngineReport =
  | { kind: 'ready'; port: number | undefined }
  /** Another process has the data file open. */
  | { kind: 'in-use'; message: string }
  | { kind: 'failed'; message: string }
  /** Something went wrong in the background; the engine goes on. */
  | { kind: 'fault'; message: string };
