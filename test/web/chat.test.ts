// The widget's conversation against the real website channel: sessions, sockets, polling, restarts, several tabs.

import { type Clock, systemClock } from '../../src/clock';
import { Chat } from '../../src/web/widget/chat/chat';
import { sessionKey } from '../../src/web/widget/chat/session-key';
import { startWebServer, type WebServer } from '../channels/web-server';
import { createNodePorts, type NodePorts } from './node-ports';

const clock: Clock = systemClock;

interface Tab {
  chat: Chat;
  ports: NodePorts;
  news: string[];
  texts(): string[];
  conversationId(): string;
  close(): void;
}

describe('the widget’s conversation', () => {
  let server: WebServer;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    server = await startWebServer();
  });
  afterEach(() => {
    for (const tab of tabs.splice(0)) tab.close();
  });
  afterAll(async () => {
    await server.close();
  });

  function openTab(kept = new Map<string, string>(), prepare = (_ports: NodePorts) => {}, identity?: string): Tab {
    const ports = createNodePorts(kept);
    prepare(ports);
    const news: string[] = [];
    const chat = new Chat({
      ports,
      origin: server.url,
      locale: 'it-IT',
      ...(identity === undefined ? {} : { identity }),
      isOffline: () => false,
      onChange: () => {},
      onNews: (message) => news.push(message.text),
    });
    const tab: Tab = {
      chat,
      ports,
      news,
      texts: () => chat.view.messages.map((message) => message.text),
      conversationId: () => JSON.parse(kept.get(sessionKey(server.url)) ?? '{}').conversationId,
      close() {
        ports.close();
        chat.reset();
      },
    };
    tabs.push(tab);
    chat.start();
    return tab;
  }

  async function openGreeted(kept?: Map<string, string>, prepare?: (ports: NodePorts) => void): Promise<Tab> {
    const tab = openTab(kept, prepare);
    await until(() => tab.chat.view.messages.length > 0);
    return tab;
  }

  /** By way of a person who gives it back: the desk's own moves, without the bot's turn. */
  async function putInLine(tab: Tab): Promise<void> {
    const giulia = { id: 'a1', name: 'Giulia', manages: false };
    await server.desk.claim(tab.conversationId(), giulia);
    await server.desk.release(tab.conversationId(), giulia);
  }

  it('opens a session, begins the conversation and is greeted', async () => {
    const tab = await openGreeted();
    expect(tab.chat.view).toMatchObject({ status: 'online', isCaughtUp: true, care: { phase: 'bot' } });
    expect(tab.chat.view.messages[0]).toMatchObject({ author: 'bot', seq: 1 });
    expect(tab.ports.calls.slice(0, 2)).toEqual(['POST /widget/session', 'POST /v3/directline/conversations']);
  });

  it('shows what the customer wrote once, from sending to echo, under one client id', async () => {
    const tab = await openGreeted();
    tab.chat.say('Dove si trova il mio pacco?');
    expect(tab.chat.view.outgoing).toMatchObject([{ text: 'Dove si trova il mio pacco?', state: 'sending' }]);
    const clientId = tab.chat.view.outgoing[0]?.clientId;
    await until(() => tab.chat.view.outgoing.length === 0);
    expect(tab.chat.view.messages.at(-1)).toMatchObject({ author: 'customer', clientId, text: /pacco/ });
  });

  it('keeps the order of what is written quickly', async () => {
    const tab = await openGreeted();
    for (const text of ['uno', 'due', 'tre', 'quattro', 'cinque']) tab.chat.say(text);
    await until(() => tab.chat.view.outgoing.length === 0);
    expect(tab.texts().slice(1)).toEqual(['uno', 'due', 'tre', 'quattro', 'cinque']);
  });

  it('is told of a person’s message, and counts it unread until it is seen', async () => {
    const tab = await openGreeted();
    tab.chat.seen();
    await server.say(tab.conversationId(), { kind: 'agent', id: 'a1', name: 'Giulia' }, 'Buongiorno, sono Giulia.');
    await until(() => tab.chat.view.unread === 1);
    expect(tab.news.at(-1)).toBe('Buongiorno, sono Giulia.');
    expect(tab.chat.view.messages.at(-1)).toMatchObject({ author: 'agent', name: 'Giulia' });
    tab.chat.seen();
    expect(tab.chat.view.unread).toBe(0);
    await until(() => tab.ports.posted.some((activity) => isEvent(activity, 'ascolto.read')));
  });

  it('comes back within 3 s after the server was restarted, without a gap and without a double', async () => {
    const tab = await openGreeted();
    tab.chat.say('prima');
    await until(() => tab.chat.view.outgoing.length === 0);
    await server.restart(async () => {
      await until(() => tab.chat.view.status === 'reconnecting');
      tab.chat.say('durante');
    });
    const backSince = clock.now().getTime();
    await until(() => tab.chat.view.status === 'online' && tab.chat.view.outgoing.length === 0);
    expect(clock.now().getTime() - backSince).toBeLessThan(3_000);
    await server.say(tab.conversationId(), { kind: 'bot' }, 'dopo');
    await until(() => tab.texts().includes('dopo'));
    expect(tab.texts().slice(1)).toEqual(['prima', 'durante', 'dopo']);
    expect(tab.chat.view.messages.map((message) => message.seq)).toEqual([1, 2, 3, 4]);
  });

  it('finds everything after a reload, and calls none of it news', async () => {
    const kept = new Map<string, string>();
    const before = await openGreeted(kept);
    before.chat.say('ci sono');
    await until(() => before.chat.view.outgoing.length === 0);
    before.ports.close();
    await server.say(before.conversationId(), { kind: 'agent', id: 'a1', name: 'Giulia' }, 'mentre era via');
    const after = await openGreeted(kept);
    expect(after.texts().slice(1)).toEqual(['ci sono', 'mentre era via']);
    expect(after.news).toEqual([]);
    expect(after.chat.view.unread).toBeGreaterThan(0);
    expect(after.ports.calls).not.toContain('POST /widget/session');
  });

  it('resumes the same conversation a day later, when the token has long expired', async () => {
    const kept = new Map<string, string>();
    const before = await openGreeted(kept);
    before.chat.say('a domani');
    await until(() => before.chat.view.outgoing.length === 0);
    const conversationId = before.conversationId();
    before.ports.close();
    server.clock.shiftMs += 24 * 3_600_000;
    const after = await openGreeted(kept);
    expect(after.texts()).toContain('a domani');
    expect(after.conversationId()).toBe(conversationId);
    expect(after.ports.calls).toContain('POST /widget/session');
  });

  it('starts anew when the way back is refused', async () => {
    const kept = new Map<string, string>();
    const before = await openGreeted(kept);
    const session = JSON.parse(kept.get(sessionKey(server.url)) ?? '{}');
    before.ports.close();
    kept.set(sessionKey(server.url), JSON.stringify({ ...session, token: 'forged', resume: 'forged' }));
    const after = await openGreeted(kept);
    expect(after.conversationId()).not.toBe(session.conversationId);
    expect(after.chat.view.messages).toHaveLength(1);
  });

  it('polls where sockets are blocked, and is told the state of things there too', async () => {
    const tab = await openGreeted(undefined, (ports) => {
      ports.blocksSockets = true;
    });
    expect(tab.chat.view.status).toBe('polling');
    tab.chat.say('vorrei una persona');
    await putInLine(tab);
    await until(() => tab.chat.view.care.phase === 'waiting');
    expect(tab.chat.view.care).toMatchObject({ canLeaveLine: true });
    await until(() => tab.texts().includes('vorrei una persona'));
  });

  it('keeps polling after the network has failed', async () => {
    const tab = await openGreeted(undefined, (ports) => {
      ports.blocksSockets = true;
    });
    tab.ports.fails = () => true;
    await until(() => tab.chat.view.status === 'reconnecting');
    tab.ports.fails = () => false;
    await server.say(tab.conversationId(), { kind: 'bot' }, 'di nuovo qui');
    await until(() => tab.texts().includes('di nuovo qui'));
    expect(tab.chat.view.status).toBe('polling');
  });

  it('says “not sent” when the server does not take a message, and sends it once on retry', async () => {
    const tab = await openGreeted();
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
    const tab = await openGreeted();
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

  it('keeps unsent words over a reload of the tab', async () => {
    const kept = new Map<string, string>();
    const before = await openGreeted(kept);
    before.ports.fails = () => true;
    before.ports.cut();
    before.chat.say('non perdermi');
    const { keptInTab } = before.ports;
    before.ports.close();
    const after = openTab(kept, (ports) => {
      ports.keptInTab = keptInTab;
    });
    await until(() => after.texts().includes('non perdermi'));
  });

  it('shows the same conversation in two tabs, and forgets it in both', async () => {
    const kept = new Map<string, string>();
    const one = await openGreeted(kept);
    const two = await openGreeted(kept);
    one.chat.say('da una scheda');
    await until(() => two.texts().includes('da una scheda'));
    one.chat.reset();
    two.chat.followStorage();
    expect(one.chat.view.messages).toEqual([]);
    expect(two.chat.view).toMatchObject({ messages: [], status: 'idle' });
    expect(kept.size).toBe(0);
  });

  it('tells that the customer is writing at most every 3 s', async () => {
    const tab = await openGreeted();
    for (let key = 0; key < 20; key++) tab.chat.type();
    await until(() => tab.ports.posted.length > 0);
    expect(tab.ports.posted).toEqual([{ type: 'typing' }]);
  });

  it('leaves the line and is told so', async () => {
    const tab = await openGreeted();
    tab.chat.say('una persona, per favore');
    await until(() => tab.chat.view.outgoing.length === 0);
    await putInLine(tab);
    await until(() => tab.chat.view.care.phase === 'waiting');
    await tab.chat.leaveLine();
    await until(() => tab.chat.view.care.phase === 'bot');
    expect(tab.chat.view.messages.at(-1)?.author).toBe('system');
  });

  it('sends a picture with its words and finds it attached', async () => {
    const tab = await openGreeted();
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
    const tab = await openGreeted();
    tab.chat.say('', new File(['MZ no picture'], 'tazza.png', { type: 'image/png' }));
    await until(() => tab.chat.view.outgoing[0]?.state === 'failed');
    expect(tab.chat.view.outgoing[0]).toMatchObject({ reason: 'not-accepted' });
  });

  it('continues as anonymous when an identity is refused, and tells the developer', async () => {
    const tab = openTab(undefined, undefined, 'forged');
    await until(() => tab.chat.view.messages.length > 0);
    expect(tab.ports.warnings).toEqual([expect.stringContaining('identity')]);
  });
});

function isEvent(activity: unknown, name: string): boolean {
  return typeof activity === 'object' && activity !== null && 'name' in activity && activity.name === name;
}

async function until(isTrue: () => boolean): Promise<void> {
  const patience = clock.now().getTime() + 10_000;
  while (!isTrue()) {
    if (clock.now().getTime() > patience) throw new Error(`still not: ${isTrue}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
