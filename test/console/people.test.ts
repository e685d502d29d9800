import { systemClock } from '../../src/clock';
import { createPeople } from '../../src/console/people';
import { boss, createBrowser, hire, type StaffServer, startStaffServer } from '../http/staff-server';
import { outcomeOf } from '../http/test-server';

let staff: StaffServer;
let administrator: ReturnType<typeof createBrowser>;
beforeAll(async () => {
  staff = await startStaffServer();
  administrator = createBrowser(staff.server.url);
  await administrator.signIn(boss);
});
afterAll(() => staff.close());

const giulia = {
  email: 'Giulia@Shop.example',
  name: ' Giulia Bianchi ',
  password: 'la-password-di-giulia',
  roles: ['agent', 'agent'],
  languages: ['it', 'en'],
};
const idOf = async (answer: Response): Promise<string> => ((await answer.json()) as { id: string }).id;
const change = (id: string, fields: object) => administrator.call('PATCH', `/api/agents/${id}`, fields);
const bossId = async (): Promise<string> => idOf(await administrator.call('GET', '/api/me'));

describe('the shop’s people', () => {
  test('are created by an administrator and listed without anything secret', async () => {
    const created = await administrator.call('POST', '/api/agents', giulia);
    expect(created.status).toBe(201);
    const person = {
      id: expect.any(String),
      name: 'Giulia Bianchi',
      email: 'giulia@shop.example',
      roles: ['agent'],
      languages: ['it', 'en'],
      active: true,
      presence: 'offline',
    };
    expect(await created.json()).toEqual(person);
    const list = await (await administrator.call('GET', '/api/agents')).json();
    expect(list).toMatchObject({ nextCursor: null, items: expect.arrayContaining([person]) });
    expect(JSON.stringify(list)).not.toMatch(/argon2|password|generation/i);
  });

  test('have one account per e-mail address, however it is written', async () => {
    await administrator.call('POST', '/api/agents', giulia);
    const again = await administrator.call('POST', '/api/agents', { ...giulia, email: 'GIULIA@shop.EXAMPLE' });
    expect(await outcomeOf(again)).toEqual([409, 'email-taken']);
  });

  test.each([
    ['a short password', { password: 'kurz' }],
    ['an endless password', { password: 'x'.repeat(201) }],
    ['no name', { name: '  ' }],
    ['a name that cannot be shown', { name: 'Giu\u202elia' }],
    ['no address', { email: 'giulia' }],
    ['no role', { roles: [] }],
    ['an unknown role', { roles: ['owner'] }],
    ['an unknown language', { languages: ['xx'] }],
    ['an operator for an address', { email: { $gt: '' } }],
  ])('are not created with %s', async (_name, wrong) => {
    const answer = await administrator.call('POST', '/api/agents', {
      ...giulia,
      email: 'other@shop.example',
      ...wrong,
    });
    expect(await outcomeOf(answer)).toEqual([400, 'bad-request']);
    expect(await staff.store.agents.countDocuments({ email: 'other@shop.example' })).toBe(0);
  });

  test('may be seen by all who are signed in and changed by administrators only', async () => {
    const { browser, person } = await hire(staff, ['agent', 'manager']);
    expect((await browser.call('GET', '/api/agents')).status).toBe(200);
    expect((await browser.call('POST', '/api/agents', giulia)).status).toBe(403);
    expect((await browser.call('PATCH', `/api/agents/${person.id}`, { roles: ['administrator'] })).status).toBe(403);
    expect((await staff.people.find(person.id))?.roles).toEqual(['agent', 'manager']);
  });

  test('who do not exist cannot be changed', async () => {
    for (const id of ['nobody', '%24ne', '__proto__']) {
      expect(await outcomeOf(await change(id, { name: 'X' }))).toEqual([404, 'no-such-agent']);
    }
  });

  test('keep their sign-in when only their name changes', async () => {
    const { browser, person } = await hire(staff);
    expect((await change(person.id, { name: 'Un altro nome', languages: ['en'] })).status).toBe(200);
    expect(await (await browser.call('GET', '/api/me')).json()).toMatchObject({
      name: 'Un altro nome',
      languages: ['en'],
      agent: { name: 'Un altro nome' },
      presence: { state: 'online' },
      shop: { name: 'Lunaria', zone: 'Europe/Rome' },
    });
  });

  test.each([
    ['deactivation', { active: false }],
    ['new roles', { roles: ['manager'] }],
    ['a new password', { password: 'scelta-dal-capo' }],
  ])('lose every sign-in at once by %s', async (_name, fields) => {
    const first = await hire(staff);
    const second = createBrowser(staff.server.url);
    await second.signIn(first);
    expect((await change(first.person.id, fields)).status).toBe(200);
    for (const browser of [first.browser, second]) expect((await browser.call('GET', '/api/me')).status).toBe(401);
    expect(await staff.store.sessions.countDocuments({ agentId: first.person.id })).toBe(0);
    expect(staff.deactivated.includes(first.person.id)).toBe('active' in fields);
  });

  test('who come back may sign in again with the same password', async () => {
    const { person, email, password } = await hire(staff);
    const browser = createBrowser(staff.server.url);
    await change(person.id, { active: false });
    expect((await browser.signIn({ email, password })).status).toBe(401);
    await change(person.id, { active: true });
    expect((await browser.signIn({ email, password })).status).toBe(200);
  });

  test('may sign in with accents however their keyboard composes them', async () => {
    const { person, email } = await hire(staff);
    await change(person.id, { password: 'perché-così-è' });
    const composed = await createBrowser(staff.server.url).signIn({
      email,
      password: 'perché-così-è'.normalize('NFD'),
    });
    expect(composed.status).toBe(200);
  });
});

describe('the last administrator', () => {
  test('can neither be deactivated nor lose the role', async () => {
    const id = await bossId();
    for (const fields of [{ active: false }, { roles: ['agent'] }]) {
      expect(await outcomeOf(await change(id, fields))).toEqual([409, 'last-administrator']);
    }
    expect((await administrator.call('GET', '/api/me')).status).toBe(200);
  });

  test('remains when two remove each other at the same moment', async () => {
    const one = await hire(staff, ['administrator']);
    const two = await hire(staff, ['administrator']);
    await change(await bossId(), { roles: ['agent'] });
    await Promise.all([
      one.browser.call('PATCH', `/api/agents/${two.person.id}`, { active: false }),
      two.browser.call('PATCH', `/api/agents/${one.person.id}`, { active: false }),
    ]);
    const left = await staff.store.agents.countDocuments({ active: true, roles: 'administrator' });
    expect(left).toBe(1);
  });
});

describe('the first start', () => {
  test('creates an administrator once, and an address given later resets nothing', async () => {
    expect(await staff.people.createFirst('late@shop.example', 'una-password-tardiva')).toBeNull();
    expect(await staff.people.createFirst(boss.email, 'una-password-tardiva')).toBeNull();
    expect(await staff.people.verify(boss.email, boss.password)).not.toBeNull();
    expect(await staff.people.verify(boss.email, 'una-password-tardiva')).toBeNull();
  });

  test('makes up a password when none is given, and tells only that one', async () => {
    await staff.store.agents.deleteMany({});
    const first = await staff.people.createFirst('Anna.Neri@shop.example');
    expect(first).toEqual({ email: 'anna.neri@shop.example', password: expect.stringMatching(/^[\w-]{20}$/) });
    const person = await staff.people.verify('anna.neri@shop.example', first?.password ?? '');
    expect(person).toMatchObject({ name: 'Anna Neri', roles: ['agent', 'manager', 'administrator'] });
    await staff.store.agents.deleteMany({});
    expect(await staff.people.createFirst(boss.email, boss.password)).toEqual({ email: boss.email, password: null });
  });
});

describe('the first start of several processes at once', () => {
  test('creates one administrator, and only one of them tells the password', async () => {
    await staff.store.agents.deleteMany({});
    const parts = { store: staff.store, clock: systemClock, endSignIns: async () => {}, onDeactivated: async () => {} };
    const starts = await Promise.all([1, 2, 3].map(() => createPeople(parts).createFirst(boss.email)));
    const told = starts.filter((one) => one !== null);
    expect(told).toHaveLength(1);
    expect(await staff.store.agents.countDocuments({})).toBe(1);
    expect(await staff.people.verify(boss.email, told[0]?.password ?? '')).not.toBeNull();
    await staff.store.agents.deleteMany({});
    await staff.people.createFirst(boss.email, boss.password);
  });
});

describe('a lost administrator password', () => {
  test('is replaced, and whoever still used the old one is signed out', async () => {
    const { browser, email, password } = await hire(staff, ['administrator']);
    const reset = await staff.people.resetAdministrator(email);
    expect(await staff.people.verify(email, password)).toBeNull();
    expect(await staff.people.verify(email, reset.password)).toMatchObject({ roles: ['administrator'] });
    expect((await browser.call('GET', '/api/me')).status).toBe(401);
  });

  test('brings back and promotes who was deactivated, and creates who never was', async () => {
    const gone = await hire(staff, ['agent']);
    await staff.people.change(gone.person.id, { active: false });
    const { password } = await staff.people.resetAdministrator(gone.email);
    expect(await staff.people.verify(gone.email, password)).toMatchObject({ roles: ['agent', 'administrator'] });
    const fresh = await staff.people.resetAdministrator('nuova@shop.example');
    expect(await staff.people.verify('nuova@shop.example', fresh.password)).not.toBeNull();
  });
});

describe('presence', () => {
  test('follows what the person chose, needs no feed, and is kept', async () => {
    const { browser, person } = await hire(staff);
    const choose = async (state: string) => (await browser.call('PUT', '/api/me/presence', { state })).json();
    expect(await choose('away')).toEqual({ presence: { state: 'away' } });
    expect(staff.presence.online()).not.toContain(person.id);
    expect((await staff.people.find(person.id))?.presence).toBe('away');
    expect(await choose('online')).toEqual({ presence: { state: 'online' } });
    expect(staff.presence.online()).toContain(person.id);
    expect((await browser.call('PUT', '/api/me/presence', { state: 'asleep' })).status).toBe(400);
    await staff.clock.advance(15_000);
    expect(staff.presence.stateOf(person.id)).toBe('offline');
  });
});

describe('queries on the way of every signed-in call', () => {
  test.each([
    ['agents', { email: 'boss@shop.example' }],
    ['sessions', { agentId: 'a' }],
    ['sessions', { expiresAt: { $lte: new Date(0) } }],
  ] as const)('%s by %j use an index', async (name, filter) => {
    const plan = JSON.stringify(await staff.store[name].collection.find(filter).explain('queryPlanner'));
    // MongoDB's word, and the embedded engine's.
    expect(plan).toMatch(/IXSCAN|SEARCH \S+ USING INDEX/);
    expect(plan).not.toMatch(/COLLSCAN|"SCAN /);
  });
});
