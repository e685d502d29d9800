// Why a call to the server did not succeed, and the one place that makes calls.
import type { Ports } from './ports';

/** `status` 0: the server could not be reached. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** Set when the server named a time to wait (429, 503). */
    readonly retryAfterMs?: number,
  ) {
    super(`The server answered ${status}.`);
  }

  /** Files are not taken for some hours; words still are. */
  get isFull(): boolean {
    return this.status === 507;
  }

  /** True when the same call may succeed later without a change. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || (this.status >= 500 && !this.isFull);
  }
}

interface Call {
  method: 'GET' | 'POST';
  url: string;
  token?: string;
  json?: unknown;
}

/** Sends one call and answers its JSON; throws Problem otherwise. Gives up after 20 s. */
export async function call(ports: Ports, { method, url, token, json }: Call): Promise<unknown> {
  const aborter = new AbortController();
  const stop = ports.clock.after(20_000, () => aborter.abort());
  try {
    const headers: Record<string, string> = {};
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    if (json !== undefined) headers['content-type'] = 'application/json';
    const init: RequestInit = { method, headers, signal: aborter.signal, credentials: 'omit' };
    if (json !== undefined) init.body = JSON.stringify(json);
    const response = await ports.fetch(url, init);
    if (!response.ok) throw new Problem(response.status, retryAfterMs(response.headers.get('retry-after')));
    return await response.json();
  } catch (problem) {
    throw problem instanceof Problem ? problem : new Problem(0);
  } finally {
    stop();
  }
}

/** Milliseconds of a Retry-After header in seconds; undefined for none or a date. */
export function retryAfterMs(header: string | null): number | undefined {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
