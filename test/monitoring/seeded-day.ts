// One shop's day in which every field that a customer, an agent or a stranger can send holds a word that occurs nowhere else.
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { administrator } from '../faults/app-process';

/** Part of every seeded value. */
export const seed = 'quokka';
export const identitySecret = 'an-identity-secret-of-32-characters!';
/** The only address that is ever told from outside. */
export const seededAddress = '203.0.113.77';

/** A picture of one dot. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Headers = Record<string, string>;
const json = { 'content-type': 'application/json' };

export interface SeededDay {
  conversationId: string;
  /** The conversation as the agent read it. */
  shown: string;
  /** Secrets that were given out or typed. */
  secrets: string[];
}

/** Lives through the day against the process at `origin`. */
export async function liveSeededDay(origin: string): Promise<SeededDay> {
  const call = async (method: string, path: string, body?: unknown, headers: Headers = {}) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const typed = body === undefined ? headers : { ...json, ...headers };
    const answer = await fetch(origin + path, { method, headers: { ...typed, ...strange }, ...sent });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
  };
  const customer = await beCustomer(call, origin);
  const { cookies, shown } = await beAgent(call, customer.conversationId);
  await beStranger(call, origin, customer.token);
  const { conversationId, token, resume, identity } = customer;
  return {
    conversationId,
    shown,
    secrets: [token, resume, identity, administrator.password, `${seed}-agent-password`, ...cookies],
  };
}

type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Headers,
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes.
) => Promise<{ status: number; headers: globalThis.Headers; body: any }>;

const strange: Headers = { 'user-agent': `${seed}-browser`, 'x-forwarded-for': seededAddress, 'x-note': seed };

async function beCustomer(call: Call, origin: string) {
  const identity = await new SignJWT({ sub: `${seed}-sub`, name: `Mario ${seed}`, email: `${seed}@example.com` })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('10m')
    .sign(new TextEncoder().encode(identitySecret));
  const session = (await call('POST', '/widget/session', { locale: 'it-IT', identity })).body;
  const headers = { authorization: `Bearer ${session.token}` };
  const base = `/v3/directline/conversations/${session.conversationId}`;
  const started = await call('POST', '/v3/directline/conversations', { user: { name: seed } }, headers);
  const act = (activity: object) =>
    call('POST', `${base}/activities`, { from: { id: seed, name: seed }, ...activity }, headers);
  await act({
    type: 'message',
    text: `Il mio ${seed} è rotto`,
    channelData: { note: seed },
    locale: seed,
    value: { seed },
  });
  await act({ type: 'typing' });
  await act({ type: 'event', name: seed, value: { seed } });
  await act({ type: 'message', text: `Voglio parlare con una persona del mio ${seed}` });
  await act({ type: 'event', name: 'ascolto.contact', value: { email: `${seed}-contact@example.com` } });
  await act({ type: 'event', name: 'ascolto.read', value: { seq: 1, seed } });
  const form = new FormData();
  form.append('file', new Blob([picture, seed], { type: 'image/png' }), `${seed}.png`);
  await fetch(`${origin + base}/upload?userId=${seed}`, { method: 'POST', headers, body: form });
  await call('GET', `${base}/activities?watermark=${seed}&q=${seed}`, undefined, headers);
  await listen(started.body.streamUrl);
  return { conversationId: session.conversationId, token: session.token, resume: session.resume, identity };
}

async function beAgent(call: Call, conversationId: string): Promise<{ cookies: string[]; shown: string }> {
  const boss = await signIn(call, administrator.email, administrator.password);
  const agent = { email: `${seed}-agent@example.com`, password: `${seed}-agent-password` };
  const made = { ...agent, name: `Anna ${seed}`, roles: ['agent'], languages: ['it'] };
  const { body } = await call('POST', '/api/agents', made, { cookie: boss });
  await call('PATCH', `/api/agents/${body.id}`, { name: `Anna Maria ${seed}` }, { cookie: boss });
  const cookie = await signIn(call, agent.email, agent.password);
  const about = `/api/conversations/${conversationId}`;
  const move = (name: string, sent: object = {}) => call('POST', `${about}/${name}`, sent, { cookie });
  await call('GET', `/api/conversations?view=all&q=${seed}`, undefined, { cookie });
  await call('GET', `${about}?q=${seed}`, undefined, { cookie });
  await move('claim');
  await move('notes', { text: `Nota sul ${seed}` });
  await move('typing');
  await move('transfer', { to: seed });
  await move('reply', { text: `Le mando un nuovo ${seed}`, clientId: seed });
  await move('reply', { text: `Altro ${seed}`, clientId: seed });
  await move('release');
  await move('claim');
  await move('hand-back', { seenSeq: 99, release: { reason: `per via del ${seed}` } });
  await move('claim');
  await move('close', { outcome: 'solved', seenSeq: 999, release: { reason: `chiuso il ${seed}` } });
  const shown = JSON.stringify((await call('GET', about, undefined, { cookie })).body);
  await call('PUT', '/api/me/presence', { state: seed }, { cookie });
  await call('PUT', '/api/me/password', { current: seed, password: `${seed}-other-password` }, { cookie });
  await call('DELETE', '/api/session', undefined, { cookie });
  return { shown, cookies: [boss, cookie].map((one) => one.split('=')[1] ?? '') };
}

async function signIn(call: Call, email: string, password: string): Promise<string> {
  const { headers } = await call('POST', '/api/session', { email, password });
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Whatever goes wrong on the way in. */
async function beStranger(call: Call, origin: string, token: string): Promise<void> {
  await call('POST', '/api/session', { email: `${seed}-nobody@example.com`, password: `${seed}-guess` });
  await call('GET', `/${seed}?${seed}=${seed}`);
  await call('POST', `/api/${seed}`, { seed });
  await call('POST', '/api/session', `{"email": "${seed}`);
  await call('POST', '/widget/session', { locale: seed, identity: seed, resume: seed });
  await call('GET', '/v3/directline/conversations/x/activities', undefined, { authorization: `Bearer ${seed}` });
  await call('GET', `/v3/directline/attachments/${seed}`);
  await call('GET', `/console/${seed}?token=${token}`);
  await call('GET', '/api/me', undefined, { cookie: `ascolto=${seed}; __Host-ascolto=${seed}` });
  await call('GET', `/metrics?${seed}`);
  await listen(`${origin.replace('http', 'ws')}/v3/directline/conversations/${seed}/stream?t=${seed}`);
  await listen(`${origin.replace('http', 'ws')}/${seed}`);
}

/** Opens a socket for a moment, or is refused. */
function listen(address: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address);
    const end = () => {
      socket.terminate();
      resolve();
    };
    socket.on('open', () => socket.send(`{"seed":"${seed}"}`, () => setTimeout(end, 200)));
    socket.on('error', end);
  });
}
