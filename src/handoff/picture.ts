// Keeps what this process knows of the others fresh, and knows how fresh it is: people are judged by silence, and silence
// proves nothing while nobody could be heard.
import { type Clock, every } from '../clock';
import type { MySigns, SharedSigns, Signs } from '../jobs/signs';
import { describeFault, type Log } from '../log';

export interface PictureParts {
  clock: Clock;
  log: Log;
  signs: Signs;
  bring(): Omit<MySigns, 'isNews'>;
  /** `sinceMs` is when it was asked for; who is missing in a new memory may only not have been brought again yet. */
  take(shared: SharedSigns, sinceMs: number, isNewMemory: boolean): void;
  /** After each look; `isCutOff` when the others could not be asked, `isNews` when something changed here or there. */
  looked(isCutOff: boolean, isNews: boolean): void;
}

/** Six looks fit into the life of a sign. */
const lookEveryMs = 2_500;
const mostOftenMs = 200;
/** An older picture is no picture: this process stood still, or cannot ask. */
const staleAfterMs = 6_000;
/** Feeds and widgets come back within seconds of a restart or an outage: until then silence proves nothing. */
const quietMs = 30_000;

export function createPicture({ clock, log, signs, bring, take, looked }: PictureParts) {
  const nowMs = () => clock.now().getTime();
  let memoryId: string | null = null;
  let freshSinceMs: number | null = null;
  let freshAtMs = 0;
  let isLooking: Promise<void> | null = null;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let isDue = false;
  let isClosed = false;
  let hasNews = false;
  let heardNews = false;
  let isCutOff = false;

  async function ask(): Promise<void> {
    const sinceMs = nowMs();
    const isNews = hasNews;
    hasNews = false;
    try {
      const shared = await signs.exchange({ ...bring(), isNews });
      const isNewMemory = memoryId !== null && shared.memoryId !== memoryId;
      memoryId = shared.memoryId;
      noteFresh(sinceMs, isNewMemory);
      take(shared, sinceMs, isNewMemory);
    } catch (fault) {
      hasNews ||= isNews;
      noteCutOff(fault);
    }
  }

  function noteFresh(sinceMs: number, isNewMemory: boolean): void {
    const wasGap = sinceMs - freshAtMs > staleAfterMs || sinceMs < freshAtMs;
    if (freshSinceMs === null || isNewMemory || wasGap) freshSinceMs = sinceMs;
    freshAtMs = sinceMs;
    isCutOff = false;
  }

  function noteCutOff(fault: unknown): void {
    freshSinceMs = null;
    if (!isCutOff) log.warn(describeFault(fault), 'presence-not-shared');
    isCutOff = true;
  }

  async function look(): Promise<void> {
    lookedAtMs = nowMs();
    const isNews = heardNews || hasNews;
    heardNews = false;
    await ask();
    looked(isCutOff, isNews);
  }

  /** One look at a time; who asks while it runs is answered by that one. */
  function lookNow(): Promise<void> {
    isLooking ??= look().finally(() => {
      isLooking = null;
      if ((hasNews || heardNews) && !isCutOff) lookSoon();
    });
    return isLooking;
  }

  /** At once, but not again and again when many come and go. */
  function lookSoon(): void {
    if (isLooking !== null || isDue || isClosed) return;
    const sinceMs = nowMs() - lookedAtMs;
    if (sinceMs < 0 || sinceMs >= mostOftenMs) return void lookNow();
    isDue = true;
    clock.after(mostOftenMs - sinceMs, () => {
      isDue = false;
      if (!isClosed) void lookNow();
    });
  }

  const stopLooking = every(clock, lookEveryMs, lookNow);
  const stopNews = signs.onNews(() => {
    heardNews = true;
    lookSoon();
  });
  void lookNow();

  return {
    /** Something changed here that others should know at once. */
    tell(): void {
      hasNews = true;
      lookSoon();
    },
    isCutOff: (): boolean => isCutOff,
    /** True when the picture has been fresh for so long that silence is a proof. */
    isSound: (): boolean =>
      freshSinceMs !== null && nowMs() - freshAtMs <= staleAfterMs && nowMs() - freshSinceMs >= quietMs,
    /** Tells the others once more how things stand here. */
    async close(): Promise<void> {
      isClosed = true;
      stopNews();
      await stopLooking();
      await isLooking;
      await look();
    },
  };
}
