// Keeps the stream of one conversation alive: socket first, polling where sockets are blocked, calm retries in between.
//
//   idle → connecting → online ⇄ reconnecting        (socket)
//                     → polling                       (two sockets in a row never came to life, or there is no room)
//   reconnecting shows as `offline` while the browser has no network, as `refused` when the server wants no session.
import { backoffMs } from './backoff';
import { type Batch, type DirectLine, readFrame } from './direct-line';
import type { Ports, Socket } from './ports';
import { Problem } from './problem';

export type ConnectionStatus = 'idle' | 'connecting' | 'online' | 'polling' | 'reconnecting' | 'offline' | 'refused';

const openWithinMs = 8_000;
const pingEveryMs = 20_000;
const pollEveryMs = 1_500;
const deadSocketsBeforePolling = 2;
const trySocketAgainAfterMs = 120_000;
/** Close code 1013, "try again later". */
const noRoom = 1013;
/** Close code 1012, "service restart": every page of this process hears it in the same instant. */
const restarts = 1012;
/** So all of them come back spread over this long. */
const comeBackWithinMs = 3_000;
/** A timer this late means that the machine slept: the socket is dead even if it does not say so. */
const sleptMs = 25_000;

export interface ConnectionOptions {
  ports: Pick<Ports, 'clock' | 'random' | 'openSocket'>;
  directLine: Pick<DirectLine, 'streamUrl' | 'after'>;
  isOffline(): boolean;
  onBatch(batch: Batch): void;
  onStatus(status: ConnectionStatus): void;
}

export class Connection {
  #status: ConnectionStatus = 'idle';
  #watermark = '';
  /** Counts attempts; what belongs to an older one is ignored. */
  #run = 0;
  #failures = 0;
  #deadSockets = 0;
  #pollsUntil = 0;
  #socket: Socket | null = null;
  #cancelTimer = () => {};

  constructor(private readonly options: ConnectionOptions) {}

  get status(): ConnectionStatus {
    return this.#status;
  }

  get isUp(): boolean {
    return this.#status === 'online' || this.#status === 'polling';
  }

  start(): void {
    if (this.#status === 'idle') this.#begin('connecting');
  }

  /** Ends it; a later start begins with the first message. */
  stop(): void {
    this.#drop();
    this.#watermark = '';
    this.#failures = 0;
    this.#set('idle');
  }

  /** Starts over from the first message: another conversation is the current one. */
  restart(): void {
    this.#watermark = '';
    if (this.#status !== 'idle') this.#begin('connecting');
  }

  /** Something suggests that it would work now (network back, customer back): no waiting for the next try. */
  wake(): void {
    if (this.#status === 'idle' || this.#status === 'connecting' || this.isUp) return;
    this.#failures = 0;
    this.#begin('reconnecting');
  }

  /** The stream has been silent where it should not be: open it anew and fetch what was missed. */
  doubt(): void {
    if (this.#status === 'online') this.#begin('online');
  }

  #begin(status: ConnectionStatus): void {
    this.#drop();
    this.#set(status);
    const run = this.#run;
    const attempt = this.#polls ? this.#poll(run) : this.#connect(run);
    attempt.catch((problem: unknown) => {
      if (run === this.#run) this.#later(problem);
    });
  }

  async #connect(run: number): Promise<void> {
    const url = await this.options.directLine.streamUrl(() => this.#watermark);
    if (run === this.#run) this.#open(url, run);
  }

  #open(url: string, run: number): void {
    const { clock, openSocket } = this.options.ports;
    let isAlive = false;
    const giveUp = clock.after(openWithinMs, () => {
      socket.close();
    });
    const socket = openSocket(url, {
      opened: () => {
        giveUp();
        if (run !== this.#run) socket.close();
        else this.#came(socket);
      },
      received: (text) => {
        if (run !== this.#run || text === '') return;
        isAlive = true;
        this.#failures = 0;
        this.#deadSockets = 0;
        this.#take(readFrame(text));
      },
      closed: (code) => {
        giveUp();
        if (run === this.#run) this.#lost(isAlive, code);
      },
    });
    this.#socket = socket;
  }

  #came(socket: Socket): void {
    this.#set('online');
    this.#ping(socket, this.options.ports.clock.now().getTime());
  }

  #lost(wasAlive: boolean, code: number): void {
    if (code === restarts) {
      this.#later(null, this.options.ports.random() * comeBackWithinMs);
      return;
    }
    this.#deadSockets = wasAlive ? 0 : this.#deadSockets + 1;
    // The server has no socket to spare (too many tabs): coming back at once would only be refused again.
    if (code !== noRoom && this.#deadSockets < deadSocketsBeforePolling) this.#later(null);
    else this.#pollForAWhile();
  }

  #pollForAWhile(): void {
    this.#deadSockets = 0;
    this.#pollsUntil = this.options.ports.clock.now().getTime() + trySocketAgainAfterMs;
    this.#begin(this.#status);
  }

  get #polls(): boolean {
    return this.options.ports.clock.now().getTime() < this.#pollsUntil;
  }

  async #poll(run: number): Promise<void> {
    const batch = await this.options.directLine.after(() => this.#watermark);
    if (run !== this.#run) return;
    this.#failures = 0;
    this.#set('polling');
    this.#take(batch);
    this.#cancelTimer = this.options.ports.clock.after(pollEveryMs, () => this.#begin(this.#status));
  }

  #take(batch: Batch): void {
    if (batch.watermark !== undefined) this.#watermark = batch.watermark;
    this.options.onBatch(batch);
  }

  #later(problem: unknown, atLeastMs = 0): void {
    this.#drop();
    const isRefused = problem instanceof Problem && !problem.isPassing;
    const wanted = problem instanceof Problem ? (problem.retryAfterMs ?? 0) : atLeastMs;
    const { clock, random } = this.options.ports;
    const delayMs = wanted + backoffMs(this.#failures++, random());
    this.#set(isRefused ? 'refused' : this.options.isOffline() ? 'offline' : 'reconnecting');
    this.#cancelTimer = clock.after(delayMs, () => this.#begin(this.#status));
  }

  #ping(socket: Socket, lastMs: number): void {
    const { clock } = this.options.ports;
    this.#cancelTimer = clock.after(pingEveryMs, () => {
      const nowMs = clock.now().getTime();
      if (nowMs - lastMs > pingEveryMs + sleptMs) return this.doubt();
      socket.send('');
      this.#ping(socket, nowMs);
    });
  }

  /** Leaves the present attempt behind: its answers, its socket and its timer. */
  #drop(): void {
    this.#run++;
    this.#cancelTimer();
    this.#cancelTimer = () => {};
    this.#socket?.close();
    this.#socket = null;
  }

  #set(status: ConnectionStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    this.options.onStatus(status);
  }
}
