// Words between the app's thread and the engine's.

export interface EnginePlace {
  filePath: string;
  socketPath: string;
}

export type EngineOrder = 'close';

export type EngineReport =
  | { kind: 'ready' }
  /** Another process has the data file open. */
  | { kind: 'in-use'; message: string }
  | { kind: 'failed'; message: string }
  /** Something went wrong in the background; the engine goes on. */
  | { kind: 'fault'; message: string };
