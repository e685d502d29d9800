// The one kind of error that parts throw on purpose. Expected outcomes are returned as values; this is for faults and for
// requests that cannot be served. Caught in three places: turn/run-turn.ts, http/server.ts, the job worker.

export interface CareErrorOptions {
  /** HTTP status the caller should see; 500 when it is our fault. */
  status?: number;
  /** True when the same call may succeed later without a change. */
  retryable?: boolean;
  /** Facts for the caller, safe to show: never message text, never secrets. */
  details?: Record<string, unknown>;
  /** Response headers that belong to the refusal (Retry-After). */
  headers?: Record<string, string>;
  cause?: unknown;
}

/** A fault or a refusal with a stable `code` (kebab-case) and a plain English sentence. */
export class CareError extends Error {
  readonly status: number;
  readonly retryable: boolean;
  readonly details: Record<string, unknown> | undefined;
  readonly headers: Record<string, string>;

  constructor(
    readonly code: string,
    message: string,
    options: CareErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CareError';
    this.status = options.status ?? 500;
    this.retryable = options.retryable ?? false;
    this.details = options.details;
    this.headers = options.headers ?? {};
  }
}
