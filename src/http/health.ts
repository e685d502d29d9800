// What a supervisor asks: is the process alive, and should it get requests.
import type { Route } from '../route';

export interface HealthParts {
  /** Null when requests can be served; else a short reason (`store-not-ready`, `stopping`). */
  whyNotReady(): Promise<string | null>;
}

/** `GET /health/live` and `GET /health/ready` (503 with the reason while not ready). */
export function createHealthRoutes({ whyNotReady }: HealthParts): Route[] {
  return [
    { method: 'GET', path: '/health/live', handle: () => ({ status: 200, json: { status: 'ok' } }) },
    {
      method: 'GET',
      path: '/health/ready',
      async handle() {
        const reason = await whyNotReady().catch(() => 'store-not-ready');
        return reason === null
          ? { status: 200, json: { status: 'ok' } }
          : { status: 503, json: { status: 'not-ready', reason }, headers: { 'Retry-After': '1' } };
      },
    },
  ];
}
