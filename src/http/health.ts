// What a supervisor asks: is the process alive, should it get requests. Every answer comes within about a second, also when
// the store hangs, and many who ask at once cost the store one question.
import type { Clock } from '../clock';
import type { Route } from '../route';

export interface HealthParts {
  clock: Clock;
  isStopping(): boolean;
  /** True when the store answers; may hang or fail. */
  isStoreReady(): Promise<boolean>;
  /** True while the store answers and refuses every write. What is there can still be read: `degraded`. */
  refusesWrites(): boolean;
  /** Absent where no Redis is used. Without it everything still works, only slower: `degraded`, and ready all the same. */
  isRedisUp?: (() => boolean) | undefined;
}

/** What is wrong now; `isReady` is false when requests should go elsewhere. */
export interface Readiness {
  isReady: boolean;
  reasons: ('stopping' | 'store-not-ready' | 'store-refuses-writes' | 'redis-down')[];
}

const storeAnswersWithinMs = 1_000;

/** A function that tells how the process does. */
export function createReadiness(parts: HealthParts): () => Promise<Readiness> {
  const isStoreUp = askOnce(() => within(parts.clock, storeAnswersWithinMs, parts.isStoreReady()));
  return async () => {
    const isStopping = parts.isStopping();
    const isStoreReady = await isStoreUp();
    const reasons: Readiness['reasons'] = [];
    if (isStopping) reasons.push('stopping');
    if (!isStoreReady) reasons.push('store-not-ready');
    else if (parts.refusesWrites()) reasons.push('store-refuses-writes');
    if (parts.isRedisUp?.() === false) reasons.push('redis-down');
    return { isReady: !isStopping && isStoreReady, reasons };
  };
}

/** `GET /health/live` and `GET /health/ready`: `ok` or `degraded` with 200, `not-ready` with 503, and the reasons. */
export function createHealthRoutes(readiness: () => Promise<Readiness>): Route[] {
  return [
    { method: 'GET', path: '/health/live', handle: () => ({ status: 200, json: { status: 'ok' } }) },
    {
      method: 'GET',
      path: '/health/ready',
      async handle() {
        const { isReady, reasons } = await readiness();
        if (!isReady) {
          return { status: 503, json: { status: 'not-ready', reasons }, headers: { 'Retry-After': '1' } };
        }
        return { status: 200, json: reasons.length === 0 ? { status: 'ok' } : { status: 'degraded', reasons } };
      },
    },
  ];
}

/** While a question is open, everybody who asks waits for its answer. */
function askOnce<Result>(ask: () => Promise<Result>): () => Promise<Result> {
  let open: Promise<Result> | undefined;
  return () => {
    open ??= ask().finally(() => {
      open = undefined;
    });
    return open;
  };
}

/** False when the question fails or takes longer. */
function within(clock: Clock, limitMs: number, question: Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.after(limitMs, () => resolve(false));
    void question
      .catch(() => false)
      .then((answer) => {
        cancel();
        resolve(answer);
      });
  });
}
