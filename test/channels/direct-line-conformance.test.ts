import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectionStatus } from 'botframework-directlinejs';
import {
  type Client,
  type ClientOptions,
  call,
  connect,
  generateToken,
  openSession,
  until,
} from './direct-line-client';
import { directLineSecret, startWebServer, type WebServer } from './web-server';

let server: WebServer;
let clients: Client[] = [];

beforeAll(async () => {
  server = await startWebServer();
});
afterEach(() => {
  for (const client of clients) client.end();
  clients = [];
  server.clock.shiftMs = 0;
});
afterAll(() => server.close());

function open(options: ClientOptions): Client {
  const client = connect(server, options);
  clients.push(client);
  return client;
}

async function openGreeted(options: Omit<ClientOptions, 'token'>): Promise<Client & { id: string; token: string }> {
  const { token, conversationId } = await generateToken(server);
  const client = open({ ...options, token });
  await until(() => client.messages().length > 0, 'the greeting');
  return { ...client, id: conversationId, token };
}

const giulia = { kind: 'agent', id: 'agent-7', name: 'Giulia' } as const;
const inOrder = (client: Client) => client.messages().map((message) => Number(message.id?.split('|')[1]));

describe.each([
  ['web socket', true],
  ['polling', false],
])('botframework-directlinejs over %s', (_name, webSocket) => {
  test('is greeted unasked, in the language of its locale', async () => {
    const italian = await openGreeted({ webSocket, locale: 'it-IT' });
    const english = await openGreeted({ webSocket, locale: 'en-GB' });
    expect(italian.messages()[0]).toMatchObject({
      from: { role: 'bot' },
      channelData: { ascolto: { author: 'bot', seq: 1 } },
    });
    expect(italian.texts()[0]).toMatch(/assistente/i);
    expect(english.texts()[0]).toMatch(/assistant/i);
  });

  test('gets its own message back with the id of the post and its own channelData', async () => {
    const client = await openGreeted({ webSocket });
    const id = await client.say('Dov’è il mio vaso?', 'mine-1');
    const echo = await client.sees('Dov’è il mio vaso?');
    expect(echo).toMatchObject({ id, from: { role: 'user' }, channelData: { clientActivityID: 'mine-1' } });
    expect(echo.from.id).toMatch(/^dl_/);
    expect(id).toBe(`${client.id}|0000002`);
  });

  test('sees a person’s message under the person’s own name', async () => {
    const client = await openGreeted({ webSocket });
    await server.say(client.id, giulia, 'Buongiorno, sono Giulia.');
    expect(await client.sees('Buongiorno, sono Giulia.')).toMatchObject({
      from: { id: 'agent-7', name: 'Giulia', role: 'bot' },
      channelData: { ascolto: { author: 'agent', seq: 2 } },
    });
  });

  test('sees quick replies as buttons that say their value', async () => {
    const client = await openGreeted({ webSocket });
    await server.say(client.id, { kind: 'bot' }, 'Scelga:', [{ title: 'Resi', value: 'Come faccio un reso?' }]);
    expect(await client.sees('Scelga:')).toMatchObject({
      suggestedActions: { actions: [{ type: 'imBack', title: 'Resi', value: 'Come faccio un reso?' }] },
    });
  });

  test('sees 50 messages of both sides in one order, each once', async () => {
    const client = await openGreeted({ webSocket });
    for (let n = 0; n < 25; n++) {
      await Promise.all([client.say(`cliente ${n}`, `c-${n}`), server.say(client.id, giulia, `persona ${n}`)]);
    }
    await until(() => client.messages().length >= 51, '51 messages');
    expect(inOrder(client)).toEqual(Array.from({ length: 51 }, (_, n) => n + 1));
    const own = client.texts().filter((text) => text.startsWith('cliente'));
    expect(own).toEqual(Array.from({ length: 25 }, (_, n) => `cliente ${n}`));
  });

  test('posts the same message twice and it is there once, under one id', async () => {
    const client = await openGreeted({ webSocket });
    const ids = await Promise.all([client.say('una volta', 'same'), client.say('una volta', 'same')]);
    expect(ids[0]).toBe(ids[1]);
    await server.say(client.id, giulia, 'fine');
    await client.sees('fine');
    expect(client.texts().filter((text) => text === 'una volta')).toHaveLength(1);
  });

  test('loads the page anew and sees the whole conversation again', async () => {
    const before = await openGreeted({ webSocket });
    await before.say('prima della ricarica', 'r-1');
    await before.sees('prima della ricarica');
    before.end();
    const after = open({ webSocket, token: before.token, conversationId: before.id });
    await after.sees('prima della ricarica');
    expect(inOrder(after)).toEqual([1, 2]);
  });

  test('continues behind the watermark it kept', async () => {
    const before = await openGreeted({ webSocket });
    await before.say('già visto', 'w-1');
    await before.sees('già visto');
    before.end();
    await server.say(before.id, giulia, 'mentre era via');
    const after = open({ webSocket, token: before.token, conversationId: before.id, watermark: '2' });
    await after.sees('mentre era via');
    expect(after.texts()).toEqual(['mentre era via']);
  });

  test('two clients of one conversation see the same', async () => {
    const one = await openGreeted({ webSocket });
    const other = open({ webSocket, token: one.token, conversationId: one.id });
    await one.say('dalla prima scheda', 'tab-1');
    await Promise.all([one.sees('dalla prima scheda'), other.sees('dalla prima scheda')]);
    await other.say('dalla seconda scheda', 'tab-2');
    await Promise.all([one.sees('dalla seconda scheda'), other.sees('dalla seconda scheda')]);
    expect(inOrder(one)).toEqual(inOrder(other));
  });

  test('cannot post with the token of another conversation', async () => {
    const victim = await openGreeted({ webSocket });
    const { token } = await generateToken(server);
    const intruder = open({ webSocket, token, conversationId: victim.id });
    await intruder.reaches(ConnectionStatus.FailedToConnect);
    await expect(intruder.say('sono io', 'x')).rejects.toThrow();
    expect(await server.journal.lastSeq(victim.id)).toBe(1);
  });

  test('fails to connect with a token that has expired, or that nobody signed', async () => {
    const { token } = await generateToken(server);
    server.clock.shiftMs = 31 * 60_000;
    const late = open({ webSocket, token });
    const forged = open({ webSocket, token: `${token.slice(0, -4)}AAAA` });
    await Promise.all([late, forged].map((client) => client.reaches(ConnectionStatus.FailedToConnect)));
  });

  test('typing and unknown events are answered and leave nothing in the log', async () => {
    const client = await openGreeted({ webSocket });
    await client.post({ type: 'typing', from: { id: 'dl_me' } });
    await client.post({ type: 'event', name: 'webchat/join', value: { language: 'it' }, from: { id: 'dl_me' } });
    expect(server.typing.isTyping(client.id)).toBe(true);
    await client.say('eccomi', 'e-1');
    await client.sees('eccomi');
    expect(inOrder(client)).toEqual([1, 2]);
    expect(server.typing.isTyping(client.id)).toBe(false);
  });

  test('finds everything after a restart of the server, nothing lost and nothing twice', async () => {
    const client = await openGreeted({ webSocket });
    await client.say('prima', 's-1');
    await client.sees('prima');
    await server.restart();
    await server.say(client.id, giulia, 'dopo il riavvio');
    // Polling of this client ends for good at the first refused connection (known); a reload does what the socket does.
    const after = webSocket
      ? client
      : open({ webSocket, token: client.token, conversationId: client.id, watermark: '2' });
    await after.sees('dopo il riavvio');
    await after.say('anche dopo', 's-2');
    await after.sees('anche dopo');
    expect(inOrder(after)).toEqual(webSocket ? [1, 2, 3, 4] : [3, 4]);
    expect((await server.journal.messagesAfter(client.id, 0, 10)).map((message) => message.seq)).toEqual([1, 2, 3, 4]);
  });
});

describe('botframework-directlinejs', () => {
  test('whose socket is cut comes back and misses nothing', async () => {
    const client = await openGreeted({ webSocket: true });
    client.cut();
    for (const n of [1, 2, 3]) await server.say(client.id, giulia, `durante ${n}`);
    await client.sees('durante 3');
    expect(inOrder(client)).toEqual([1, 2, 3, 4]);
  });

  test('sees that a person is typing, which no log keeps', async () => {
    const client = await openGreeted({ webSocket: true });
    await until(() => server.channel.openSockets() > 0, 'the socket');
    server.typing.agentTypes(client.id, 'Giulia');
    await until(() => client.activities.some((activity) => activity.type === 'typing'), 'typing');
    const typing = client.activities.find((activity) => activity.type === 'typing');
    expect(typing).toMatchObject({
      from: { name: 'Giulia', role: 'bot' },
      channelData: { ascolto: { author: 'agent' } },
    });
    expect(await server.journal.lastSeq(client.id)).toBe(1);
  });

  test('keeps its socket when the token expires, is told so when it posts, and goes on with a new token', async () => {
    const session = await openSession(server);
    const client = open({ webSocket: true, token: session.token });
    await until(() => client.messages().length > 0, 'the greeting');
    server.clock.shiftMs = 31 * 60_000;
    await server.say(session.conversationId, giulia, 'ancora qui?');
    await client.sees('ancora qui?');
    expect(await client.say('sì', 'late')).toBe('retry');
    expect(client.statuses.at(-1)).toBe(ConnectionStatus.ExpiredToken);

    const { token, conversationId } = await openSession(server, { resume: session.resume });
    expect(conversationId).toBe(session.conversationId);
    const { body } = await call(server, 'GET', `/v3/directline/conversations/${conversationId}?watermark=2`, { token });
    client.line.reconnect(body);
    await client.say('sì', 'late');
    await client.sees('sì');
    // This client keeps its old socket beside the new one and leaves dropping by id to the page (known).
    expect([...new Set(inOrder(client))]).toEqual([1, 2, 3]);
  });

  test('uploads files and sees them under an address that serves them', async () => {
    const client = await openGreeted({ webSocket: true });
    const pixel = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const page = createServer((_request, response) => response.end(pixel));
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const contentUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}/vaso.png`;
    const attachments = ['uno.png', 'due.png'].map((name) => ({ name, contentType: 'image/png', contentUrl }));
    const from = { id: 'dl_me' };
    await client.post({ type: 'message', text: 'guardi', from, attachments, channelData: { clientActivityID: 'f-1' } });
    page.close();
    const shown = await client.sees('guardi');
    expect(shown.attachments).toMatchObject([{ name: 'uno.png' }, { name: 'due.png' }]);
    for (const attachment of shown.attachments ?? []) {
      const file = await fetch('contentUrl' in attachment ? attachment.contentUrl : '');
      expect(Buffer.from(await file.arrayBuffer()).equals(pixel)).toBe(true);
    }
  });

  test('works with the shop’s secret, from a server', async () => {
    const client = open({ webSocket: true, secret: directLineSecret });
    await until(() => client.messages().length > 0, 'the greeting');
    const id = await client.say('dal server', 'srv');
    expect((await client.sees('dal server')).id).toBe(id);
  });

  test('gets a session id for sign-in cards', async () => {
    const client = await openGreeted({ webSocket: true });
    expect(await client.line.getSessionId().toPromise()).toMatch(/^[\w-]{20,}$/);
  });
});
