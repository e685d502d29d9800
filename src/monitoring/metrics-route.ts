// GET /metrics for Prometheus. How a shop is doing is nobody else's business: a token opens it; without one only a caller of
// this machine or its private network, who comes straight and not through a proxy.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { CareError } from '../errors';
import type { Route } from '../route';
import type { Exposition } from './exposition';

export interface MetricsRouteParts {
  exposition: Pick<Exposition, 'text' | 'contentType'>;
  /** Bearer token that scrapers send; when set, nothing else opens the metrics. */
  token: string | undefined;
}

const privateNetworks = new BlockList();
for (const [network, prefix, family] of [
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
] as const)
  privateNetworks.addSubnet(network, prefix, family);

/** A proxy in front of us has an address of ours, whoever sent it: these are the marks it leaves. */
const marksOfProxies = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

export function createMetricsRoute({ exposition, token }: MetricsRouteParts): Route {
  return {
    method: 'GET',
    path: '/metrics',
    async handle({ headers, address }) {
      if (token === undefined) requirePrivate(headers, address);
      else requireToken(headers, token);
      const headersOut = { 'Content-Type': exposition.contentType };
      return { status: 200, bytes: await exposition.text(), headers: headersOut };
    },
  };
}

function requireToken({ authorization }: IncomingHttpHeaders, token: string): void {
  const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  if (timingSafeEqual(hashOf(given), hashOf(token))) return;
  throw new CareError('metrics-need-token', 'Send the token of METRICS_TOKEN as a bearer token.', {
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}

function requirePrivate(headers: IncomingHttpHeaders, address: string): void {
  const isDirect = marksOfProxies.every((name) => headers[name] === undefined);
  if (isDirect && isPrivate(address)) return;
  throw new CareError('metrics-not-public', 'Metrics are read from the private network, or with METRICS_TOKEN.', {
    status: 403,
  });
}

function isPrivate(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && privateNetworks.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
