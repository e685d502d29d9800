// Coming back to the widget's conversation: restarts, reloads, a day later, blocked sockets, other tabs, other customers.
import { createHmac } from 'node:crypto';
import { sessionKey } from '../../src/web/widget/chat/session-key';
import { identitySecret, startWebServer, type WebServer } from '../channels/web-server';
import { createChatTabs, type Tab, until } from './chat-tabs';
import type { NodePorts } from './node-ports';

describe('coming back to the widget’s conversation', () => {
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

  it('comes back within 3 s after the server was restarted, without a gap and without a double', async () => {
    const tab = await tabs.openGreeted();
    tab.chat.say('prima');
    await until(() => tab.chat.view.outgoing.length === 0);
    await server.restart(async () => {
      await until(() => tab.chat.view.status === 'reconnecting');
      tab.chat.say('durante');
    });
    const backSince = Date.now();
    await until(() => tab.chat.view.status === 'online' && tab.chat.view.outgoing.length === 0);
    expect(Date.now() - backSince).toBeLessThan(3_000);
    await server.say(tab.conversationId(), { kind: 'bot' }, 'dopo');
    await until(() => tab.texts().includes('dopo'));
    expect(tab.texts().slice(1)).toEqual(['prima', 'durante', 'dopo']);
    expect(tab.chat.view.messages.map((message) => message.seq)).toEqual([1, 2, 3, 4]);
  });

  it('finds everything after a reload, and calls none of it news', async () => {
    const kept = new Map<string, string>();
    const before = await tabs.openGreeted({ kept });
    before.chat.say('ci sono');
    await until(() => before.chat.view.outgoing.length === 0);
    before.ports.close();
    await server.say(before.conversationId(), { kind: 'agent', id: 'a1', name: 'Giulia' }, 'mentre era via');
    const after = await tabs.openGreeted({ kept });
    expect(after.texts().slice(1)).toEqual(['ci sono', 'mentre era via']);
    expect(after.news).toEqual([]);
    expect(after.chat.view.unread).toBeGreaterThan(0);
    expect(after.ports.calls).not.toContain('POST /widget/session');
  });

  it('resumes the same conversation a day later, when the token has long expired', async () => {
    const kept = new Map<string, string>();
    const before = await tabs.openGreeted({ kept });
    before.chat.say('a domani');
    await until(() => before.chat.view.outgoing.length === 0);
    const conversationId = before.conversationId();
    before.ports.close();
    server.clock.shiftMs += 24 * 3_600_000;
    const after = await tabs.openGreeted({ kept });
    server.clock.shiftMs = 0;
    expect(after.texts()).toContain('a domani');
    expect(after.conversationId()).toBe(conversationId);
    expect(after.ports.calls).toContain('POST /widget/session');
  });

  it('starts anew when the way back is refused', async () => {
    const kept = new Map<string, string>();
    const before = await tabs.openGreeted({ kept });
    const session = JSON.parse(kept.get(sessionKey(server.url)) ?? '{}');
    before.ports.close();
    kept.set(sessionKey(server.url), JSON.stringify({ ...session, token: 'forged', resume: 'forged' }));
    const after = await tabs.openGreeted({ kept });
    expect(after.conversationId()).not.toBe(session.conversationId);
    expect(after.chat.view.messages).toHaveLength(1);
  });

  it('polls where sockets are blocked, and is told the state of things there too', async () => {
    const tab = await tabs.openGreeted({ prepare: blockSockets });
    expect(tab.chat.view.status).toBe('polling');
    tab.chat.say('vorrei una persona');
    await tabs.putInLine(tab);
    await until(() => tab.chat.view.care.phase === 'waiting');
    expect(tab.chat.view.care).toMatchObject({ canLeaveLine: true });
    await until(() => tab.texts().includes('vorrei una persona'));
  });

  it('keeps polling after the network has failed', async () => {
    const tab = await tabs.openGreeted({ prepare: blockSockets });
    tab.ports.fails = () => true;
    await until(() => tab.chat.view.status === 'reconnecting');
    tab.ports.fails = () => false;
    await server.say(tab.conversationId(), { kind: 'bot' }, 'di nuovo qui');
    await until(() => tab.texts().includes('di nuovo qui'));
    expect(tab.chat.view.status).toBe('polling');
  });

  it('keeps unsent words over a reload of the tab', async () => {
    const kept = new Map<string, string>();
    const before = await tabs.openGreeted({ kept });
    before.ports.fails = () => true;
    before.ports.cut();
    before.chat.say('non perdermi');
    const { keptInTab } = before.ports;
    before.ports.close();
    const after = tabs.open({
      kept,
      prepare: (ports) => {
        ports.keptInTab = keptInTab;
      },
    });
    await until(() => after.texts().includes('non perdermi'));
  });

  it('shows the same conversation in two tabs, and forgets it in both', async () => {
    const kept = new Map<string, string>();
    const one = await tabs.openGreeted({ kept });
    const two = await tabs.openGreeted({ kept });
    one.chat.say('da una scheda');
    await until(() => two.texts().includes('da una scheda'));
    one.chat.reset();
    two.chat.followStorage();
    expect(one.chat.view.messages).toEqual([]);
    expect(two.chat.view).toMatchObject({ messages: [], status: 'idle' });
    expect(kept.size).toBe(0);
  });

  it('shows everything in more tabs than there are sockets for one conversation', async () => {
    const kept = new Map<string, string>();
    const first = await tabs.openGreeted({ kept });
    const others: Tab[] = [];
    for (let count = 0; count < 6; count++) others.push(await tabs.openGreeted({ kept }));
    await until(() => others.filter((tab) => tab.chat.view.status === 'polling').length === 2);
    expect(first.chat.view.status).toBe('online');
    await server.say(first.conversationId(), { kind: 'bot' }, 'a tutte');
    await until(() => [first, ...others].every((tab) => tab.texts().includes('a tutte')));
  });

  it('names a customer who was anonymous until the shop signed them in, in the same conversation', async () => {
    const tab = await tabs.openGreeted();
    tab.chat.say('prima di accedere');
    await until(() => tab.chat.view.outgoing.length === 0);
    const conversationId = tab.conversationId();
    await tab.chat.identify(signIdentity('anna', 'Anna Rossi'));
    expect(tab.conversationId()).toBe(conversationId);
    const conversation = await server.journal.load(conversationId);
    expect(conversation?.customer).toMatchObject({ name: 'Anna Rossi', identified: true });
  });

  it('shows another customer of the same browser nothing of the one before', async () => {
    const kept = new Map<string, string>();
    const bruno = tabs.open({ kept, identity: signIdentity('bruno', 'Bruno') });
    await until(() => bruno.chat.view.messages.length > 0);
    bruno.chat.say('un segreto di Bruno');
    await until(() => bruno.chat.view.outgoing.length === 0);
    bruno.ports.close();
    const carla = tabs.open({ kept, identity: signIdentity('carla', 'Carla') });
    await until(() => carla.chat.view.messages.length > 0);
    expect(carla.texts()).not.toContain('un segreto di Bruno');
  });

  it('is anonymous again after the customer has signed out', async () => {
    const tab = tabs.open({ identity: signIdentity('dora', 'Dora') });
    await until(() => tab.chat.view.messages.length > 0);
    const before = tab.conversationId();
    tab.chat.reset();
    tab.chat.start();
    await until(() => tab.chat.view.messages.length > 0);
    const conversation = await server.journal.load(tab.conversationId());
    expect(conversation?.id).not.toBe(before);
    expect(conversation?.customer.identified).toBe(false);
  });

  it('continues as anonymous when an identity is refused, and tells the developer', async () => {
    const tab = tabs.open({ identity: 'forged' });
    await until(() => tab.chat.view.messages.length > 0);
    expect(tab.ports.warnings).toEqual([expect.stringContaining('identity')]);
  });
});

function blockSockets(ports: NodePorts): void {
  ports.blocksSockets = true;
}

function signIdentity(sub: string, name: string): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const body = `${encode({ alg: 'HS256' })}.${encode({ sub, name, iat: now, exp: now + 600 })}`;
  return `${body}.${createHmac('sha256', identitySecret).update(body).digest('base64url')}`;
}
