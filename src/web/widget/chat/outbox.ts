// What the customer wrote and the server has not echoed yet. One goes at a time, in order; every try of a message carries
// the same client id, so that the server stores it once however often it arrives.
import { backoffMs } from './backoff';
import type { DirectLine } from './direct-line';
import { listField, parsed, textField } from './json';
import type { Ports } from './ports';
import { Problem } from './problem';

export type NamedFile = Blob & { name: string };
export type SendingState = 'sending' | 'waiting' | 'sent' | 'failed';
export type FailureReason = 'unreachable' | 'too-large' | 'not-accepted' | 'too-many' | 'no-room';

export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly file?: NamedFile;
  readonly at: Date;
  readonly state: SendingState;
  /** Share of the file that has left, 0–1. */
  readonly progress?: number;
  readonly reason?: FailureReason;
  /** Tries that failed while the connection was up. */
  readonly tries: number;
}

const triesBeforeFailure = 3;
/** What is written after a file does not wait longer than this for it. */
const longestFileWaitMs = 15_000;

export interface OutboxOptions {
  ports: Ports;
  directLine: DirectLine;
  locale: string;
  /** Where texts wait over a reload. */
  key: string;
  /** False while the connection is down: then messages wait instead of failing. */
  isUp(): boolean;
  onChange(): void;
  /** A message was taken by the server. */
  onSent(): void;
}

export class Outbox {
  #items: readonly Outgoing[] = [];
  #isBusy = false;
  #cancelTimer = () => {};

  constructor(private readonly options: OutboxOptions) {
    this.#items = this.#read();
  }

  get items(): readonly Outgoing[] {
    return this.#items;
  }

  add(text: string, file?: NamedFile): void {
    const { newId, clock } = this.options.ports;
    const item: Outgoing = { clientId: newId(), text, at: clock.now(), state: 'sending', tries: 0 };
    this.#replace([...this.#items, file === undefined ? item : { ...item, file }]);
    this.flush();
  }

  retry(clientId: string): void {
    this.#change(clientId, { state: 'sending', tries: 0 });
    this.flush();
  }

  /** Removes messages that the stream has brought back, or that the customer gave up. */
  settle(clientIds: string[]): void {
    const left = this.#items.filter((item) => !clientIds.includes(item.clientId));
    if (left.length !== this.#items.length) this.#replace(left);
  }

  clear(): void {
    this.#cancelTimer();
    this.#replace([]);
  }

  /** Sends what waits, now. */
  flush(): void {
    this.#cancelTimer();
    if (!this.#isBusy) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const problem = await this.#attempt(next);
      if (problem !== null && this.#setback(next, problem)) break;
    }
    this.#isBusy = false;
  }

  #next(): Outgoing | undefined {
    return this.#items.find((item) => item.state === 'sending' || item.state === 'waiting');
  }

  async #attempt({ clientId, text, file }: Outgoing): Promise<Problem | null> {
    const { directLine, locale, ports } = this.options;
    const activity = { type: 'message', text, locale, channelData: { clientActivityID: clientId } };
    try {
      this.#change(clientId, { state: 'sending' });
      if (file === undefined) await directLine.post(activity);
      else await directLine.upload(activity, file, (progress) => this.#change(clientId, { progress }));
      this.#change(clientId, { state: 'sent' });
      this.options.onSent();
      return null;
    } catch (problem) {
      if (!(problem instanceof Problem)) ports.warn(`sending failed: ${String(problem)}`);
      return problem instanceof Problem ? problem : new Problem(400);
    }
  }

  /** Decides about a message that did not go; true when sending pauses. */
  #setback(item: Outgoing, problem: Problem): boolean {
    // Being asked to come back later is no failure.
    const { retryAfterMs } = problem;
    const tries = item.tries + (this.options.isUp() && retryAfterMs === undefined ? 1 : 0);
    const holdsUp = item.file !== undefined && (retryAfterMs ?? 0) > longestFileWaitMs;
    if (!problem.isPassing || holdsUp || tries >= triesBeforeFailure) {
      this.#change(item.clientId, { state: 'failed', reason: reasonOf(problem, item.file !== undefined) });
      return false;
    }
    this.#change(item.clientId, { state: 'waiting', tries });
    const { clock, random } = this.options.ports;
    const delayMs = (retryAfterMs ?? 0) + backoffMs(tries, random());
    this.#cancelTimer = clock.after(delayMs, () => this.flush());
    return true;
  }

  #change(clientId: string, change: Partial<Outgoing>): void {
    this.#replace(this.#items.map((item) => (item.clientId === clientId ? { ...item, ...change } : item)));
  }

  #replace(items: readonly Outgoing[]): void {
    this.#items = items;
    const texts = items.filter((item) => item.state !== 'sent' && item.file === undefined);
    const kept = texts.map(({ clientId, text, at }) => ({ clientId, text, at }));
    if (kept.length === 0) this.options.ports.keptInTab.remove(this.options.key);
    else this.options.ports.keptInTab.set(this.options.key, JSON.stringify({ items: kept }));
    this.options.onChange();
  }

  #read(): Outgoing[] {
    const kept = parsed(this.options.ports.keptInTab.get(this.options.key));
    return listField(kept, 'items').flatMap((item) => {
      const clientId = textField(item, 'clientId');
      const text = textField(item, 'text');
      const at = new Date(textField(item, 'at') ?? 0);
      return clientId === undefined || text === undefined
        ? []
        : [{ clientId, text, at, state: 'sending' as const, tries: 0 }];
    });
  }
}

function reasonOf(problem: Problem, isFile: boolean): FailureReason {
  if (problem.status === 413) return 'too-large';
  if (problem.isFull || (problem.status === 429 && isFile)) return 'no-room';
  if (problem.status === 429) return 'too-many';
  return problem.isPassing ? 'unreachable' : 'not-accepted';
}
