// Lets the shop's pages read the answers of the widget's calls, and answers their browsers' questions beforehand.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendAnswer, sendFault } from './answer';
import { type OriginRule, originRefused } from './origins';

const preflightHeaders = {
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, x-ms-bot-agent, x-requested-with',
  'Access-Control-Max-Age': '600',
};

/** Names the caller's origin in the answer when it is allowed; returns whether it is. */
export function allowOrigin(request: IncomingMessage, response: ServerResponse, origins: OriginRule): boolean {
  const { origin, host } = request.headers;
  response.setHeader('Vary', 'Origin');
  if (!origins.isAllowedOrigin(origin, host)) return false;
  if (origin === undefined) return true;
  response.setHeader('Access-Control-Allow-Origin', origin);
  // Direct Line clients call /session/getsessionid with credentials; no public route reads a cookie.
  response.setHeader('Access-Control-Allow-Credentials', 'true');
  response.setHeader('Access-Control-Expose-Headers', 'Retry-After, Date');
  return true;
}

/** Answers OPTIONS: 204 for an allowed origin, else 403. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse, origins: OriginRule): void {
  if (allowOrigin(request, response, origins)) {
    sendAnswer(request, response, { status: 204, headers: preflightHeaders });
  } else {
    sendFault(request, response, originRefused());
  }
}
