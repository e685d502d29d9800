// One customer's web socket: what it has been sent, and the limits that keep a slow or hostile one from costing others.
import type { WebSocket } from 'ws';
import type { Clock } from '../../clock';
import type { ActivitySet } from './activity';

/** Close codes: 1008 against the rules, 1012 this process stops (come back, not all at once), 1013 try again later. */
type CloseCode = 1008 | 1012 | 1013;

const largestBufferBytes = 1024 * 1024;
/** Signs (typing, state) are dropped rather than queued behind this much. */
const largestBufferForSignsBytes = 64 * 1024;
/** Frames a client may send between two heartbeats; Direct Line clients send one empty frame in 20 s. */
const mostFramesPerBeat = 200;
const stalledMs = 20_000;
const farewellMs = 1_000;

export class StreamSocket {
  /** Rows up to here were handed to the socket. */
  sentSeq: number;
  /** It was closed because it did not read what it was sent. */
  wasTooSlow = false;
  /** A frame of log rows is on its way: the next waits, so that a slow reader never holds more than one. */
  #sendingSinceMs = 0;
  #isAlive = true;
  #frames = 0;

  constructor(
    readonly socket: WebSocket,
    readonly origin: string,
    watermark: number,
    private readonly clock: Clock,
  ) {
    this.sentSeq = watermark;
  }

  get isSending(): boolean {
    return this.#sendingSinceMs > 0;
  }

  /** Sends log rows; `done` is called when the operating system has taken them, not when the socket failed. */
  sendRows(set: ActivitySet, done: () => void): void {
    this.#sendingSinceMs = Math.max(1, this.clock.now().getTime());
    this.#write(JSON.stringify(set), () => {
      this.#sendingSinceMs = 0;
      done();
    });
  }

  /** Sends what need not arrive; false when it was dropped because the socket lags. */
  sendSign(frame: string): boolean {
    if (this.socket.bufferedAmount > largestBufferForSignsBytes) return false;
    this.#write(frame, () => {});
    return true;
  }

  /** Counts a frame of the client; closes 1008 when it floods. */
  heard(): void {
    this.#isAlive = true;
    if (++this.#frames > mostFramesPerBeat) this.close(1008);
  }

  /** Closes the dead and the stalled, pings the others. */
  beat(): void {
    const isStalled = this.isSending && this.clock.now().getTime() - this.#sendingSinceMs > stalledMs;
    if (isStalled) this.#giveUp();
    else if (!this.#isAlive) this.socket.terminate();
    else if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
    this.#isAlive = false;
    this.#frames = 0;
  }

  /** Says why and goes; a peer that does not read the farewell is cut off. */
  close(code: CloseCode): void {
    this.socket.close(code);
    this.clock.after(farewellMs, () => this.socket.terminate());
  }

  #giveUp(): void {
    this.wasTooSlow = true;
    this.close(1013);
  }

  #write(frame: string, done: () => void): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount + Buffer.byteLength(frame) > largestBufferBytes) {
      this.#giveUp();
      return;
    }
    this.socket.send(frame, (fault) => {
      if (fault) this.socket.terminate();
      else done();
    });
  }
}
