// Which pages may call: the shop's for the widget, only our own for the console.
import type { IncomingHttpHeaders } from 'node:http';
import { CareError } from '../errors';

export interface OriginRule {
  /** May a page of `origin` use the widget and its Direct Line? A caller without an Origin is no page: true. */
  isAllowedOrigin(origin: string | undefined, requestHost: string | undefined): boolean;
  /** False when a browser says that another site's page caused the request. */
  isOwnPage(headers: IncomingHttpHeaders): boolean;
}

export interface OriginOptions {
  /** Origins such as `https://shop.example`, or `*` for any. */
  allowedOrigins: string[];
  publicUrl?: string | undefined;
}

/** Throws `bad-settings` when an entry is neither an origin nor `*`. */
export function createOriginRule({ allowedOrigins, publicUrl }: OriginOptions): OriginRule {
  const isAny = allowedOrigins.includes('*');
  const allowed = new Set(allowedOrigins.filter((entry) => entry !== '*').map(originOf));
  const publicHost = publicUrl === undefined ? undefined : hostOf(publicUrl);
  const isOwn = (origin: string, requestHost: string | undefined) => {
    const host = hostOf(origin);
    if (host === undefined) return false;
    return host === publicHost || (requestHost !== undefined && host === hostOf(`http://${requestHost}`));
  };
  return {
    isAllowedOrigin(origin, requestHost) {
      if (origin === undefined || isAny) return true;
      return isOwn(origin, requestHost) || allowed.has(origin.toLowerCase());
    },
    isOwnPage(headers) {
      const site = headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
      return headers.origin === undefined || isOwn(headers.origin, headers.host);
    },
  };
}

/** The refusal of a page that is not on the shop's list. */
export function originRefused(): CareError {
  return new CareError('origin-not-allowed', 'Pages of this origin may not use this address.', { status: 403 });
}

function originOf(entry: string): string {
  const url = URL.canParse(entry) ? new URL(entry) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new CareError(
      'bad-settings',
      'WIDGET_ALLOWED_ORIGINS: each entry must be * or an origin such as https://shop.example',
    );
  }
  return url.origin;
}

/** Host and port without the default port: a proxy may speak http to us where the page speaks https. */
function hostOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  return url.host.replace(/:(?:80|443)$/, '');
}
