// Where the session lies in the shop's storage; apart from session.ts because the launcher must stay small.

/** The launcher looks here before it loads anything. */
export function sessionKey(origin: string): string {
  return `ascolto:${origin}`;
}
