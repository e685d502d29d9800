// What every answer tells the browser: nothing may run, embed or be cached that the surface does not need.
import type { ServerResponse } from 'node:http';
import type { Caller } from './caller';

/** `public`: called by the widget from shops' pages; `script`: loaded by them. */
export type Surface = 'api' | 'public' | 'console' | 'demo' | 'script';

const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Sets the surface's headers; a route's own headers win over them. */
export function setSurfaceHeaders(response: ServerResponse, surface: Surface, caller: Caller): void {
  response.setHeader('Content-Security-Policy', policyOf(surface, caller.origin));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'same-origin');
  if (caller.isHttps) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
  if (surface === 'api' || surface === 'public') response.setHeader('Cache-Control', 'no-store');
  if (surface === 'script') response.setHeader('Access-Control-Allow-Origin', '*');
  if (surface === 'api' || surface === 'console') {
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    response.setHeader('X-Frame-Options', 'DENY');
  }
  if (surface === 'console') response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}

function policyOf(surface: Surface, origin: string): string {
  if (surface === 'console') return page("'self'", "'none'");
  // Not every browser counts a web socket to the page's own host as 'self'.
  if (surface === 'demo') return page(`'self' ${origin} ${origin.replace(/^http/, 'ws')}`, "'self'");
  return nothing;
}

function page(connections: string, frames: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data:",
    "manifest-src 'self'",
    `connect-src ${connections}`,
    `frame-ancestors ${frames}`,
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
