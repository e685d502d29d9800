// A shop as it runs, called by route; whatever it answers is held against the shape that the contract is written from.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { type AnswerShape, answerTable, directLineProblem, problem } from '../../src/http/answers';
import { createLog } from '../../src/log';
import { root } from '../build';

export const secret = 'a-secret-of-the-shop-server';
export const boss = { email: 'boss@shop.example', password: 'una-buona-password' };
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

interface Ask {
  id?: string;
  json?: unknown;
  form?: FormData;
  token?: string;
  query?: string;
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

export async function openShop() {
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-contract-'));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    ADMIN_EMAIL: boss.email,
    ADMIN_PASSWORD: boss.password,
    DIRECT_LINE_SECRET: secret,
    LOG_LEVEL: 'silent',
  });
  const app = await createApp({ config, log: createLog('silent'), root });
  const url = `http://127.0.0.1:${await app.listen()}`;
  let cookie = '';
  /** Routes whose answers were held against their shapes. */
  const held = new Set<string>();

  function send(route: string, { id = '', json, form, token, query = '' }: Ask): Promise<Response> {
    const [method = '', path = ''] = route.split(' ');
    const headers: Record<string, string> = { cookie };
    if (token !== undefined) headers.authorization = `Bearer ${token}`;
    if (json !== undefined) headers['content-type'] = 'application/json';
    const body = form ?? (json === undefined ? null : JSON.stringify(json));
    return fetch(url + path.replace(':id', id) + query, { method, headers, body });
  }

  /** Calls `METHOD /path` of the table and checks what comes back; the answer's JSON, or the first bytes of another. */
  // biome-ignore lint/suspicious/noExplicitAny: the schema has just said what it is.
  async function call(route: string, ask: Ask = {}): Promise<any> {
    const answer = await send(route, ask);
    const shape = answerTable[route];
    if (!answer.ok) return refusalOf(answer, shape, route);
    expect([shape?.status, ...(shape?.also ?? [])]).toContain(answer.status);
    const found = shape?.media === undefined ? await jsonOf(answer, shape) : await startOf(answer, shape.media);
    held.add(route);
    const given = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
    if (given !== undefined) cookie = given.endsWith('=') ? '' : given;
    return found;
  }

  async function enter() {
    const { token, conversationId: id } = await call('POST /widget/session', { json: { locale: 'it' } });
    await call('POST /v3/directline/conversations', { token, json: {} });
    const send = (json: object) =>
      call('POST /v3/directline/conversations/:id/activities', {
        id,
        token,
        json: { channelData: { tab: 1 }, ...json },
      });
    const read = (query = '') => call('GET /v3/directline/conversations/:id/activities', { id, token, query });
    return {
      id,
      token,
      read,
      say: (text: string) => send({ type: 'message', text }),
      leaveContact: (email: string) => send({ type: 'event', name: 'ascolto.contact', value: { email } }),
      /** Sends a picture; the id under which it is fetched. */
      async showPicture(): Promise<string> {
        const form = new FormData();
        form.append('file', new File([Buffer.from(png, 'base64')], 'pacco.png', { type: 'image/png' }));
        await call('POST /v3/directline/conversations/:id/upload', { id, token, form });
        const { activities } = await read();
        const [{ attachments }] = activities.filter(
          (one: { attachments?: unknown[] }) => one.attachments?.length === 1,
        );
        return new URL(attachments[0].contentUrl).pathname.split('/').at(-1) ?? '';
      },
    };
  }

  return {
    held,
    call,
    enter,
    signIn: () => call('POST /api/session', { json: boss }),
    async close() {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function refusalOf(answer: Response, shape: AnswerShape | undefined, route: string) {
  const usual = route.includes(' /v3') ? directLineProblem : problem;
  const found: unknown = await answer.json();
  return { status: answer.status, ...((shape?.refusals?.[answer.status] ?? usual).parse(found) as object) };
}

async function jsonOf(answer: Response, shape: AnswerShape | undefined): Promise<unknown> {
  const text = await answer.text();
  if (shape?.schema === undefined) return void expect(text).toBe('');
  expect(answer.headers.get('content-type')).toMatch(/^application\/json\b/);
  const found: unknown = JSON.parse(text);
  shape.schema.parse(found);
  return found;
}

/** Of a stream without end only the beginning can be waited for. */
async function startOf(answer: Response, media: string): Promise<Buffer> {
  if (media !== '*/*') expect(answer.headers.get('content-type')?.split(';', 1)).toEqual([media]);
  const reader = answer.body?.getReader();
  const bytes = Buffer.from((await reader?.read())?.value ?? '');
  await reader?.cancel();
  expect(bytes.length).toBeGreaterThan(0);
  return bytes;
}
