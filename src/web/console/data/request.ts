// The one place that calls fetch: JSON in and out, every failure an ApiError with a stable code, and the server's clock.

/** At least `pauseMs`, and as long as the server asked for; spread a little, so that not everybody comes back at once. */
export function pauseAfter(error: unknown, pauseMs: number): number {
  const askedMs = error instanceof ApiError ? error.retryAfterSeconds * 1000 : 0;
  return Math.max(pauseMs, askedMs) * (1 + Math.random() / 4);
}

/** `code` is the server's, or `offline` (no answer) or `unreadable` (an answer that is not JSON). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
    readonly retryAfterSeconds = 0,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** True when the same call may succeed later without a change. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

let clockOffsetMs = 0;

/** Now by the server's clock: waiting times and promises must not depend on how this computer's clock is set. */
export function serverNow(): number {
  return Date.now() + clockOffsetMs;
}

export async function request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await send(method, path, body);
  followClock(response.headers.get('date'));
  if (response.status === 204) return undefined as Answer;
  const json = await response.json().catch(() => undefined);
  if (response.ok && json !== undefined) return json as Answer;
  throw refusal(response, json);
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  const init: RequestInit = { method, credentials: 'same-origin', headers: { accept: 'application/json' } };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { accept: 'application/json', 'content-type': 'application/json' };
  }
  try {
    return await fetch(path, init);
  } catch {
    throw new ApiError(0, 'offline', 'The server cannot be reached.');
  }
}

function refusal(response: Response, json: unknown): ApiError {
  const told = (json ?? {}) as { code?: string; message?: string; details?: Record<string, unknown> };
  return new ApiError(
    response.status,
    told.code ?? 'unreadable',
    told.message ?? `The server answered ${response.status}.`,
    told.details,
    Number(response.headers.get('retry-after')) || 0,
  );
}

/** The Date header has whole seconds, so differences under two seconds are noise. */
function followClock(date: string | null) {
  const serverMs = date ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(serverMs)) return;
  const offset = serverMs + 500 - Date.now();
  clockOffsetMs = Math.abs(offset) > 2000 ? offset : 0;
}
