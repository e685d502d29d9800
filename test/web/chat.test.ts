// What is said and shown in the widget's conversation, against the real website channel.
import { startWebServer, type WebServer } from '../channels/web-server';
import { createChatTabs, until } from './chat-tabs';

describe('the widget’s conversation', () => {
  let server: WebServer;
  const tabs = createChatTabs(() => server);

  beforeAll(async () => {
    server = await startWebServer();
  });
  afterEach(() => {
    tabs.closeAll();
  });
  afterAll(async () => {
    await server.close();
  });

  it('opens a session, begins the conversation and is greeted', async () => {
    const tab = await tabs.openGreeted();
    expect(tab.chat.view).toMatchObject({ status: 'online', isCaughtUp: true, care: { phase: 'bot' } });
    expect(tab.chat.view.messages[0]).toMatchObject({ author: 'bot', seq: 1 });
    expect(tab.ports.calls.slice(0, 2)).toEqual(['POST /widget/session', 'POST /v3/directline/conversations']);
  });

  it('shows what the customer wrote once, from sending to echo, under one client id', async () => {
    const tab = await tabs.openGreeted();
    tab.chat.say('Dove si trova il mio pacco?');
    expect(tab.chat.view.outgoing).toMatchObject([{ text: 'Dove si trova il mio pacco?', state: 'sending' }]);
    const clientId = tab.chat.view.outgoing[0]?.clientId;
    await until(() => tab.chat.view.outgoing.length === 0);
    expect(tab.chat.view.messages.at(-1)).toMatchObject({ author: 'customer', clientId, text: /pacco/ });
  });

  it('keeps the order of what is written quickly', async () => {
    const tab = await tabs.openGreeted();
    for (const text of ['uno', 'due', 'tre', 'quattro', 'cinque']) tab.chat.say(text);
    await until(() => tab.chat.view.outgoing.length === 0);
    expect(tab.texts().slice(1)).toEqual(['uno', 'due', 'tre', 'quattro', 'cinque']);
  });

  it('is told of a person’s message, and counts it unread until it is seen', async () => {
    const tab = await tabs.openGreeted();
    tab.chat.seen();
    await server.say(tab.conversationId(), { kind: 'agent', id: 'a1', name: 'Giulia' }, 'Buongiorno, sono Giulia.');
    await until(() => tab.chat.view.unread === 1);
    expect(tab.news.at(-1)).toBe('Buongiorno, sono Giulia.');
    expect(tab.chat.view.messages.at(-1)).toMatchObject({ author: 'agent', name: 'Giulia' });
    tab.chat.seen();
    expect(tab.chat.view.unread).toBe(0);
    await until(() => tab.ports.posted.some((activity) => isEvent(activity, 'ascolto.read')));
  });

  it('says “not sent” when the server does not take a message, and sends it once on retry', async () => {
    const tab = await tabs.openGreeted();
    tab.ports.fails = (call) => call.endsWith('/activities');
    tab.chat.say('riprovami');
    await until(() => tab.chat.view.outgoing[0]?.state === 'failed');
    expect(tab.chat.view.outgoing[0]).toMatchObject({ reason: 'unreachable' });
    tab.ports.fails = () => false;
    tab.chat.retry(tab.chat.view.outgoing[0]?.clientId ?? '');
    await until(() => tab.chat.view.outgoing.length === 0);
    expect(tab.texts().filter((text) => text === 'riprovami')).toHaveLength(1);
  });

  it('does not double a message whose answer was lost', async () => {
    const tab = await tabs.openGreeted();
    const { fetch: send } = tab.ports;
    let lost = 0;
    tab.ports.fetch = async (url, init) => {
      const response = await send(url, init);
      if (init.method !== 'POST' || !url.endsWith('/activities') || lost++ > 0) return response;
      throw new TypeError('the answer was lost');
    };
    tab.chat.say('una volta sola');
    await until(() => tab.chat.view.outgoing.length === 0 && tab.texts().includes('una volta sola'));
    await until(() => lost >= 1);
    const rows = await server.journal.messagesAfter(tab.conversationId(), 0, 50);
    expect(rows.filter((row) => row.text === 'una volta sola')).toHaveLength(1);
  });

  it('tells that the customer is writing at most every 3 s', async () => {
    const tab = await tabs.openGreeted();
    for (let key = 0; key < 20; key++) tab.chat.type();
    await until(() => tab.ports.posted.length > 0);
    expect(tab.ports.posted).toEqual([{ type: 'typing' }]);
  });

  it('leaves the line and is told so', async () => {
    const tab = await tabs.openGreeted();
    tab.chat.say('una persona, per favore');
    await until(() => tab.chat.view.outgoing.length === 0);
    await tabs.putInLine(tab);
    await until(() => tab.chat.view.care.phase === 'waiting');
    await tab.chat.leaveLine();
    await until(() => tab.chat.view.care.phase === 'bot');
    expect(tab.chat.view.messages.at(-1)?.author).toBe('system');
  });

  it('sends a picture with its words and finds it attached', async () => {
    const tab = await tabs.openGreeted();
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    tab.chat.say('ecco il danno', new File([pixel], 'tazza.png', { type: 'image/png' }));
    await until(() => tab.chat.view.outgoing.length === 0);
    expect(tab.chat.view.messages.at(-1)).toMatchObject({
      text: 'ecco il danno',
      attachments: [{ contentType: 'image/png', name: 'tazza.png' }],
    });
  });

  it('names the reason when a file is not accepted', async () => {
    const tab = await tabs.openGreeted();
    tab.chat.say('', new File(['MZ no picture'], 'tazza.png', { type: 'image/png' }));
    await until(() => tab.chat.view.outgoing[0]?.state === 'failed');
    expect(tab.chat.view.outgoing[0]).toMatchObject({ reason: 'not-accepted' });
  });
});

function isEvent(activity: unknown, name: string): boolean {
  return typeof activity === 'object' && activity !== null && 'name' in activity && activity.name === name;
}
