// Who calls, as far as the connection and a trusted proxy tell.
import type { IncomingMessage } from 'node:http';

export interface CallerRules {
  /** Believe X-Forwarded-For and X-Forwarded-Proto: only behind a proxy that sets them itself. */
  trustProxy: boolean;
  /** The address customers and agents use; replaces scheme and Host of the request. */
  publicUrl?: string | undefined;
}

export interface Caller {
  /** Network address, without the prefix of a mapped IPv4 address. */
  address: string;
  /** Scheme and host as the caller sees them, without a trailing slash. */
  origin: string;
  isHttps: boolean;
}

/** Describes the caller of `request` under `rules`; the nearest proxy's word is the last one in each header. */
export function describeCaller(request: IncomingMessage, rules: CallerRules): Caller {
  const forwarded = rules.trustProxy ? lastOf(request.headers['x-forwarded-for']) : undefined;
  const scheme = rules.trustProxy && lastOf(request.headers['x-forwarded-proto']) === 'https' ? 'https' : 'http';
  const origin = rules.publicUrl?.replace(/\/+$/, '') ?? `${scheme}://${request.headers.host ?? 'localhost'}`;
  return {
    address: (forwarded ?? request.socket.remoteAddress ?? 'unknown').replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64),
    origin,
    isHttps: origin.startsWith('https:'),
  };
}

/** What limits count as one caller: an IPv4 address, or the /64 network of an IPv6 address. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const end = tail === '' ? [] : tail.split(':');
    while (groups.length + end.length < 8) groups.push('0');
    groups.push(...end);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

function lastOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header.join(',') : header;
  const last = text?.split(',').at(-1)?.trim();
  return last === '' ? undefined : last;
}
