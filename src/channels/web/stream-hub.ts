// Everybody who looks at one conversation: one subscription and one reading of the log for all their sockets. The log is
// the truth and a hint only says "look": each socket is sent what lies after its own seq, in order and once.
import type { Clock } from '../../clock';
import type { Journal } from '../../conversation/journal';
import { conversationTopic, type FanOut, type Hint } from '../../jobs/fan-out';
import { describeFault, type Log } from '../../log';
import type { StateOf } from '../channel';
import { stateActivity, toActivitySet, typingActivity } from './activity';
import type { StreamSocket } from './stream-socket';
import { typingSignOf } from './typing';

export interface HubParts {
  journal: Pick<Journal, 'messagesAfter' | 'lastSeq' | 'newId' | 'erased'>;
  fanOut: FanOut;
  clock: Clock;
  log: Log;
  stateOf: StateOf;
  /** Told when the operating system took rows up to `seq`. */
  delivered(conversationId: string, seq: number): void;
  /** Told when rows could not go out at once: the log was not to be read, or the reader was too slow. */
  undelivered?(reason: 'not-read' | 'too-slow'): void;
}

const pageSize = 500;
/** Characters of text in one frame, roughly; even when each of them takes six bytes a frame stays under 1 MB. */
const largestFrame = 150_000;
const retryMs = 1_000;
/** A burst of changes is told as one. */
const stateEveryMs = 250;

export class StreamHub {
  readonly sockets = new Set<StreamSocket>();
  #isReading = false;
  #mustRead = false;
  #newestHint = 0;
  #mayHaveMissed = false;
  #told = '';
  #isWaiting = false;
  #mustTell = false;
  #tellsLater = false;
  readonly #unsubscribe: () => void;

  constructor(
    readonly conversationId: string,
    private readonly parts: HubParts,
  ) {
    this.#unsubscribe = parts.fanOut.subscribe(conversationTopic(conversationId), (hint) => this.#hear(hint));
  }

  /** True while the customer waits for a person: their place may change without a change of their conversation. */
  get isWaiting(): boolean {
    return this.#isWaiting;
  }

  /** Subscribed already, so nothing falls between the backlog read from here and what comes next. */
  add(stream: StreamSocket): void {
    this.sockets.add(stream);
    this.#told = '';
    this.read();
    this.tellState();
  }

  close(): void {
    this.#unsubscribe();
  }

  /** Looks for what a lost hint may have announced: one read of an index when there is nothing. */
  check(): void {
    this.#mayHaveMissed = true;
    this.read();
  }

  /** Brings every socket up to the end of the log; while it runs, another call makes it look once more. */
  read(): void {
    this.#mustRead = true;
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#readSafely();
  }

  async #readSafely(): Promise<void> {
    try {
      await this.#readAll();
      this.#isReading = false;
    } catch (fault) {
      this.#isReading = false;
      this.#warn(fault, 'stream-read-failed');
      this.parts.undelivered?.('not-read');
      this.parts.clock.after(retryMs, () => this.read());
    }
  }

  async #readAll(): Promise<void> {
    while (this.#mustRead) {
      this.#mustRead = false;
      const ready = [...this.sockets].filter((stream) => !stream.isSending);
      if (ready.length === 0) return;
      const from = Math.min(...ready.map((stream) => stream.sentSeq));
      const rows = await this.parts.journal.messagesAfter(this.conversationId, from, pageSize);
      // Whoever missed the hint of a row may have missed that of a move.
      if (this.#mayHaveMissed && rows.length > 0) this.tellState();
      this.#mayHaveMissed = false;
      for (const stream of ready) this.#send(stream, rows);
    }
  }

  #send(stream: StreamSocket, rows: Awaited<ReturnType<Journal['messagesAfter']>>): void {
    const fresh = firstFrame(rows.filter((row) => row.seq > stream.sentSeq));
    const last = fresh.at(-1);
    if (last === undefined) return;
    stream.sentSeq = last.seq;
    const mayBeMore = rows.length === pageSize || rows.at(-1)?.seq !== last.seq;
    stream.sendRows(toActivitySet(fresh, stream.origin, stream.sentSeq), () => {
      this.parts.delivered(this.conversationId, last.seq);
      if (mayBeMore || this.#newestHint > last.seq) this.read();
    });
  }

  #hear(hint: Hint): void {
    const typing = typingSignOf(hint);
    if (typing !== null) this.#sign(typingActivity(this.#signParts(), typing));
    const seq = hint.seq;
    if (typeof seq !== 'number') return;
    this.#newestHint = Math.max(this.#newestHint, seq);
    this.read();
  }

  #sign(activity: ReturnType<typeof typingActivity>): void {
    const frame = JSON.stringify({ activities: [activity] });
    for (const stream of this.sockets) stream.sendSign(frame);
  }

  #signParts() {
    const { journal, clock } = this.parts;
    return { conversationId: this.conversationId, id: journal.newId(), now: clock.now() };
  }

  /** Tells how things stand when that has changed; at once, then at most four times a second. */
  tellState(): void {
    this.#mustTell = true;
    if (this.#tellsLater) return;
    this.#tellsLater = true;
    this.#mustTell = false;
    this.#tell().catch((fault: unknown) => {
      this.#mustTell = true;
      this.#warn(fault, 'state-not-told');
    });
    this.parts.clock.after(stateEveryMs, () => {
      this.#tellsLater = false;
      if (this.#mustTell && this.sockets.size > 0) this.tellState();
    });
  }

  async #tell(): Promise<void> {
    const state = await this.parts.stateOf(this.conversationId);
    if (state === null) return;
    this.#isWaiting = state.phase === 'waiting';
    const news = JSON.stringify(state);
    if (news === this.#told) return;
    this.#told = news;
    this.#sign(stateActivity(this.#signParts(), state));
  }

  #warn(fault: unknown, event: string): void {
    this.parts.log.warn({ conversationId: this.conversationId, ...describeFault(fault) }, event);
  }
}

/** As many rows as fit into one frame; at least one. */
function firstFrame<Row extends { text: string }>(rows: Row[]): Row[] {
  let size = 0;
  const end = rows.findIndex((row, index) => {
    size += row.text.length + 500;
    return index > 0 && size > largestFrame;
  });
  return end === -1 ? rows : rows.slice(0, end);
}
