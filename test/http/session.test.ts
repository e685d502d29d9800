import { boss, createBrowser, hire, type StaffServer, startStaffServer } from './staff-server';
import { outcomeOf } from './test-server';

let staff: StaffServer;
beforeAll(async () => {
  staff = await startStaffServer();
});
afterAll(() => staff.close());

const minutes = (count: number) => staff.clock.advance(count * 60_000);
const browser = () => createBrowser(staff.server.url);
const statusOfMe = async (who: ReturnType<typeof createBrowser>) => (await who.call('GET', '/api/me')).status;

describe('signing in', () => {
  test('answers who one is, and a cookie that no script and no other site gets', async () => {
    const answer = await browser().signIn({ ...boss, email: ' Boss@SHOP.example ' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      agent: {
        id: expect.any(String),
        name: 'Boss',
        email: boss.email,
        roles: ['agent', 'manager', 'administrator'],
        languages: ['it', 'en'],
      },
    });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^ascolto=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('over https uses a name that only https from this very host can set', async () => {
    const proxied = await startStaffServer({ trustProxy: true });
    const answer = await createBrowser(proxied.server.url).call('POST', '/api/session', boss, {
      'x-forwarded-proto': 'https',
    });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-ascolto=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const secret = cookie?.split(';')[0]?.split('=')[1] ?? '';
    const me = (name: string, proto: string) =>
      fetch(`${proxied.server.url}/api/me`, { headers: { cookie: `${name}=${secret}`, 'x-forwarded-proto': proto } });
    expect((await me('__Host-ascolto', 'https')).status).toBe(200);
    expect((await me('ascolto', 'https')).status).toBe(401);
    await proxied.close();
  });

  test('keeps only a hash of the secret', async () => {
    const person = await hire(staff);
    const secret = person.browser.cookie.split('=')[1] ?? '';
    const rows = await staff.store.sessions.find({ agentId: person.person.id }).lean();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const agent = await staff.store.agents.findById(person.person.id).lean();
    expect(agent?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('says the same of a wrong password, an unknown account and one that is no longer active', async () => {
    const gone = await hire(staff);
    await staff.people.change(gone.person.id, { active: false });
    const tries = [{ ...boss, password: 'wrong' }, { email: 'nobody@shop.example', password: 'wrong' }, gone];
    for (const { email, password } of tries) {
      const answer = await browser().signIn({ email, password });
      expect([answer.status, await answer.json()]).toEqual([
        401,
        { code: 'wrong-credentials', message: 'The e-mail address or the password is wrong.' },
      ]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  test('from a page of another site is refused, right password or not', async () => {
    const answer = await browser().call('POST', '/api/session', boss, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
  });

  test.each([
    ['an operator instead of a text', { email: { $ne: '' }, password: { $ne: '' } }],
    ['a missing password', { email: boss.email }],
    ['a password of a megabyte', { email: boss.email, password: 'x'.repeat(50_000) }],
  ])('refuses %s', async (_name, body) => {
    expect((await browser().call('POST', '/api/session', body)).status).toBe(400);
  });

  test('leaves no password, e-mail address or cookie in the log', () => {
    const logged = staff.server.logged.join('\n');
    for (const secret of [boss.email, boss.password, 'ascolto=']) expect(logged).not.toContain(secret);
  });
});

describe('a sign-in ends', () => {
  test('after 30 minutes without use, and use puts that off', async () => {
    const { browser } = await hire(staff);
    for (let count = 0; count < 3; count += 1) {
      await minutes(29);
      expect(await statusOfMe(browser)).toBe(200);
    }
    await minutes(31);
    expect(await statusOfMe(browser)).toBe(401);
  });

  test('after 12 hours, used or not', async () => {
    const { browser } = await hire(staff);
    for (let passed = 0; passed < 12 * 60 - 20; passed += 20) {
      await minutes(20);
      expect(await statusOfMe(browser)).toBe(200);
    }
    await minutes(20);
    expect(await statusOfMe(browser)).toBe(401);
  });

  test('when its person signs out, and only that one', async () => {
    const first = await hire(staff);
    const second = browser();
    await second.signIn(first);
    const old = first.browser.cookie;
    const answer = await first.browser.call('DELETE', '/api/session');
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toContain('Max-Age=0');
    first.browser.cookie = old;
    expect(await statusOfMe(first.browser)).toBe(401);
    expect(await statusOfMe(second)).toBe(200);
    expect((await first.browser.call('DELETE', '/api/session')).status).toBe(204);
  });

  test('on the other devices when the password changes, and this one stays', async () => {
    const here = await hire(staff);
    const there = browser();
    await there.signIn(here);
    const next = 'un-altra-password';
    const changed = await here.browser.call('PUT', '/api/me/password', { current: here.password, next });
    expect(changed.status).toBe(204);
    expect(await statusOfMe(here.browser)).toBe(200);
    expect(await statusOfMe(there)).toBe(401);
    expect((await browser().signIn(here)).status).toBe(401);
    expect((await browser().signIn({ email: here.email, password: next })).status).toBe(200);
  });

  test('with a secret nobody was given, and with rubbish in the cookie', async () => {
    for (const cookie of [`ascolto=${'A'.repeat(43)}`, 'ascolto=', 'ascolto={"$ne":""}', '=; ascolto']) {
      const answer = await fetch(`${staff.server.url}/api/me`, { headers: { cookie } });
      expect(await outcomeOf(answer)).toEqual([401, 'not-signed-in']);
    }
  });

  test('and takes its row along at the next sign-in of anybody', async () => {
    await hire(staff);
    await minutes(13 * 60);
    const { person } = await hire(staff);
    const left = await staff.store.sessions.find().lean();
    expect(left.map((session) => session.agentId)).toEqual([person.id]);
  });
});

describe('an open feed', () => {
  /** Resolves once the feed is open, with what ends when the feed does. */
  const openFeed = async (who: ReturnType<typeof createBrowser>) => {
    const answer = await who.call('GET', '/api/feed');
    expect(answer.status).toBe(200);
    return { ended: answer.text() };
  };

  test('ends when its sign-in ends, and the same person on another device keeps theirs', async () => {
    const here = await hire(staff);
    const there = browser();
    await there.signIn(here);
    const [first, second] = [await openFeed(here.browser), await openFeed(there)];
    let isSecondOver = false;
    void second.ended.then(() => {
      isSecondOver = true;
    });
    await here.browser.call('DELETE', '/api/session');
    expect(await first.ended).toContain('retry');
    expect(await statusOfMe(there)).toBe(200);
    expect(isSecondOver).toBe(false);
    await staff.people.change(here.person.id, { active: false });
    expect(await second.ended).toContain('retry');
  });

  test('counts as use, but not beyond the absolute end of the sign-in', async () => {
    const { browser, person } = await hire(staff);
    const feed = await openFeed(browser);
    const startedMs = staff.clock.now().getTime();
    const passedHours = () => (staff.clock.now().getTime() - startedMs) / 3_600_000;
    const unseenMs = async (): Promise<number> => {
      const row = await staff.store.sessions.findOne({ agentId: person.id }).lean();
      return staff.clock.now().getTime() - (row?.seenAt.getTime() ?? 0);
    };
    while (passedHours() < 11.4) {
      await minutes(20);
      while ((await unseenMs()) > 120_000) await staff.clock.advance(30_000);
    }
    expect(await statusOfMe(browser)).toBe(200);
    let endedAfterHours = 0;
    void feed.ended.then(() => {
      endedAfterHours = passedHours();
    });
    while (endedAfterHours === 0) {
      await staff.clock.advance(30_000);
      await unseenMs();
    }
    expect(endedAfterHours).toBeGreaterThanOrEqual(12);
    expect(await statusOfMe(browser)).toBe(401);
  });

  test('needs a sign-in', async () => {
    expect((await browser().call('GET', '/api/feed')).status).toBe(401);
  });
});

describe('too many failures', () => {
  test('of one account block it for everybody, and a success before that forgets them', async () => {
    const person = await hire(staff);
    const attempt = async (password: string) => (await browser().signIn({ email: person.email, password })).status;
    for (let count = 0; count < 4; count += 1) expect(await attempt('wrong')).toBe(401);
    expect(await attempt(person.password)).toBe(200);
    for (let count = 0; count < 5; count += 1) expect(await attempt('wrong')).toBe(401);
    const blocked = await browser().signIn({ email: person.email.toUpperCase(), password: person.password });
    expect(await outcomeOf(blocked)).toEqual([429, 'too-many-attempts']);
    const waitSeconds = Number(blocked.headers.get('retry-after'));
    expect(waitSeconds).toBeGreaterThan(800);
    expect(waitSeconds).toBeLessThanOrEqual(900);
    expect(await statusOfMe(person.browser)).toBe(200);
  });

  test('at once do not outrun the count', async () => {
    const person = await hire(staff);
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => browser().signIn({ email: person.email, password: 'wrong' })),
    );
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(7);
  });

  test('of the present password count as well', async () => {
    const person = await hire(staff);
    const change = (current: string) =>
      person.browser.call('PUT', '/api/me/password', { current, next: 'una-password-nuova' });
    for (let count = 0; count < 5; count += 1) expect((await change('wrong')).status).toBe(403);
    expect((await change(person.password)).status).toBe(429);
  });
});
