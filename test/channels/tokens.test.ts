import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createSigningKeys } from '../../src/channels/web/signing-keys';
import { createTokens, type Tokens } from '../../src/channels/web/tokens';
import { createLog } from '../../src/log';
import { createStore, type Store } from '../../src/store/store';
import { createFakeClock, type FakeClock } from '../fake-clock';

let store: Store;
let dataDir: string;
let clock: FakeClock;
let tokens: Tokens;

const visit = { conversationId: 'conversation-a', userId: 'dl_a_1' };
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const createAnother = (): Tokens => createTokens({ keys: createSigningKeys({ store, clock }), clock });

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ascolto-tokens-'));
  store = await createStore({ dataDir, log: createLog('silent') });
});
beforeEach(async () => {
  await store.signingKeys.deleteMany({});
  clock = createFakeClock();
  tokens = createAnother();
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a token', () => {
  test('opens its conversation for 30 minutes and not a second longer', async () => {
    const token = await tokens.sign(visit);
    expect(await tokens.verify(token)).toEqual(visit);
    await clock.advance(30 * minuteMs - 1_000);
    expect(await tokens.verify(token)).toEqual(visit);
    await clock.advance(1_000);
    expect(await tokens.verify(token)).toBeNull();
  });

  test('is a JWT that names conversation, user, expiry and key', async () => {
    const [head = '', body = ''] = (await tokens.sign(visit)).split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    const exp = clock.now().getTime() / 1000 + 1_800;
    expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT', kid: expect.stringMatching(/^\d+$/) });
    expect(read(body)).toEqual({ use: 'talk', conv: 'conversation-a', user: 'dl_a_1', exp });
  });

  test('and a ticket cannot stand in for each other; a ticket lives 60 seconds', async () => {
    const token = await tokens.sign(visit);
    const ticket = await tokens.signTicket({ conversationId: 'conversation-a', origin: 'http://x' });
    expect(await tokens.verifyTicket(token)).toBeNull();
    expect(await tokens.verify(ticket)).toBeNull();
    await clock.advance(59_000);
    expect(await tokens.verifyTicket(ticket)).toEqual({ conversationId: 'conversation-a', origin: 'http://x' });
    await clock.advance(1_000);
    expect(await tokens.verifyTicket(ticket)).toBeNull();
  });

  test('changed in any one character opens nothing', async () => {
    const token = await tokens.sign(visit);
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=';
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...characters), async (place, character) => {
        const changed = token.slice(0, place) + character + token.slice(place + 1);
        const opened = await tokens.verify(changed);
        // The last character of a signature has two bits that mean nothing: another writing of the same bytes.
        const isSame = changed === token || place === token.length - 1;
        expect(opened === null || (isSame && opened.conversationId === 'conversation-a')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('of any conversation never opens another one, whatever is sewn together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), fc.nat(2), async (one, other, part) => {
        const mine = (await tokens.sign({ conversationId: one, userId: 'dl_a_1' })).split('.');
        const theirs = (await tokens.sign({ conversationId: other, userId: 'dl_a_2' })).split('.');
        const sewn = mine.map((piece, n) => (n === part ? theirs[n] : piece)).join('.');
        const opened = await tokens.verify(sewn);
        expect(opened === null || opened.conversationId === one).toBe(true);
        expect(opened === null || opened.userId === 'dl_a_1').toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['nothing', ''],
    ['dots', '..'],
    ['four parts', 'a.b.c.d'],
    ['no algorithm', `${Buffer.from('{"alg":"none","kid":"1"}').toString('base64url')}.e30.`],
    ['a key of a path', `${Buffer.from('{"alg":"HS256","kid":"../../x"}').toString('base64url')}.e30.AA`],
    ['a key that is an object', `${Buffer.from('{"alg":"HS256","kid":{"$ne":1}}').toString('base64url')}.e30.AA`],
  ])('of %s opens nothing', async (_name, token) => {
    expect(await tokens.verify(token)).toBeNull();
  });
});

describe('signing keys', () => {
  test('are shared by processes that start at the same moment', async () => {
    const processes = Array.from({ length: 8 }, createAnother);
    const signed = await Promise.all(processes.map((one) => one.sign(visit)));
    expect(await store.signingKeys.countDocuments()).toBe(1);
    for (const token of signed) for (const one of processes) expect(await one.verify(token)).toEqual(visit);
  });

  test('change every day; tokens of the key before still open, in processes that never saw it too', async () => {
    clock.set(new Date('2026-03-04T23:50:00Z'));
    const before = await tokens.sign(visit);
    clock.set(new Date('2026-03-05T00:10:00Z'));
    const after = await tokens.sign(visit);
    expect(before.split('.')[0]).not.toBe(after.split('.')[0]);
    for (const one of [tokens, createAnother()]) {
      expect(await one.verify(before)).toEqual(visit);
      expect(await one.verify(after)).toEqual(visit);
    }
  });

  test('older than the two live ones open nothing and are deleted', async () => {
    const first = await createSigningKeys({ store, clock }).current();
    for (let day = 0; day < 5; day++) {
      await clock.advance(dayMs);
      await tokens.sign(visit);
    }
    expect(await createSigningKeys({ store, clock }).find(first.kid)).toBeNull();
    expect(await store.signingKeys.countDocuments()).toBeLessThanOrEqual(4);
  });

  test('that nobody made are looked for once, not at every forged token', async () => {
    let reads = 0;
    const counting = new Proxy(store.signingKeys, {
      get(model, name) {
        if (name === 'findById') reads++;
        return Reflect.get(model, name);
      },
    });
    const keys = createSigningKeys({ store: { signingKeys: counting }, clock });
    const { kid } = await keys.current();
    reads = 0;
    for (let n = 0; n < 50; n++) expect(await keys.find(String(Number(kid) - 1))).toBeNull();
    for (let n = 0; n < 50; n++) expect(await keys.find(`${n}`)).toBeNull();
    expect(reads).toBe(1);
  });
});
