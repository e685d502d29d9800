import type { Conversation } from '../../src/conversation/types';
import { anna, type CareWorld, createCareWorld, marco, texts } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

// A Wednesday, 10:00 in Rome: the shop is open.
const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
const complaint = 'È la terza volta che il pacco arriva rotto, voglio parlare con una persona';
const minute = 60_000;
let opened: OpenStore;
let world: CareWorld;

beforeAll(async () => {
  opened = await openStore();
  world = createCareWorld({ store: opened.store, clock });
});
afterAll(() => opened.close());
beforeEach(() => {
  clock.set(new Date('2026-03-04T09:00:00Z'));
  world.offline.clear();
  world.typing.clear();
});

const waiting = async (text = complaint): Promise<Conversation> => {
  const { id } = await world.open();
  await world.say(id, text);
  return world.read(id);
};
const textsOf = (messages: { text: string }[]) => messages.map((message) => message.text);

describe('a turn', () => {
  it('answers a question of the sample knowledge, as the bot', async () => {
    const { id } = await world.open();
    const said = await world.say(id, 'Quanto costa la spedizione?');
    expect(said).toHaveLength(1);
    expect(said[0]?.from.kind).toBe('bot');
    expect(said[0]?.source?.knowledge).toHaveLength(1);
  });

  it('hands a complaint over at once, with the reason, the words and the promise in one write', async () => {
    const { id } = await world.open();
    const said = await world.say(id, complaint);
    const { phase, owner, handoff, promise, version } = await world.read(id);
    expect({ phase, owner, version }).toEqual({ phase: 'waiting', owner: { kind: 'line' }, version: 2 });
    expect(handoff?.reason).toBe('asked-for-person');
    const words = handoff?.evidence.map(({ start, end }) => complaint.slice(start, end));
    expect(words).toContain('voglio parlare con una persona');
    expect(promise).toMatchObject({ state: 'open', dueAt: new Date('2026-03-04T09:15:00Z') });
    expect(said[0]?.text).toContain('entro le 10:15');
    expect(said[0]?.from.kind).toBe('system');
    expect(said[0]?.quickReplies?.[0]?.title).toBe('Non serve più');
  });

  it('gives one reply to a burst of messages', async () => {
    const { id } = await world.open();
    for (const text of ['Buongiorno', 'una domanda', 'quanto costa la spedizione?']) await world.send(id, text);
    await world.runTurn(id);
    expect((await world.log(id)).filter((message) => message.from.kind === 'bot')).toHaveLength(1);
    expect((await world.read(id)).decidedThroughSeq).toBe(3);
  });

  it('covers a message that arrives while it decides', async () => {
    const { id } = await world.open();
    let looks = 0;
    const slow = createCareWorld({
      store: opened.store,
      clock,
      beforeDeciding: async () => {
        if (++looks === 1) await world.send(id, 'quanto costa la spedizione?');
      },
    });
    await world.send(id, 'Buongiorno');
    await slow.runTurn(id);
    expect((await world.log(id)).filter((message) => message.from.kind === 'bot')).toHaveLength(1);
    expect((await world.read(id)).decidedThroughSeq).toBe(2);
  });

  it('drops its decision when a person took over while it was deciding', async () => {
    const { id } = await world.open();
    const late = createCareWorld({
      store: opened.store,
      clock,
      beforeDeciding: async () => void (await world.desk.claim(id, anna)),
    });
    await world.send(id, 'Quanto costa la spedizione?');
    await late.runTurn(id);
    expect((await world.log(id)).some((message) => message.from.kind === 'bot')).toBe(false);
    expect((await world.read(id)).decidedThroughSeq).toBe(1);
    expect(await world.faults(id)).toEqual([]);
  });

  it('waits for a customer who is still typing, but never when they ask for a person', async () => {
    const { id } = await world.open();
    world.typing.add(id);
    await world.send(id, 'Quanto costa');
    const turn = { isDone: false };
    const running = world.runTurn(id).then(() => {
      turn.isDone = true;
    });
    let waitedMs = 0;
    for (; !turn.isDone && waitedMs < 60_000; waitedMs += 100) {
      await clock.advance(100);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await running;
    expect(waitedMs).toBeGreaterThanOrEqual(2_000);
    expect((await world.log(id)).length).toBe(2);
    const asking = await world.open();
    world.typing.add(asking.id);
    expect(await world.say(asking.id, 'voglio parlare con una persona')).toHaveLength(1);
  });

  it('admits what it does not know once, then hands over', async () => {
    const { id } = await world.open();
    const first = await world.say(id, 'xqzt brumfo galastri?');
    expect(first[0]?.text).toBe(texts.say('not-understood', 'it', {}));
    await world.say(id, 'frombola pastrugno zibbo?');
    expect((await world.read(id)).handoff?.reason).toBe('bot-failed');
  });

  it('hands over when the customer accepts the person it offered, and takes a bare "ok" kindly otherwise', async () => {
    const { id } = await world.open();
    expect((await world.say(id, 'ok'))[0]?.text).toBe(texts.say('thanks', 'it', {}));
    await world.say(id, 'xqzt brumfo galastri?');
    await world.say(id, 'sì grazie');
    expect(await world.read(id)).toMatchObject({ phase: 'waiting', handoff: { reason: 'asked-for-person' } });
  });

  it('says that something went wrong when a step fails, and loses nothing', async () => {
    const { id } = await world.open();
    const broken = createCareWorld({
      store: opened.store,
      clock,
      beforeDeciding: () => Promise.reject(new Error('a step failed')),
    });
    await world.send(id, 'ciao');
    await broken.runTurn(id);
    expect(textsOf(await world.log(id))).toEqual(['ciao', texts.say('trouble', 'it', {})]);
  });
});

describe('while the customer waits', () => {
  it('acknowledges at most once in five minutes and never answers as the bot', async () => {
    const { id } = await waiting();
    expect(await world.say(id, 'quanto costa la spedizione?')).toEqual([]);
    await clock.advance(5 * minute);
    const said = await world.say(id, 'ci siete?');
    expect(said).toHaveLength(1);
    expect(said[0]?.from.kind).toBe('system');
    expect(await world.say(id, 'pronto?')).toEqual([]);
  });

  it('lets the customer leave the line, and confirms it in the same write', async () => {
    const { id } = await waiting();
    const said = await world.say(id, 'Non serve più');
    expect(textsOf(said)).toEqual([texts.say('left-line', 'it', {})]);
    expect(await world.read(id)).toMatchObject({ phase: 'bot', promise: { state: 'released' } });
    expect(await world.faults(id)).toEqual([]);
  });

  it.each([
    "I don't need it anymore, I want a refund",
    'never mind the voucher, I want my money back',
    'ma quanto ci mettete? lasciamo perdere, siete inutili',
    'Ok non serve più che mi richiamiate, scrivetemi qui',
  ])('does not take "%s" for a wish to leave the line', async (text) => {
    const { id } = await waiting();
    await world.say(id, text);
    expect(await world.read(id)).toMatchObject({ phase: 'waiting', promise: { state: 'open' } });
  });

  it.each(['non serve più, grazie', "never mind, I don't need anyone"])('takes "%s" for one', async (text) => {
    const { id } = await waiting();
    await world.say(id, text);
    expect((await world.read(id)).phase).toBe('bot');
  });

  it('takes a button of a wait that ended kindly', async () => {
    const { id } = await waiting();
    await world.say(id, 'Non serve più');
    expect(textsOf(await world.say(id, 'Non serve più'))).toEqual([texts.say('thanks', 'it', {})]);
  });

  it('keeps a typed address beside the proved one, while somebody waits and not over and over', async () => {
    const { id } = await waiting();
    for (const n of [1, 2, 3, 4, 5]) await world.desk.leaveContact(id, `nuovo${n}@example.com`);
    const { customer } = await world.read(id);
    expect(customer).toMatchObject({ contactEmail: 'nuovo3@example.com' });
    expect(customer.email).toBeUndefined();
    const idle = await world.open();
    await world.desk.leaveContact(idle.id, 'nessuno@example.com');
    expect(await world.log(idle.id)).toEqual([]);
  });

  it('tells the truth when the promise breaks: broken, renewed and told in one write', async () => {
    const { id, promise, version } = await waiting();
    await clock.advance(15 * minute + 1);
    await world.sweep.often();
    const late = await world.read(id);
    expect(late.version).toBe(version + 1);
    expect(late.earlierPromises).toMatchObject([{ id: promise?.id, state: 'broken' }]);
    expect(late.promise).toMatchObject({ state: 'open', renews: promise?.id });
    expect((await world.log(id)).at(-1)?.text).toContain('entro le 10:31');
    expect(await world.faults(id)).toEqual([]);
  });

  it('promises only opening time when the shop is closed', async () => {
    clock.set(new Date('2026-03-04T20:00:00Z'));
    const { id, deferredUntil, promise } = await waiting();
    expect(deferredUntil).toEqual(new Date('2026-03-05T08:00:00Z'));
    expect(promise?.dueAt).toEqual(new Date('2026-03-05T08:15:00Z'));
    expect((await world.log(id)).at(-1)?.text).toContain('domani entro le 9:15');
  });

  it('says so when nobody is connected', async () => {
    for (const person of ['anna', 'marco', 'gina']) world.offline.add(person);
    const { id } = await waiting();
    expect((await world.log(id)).at(-1)?.text).toContain('nessun collega è collegato');
  });
});

describe('with a person', () => {
  it('shows the agent’s own name, keeps the promise with the first reply, and keeps the bot silent', async () => {
    const { id } = await waiting();
    await world.desk.claim(id, anna);
    await world.desk.reply(id, anna, { text: 'Buongiorno, sono Anna.', clientId: 'r1' });
    await world.desk.reply(id, anna, { text: 'Buongiorno, sono Anna.', clientId: 'r1' });
    const { promise, waitingSince } = await world.read(id);
    expect(promise?.state).toBe('kept');
    expect(waitingSince).toBeUndefined();
    expect(await world.say(id, 'quanto costa la spedizione?')).toEqual([]);
    const replies = (await world.log(id)).filter((message) => message.from.kind === 'agent');
    expect(replies.map((message) => message.from.name)).toEqual(['Anna Bruni']);
    expect(await world.faults(id)).toEqual([]);
  });

  it('refuses to hand back or close while a promise is open, unless it is released and told', async () => {
    const { id } = await waiting();
    await world.desk.claim(id, anna);
    expect(await world.desk.handBack(id, anna)).toMatchObject({ kind: 'refused', because: 'promise-open' });
    expect(await world.desk.close(id, anna, 'solved')).toMatchObject({ kind: 'refused', because: 'promise-open' });
    await world.desk.handBack(id, anna, { releaseReason: 'risolto al telefono' });
    expect(textsOf(await world.log(id)).slice(-2)).toEqual([
      texts.say('released-by-agent', 'it', { reason: 'risolto al telefono' }),
      texts.say('handed-back', 'it', {}),
    ]);
    expect(await world.faults(id)).toEqual([]);
  });

  it('refuses to close over a message the agent has not seen', async () => {
    const { id } = await waiting();
    await world.desk.claim(id, anna);
    await world.desk.reply(id, anna, { text: 'Eccomi.', clientId: 'r1' });
    const seenSeq = await world.journal.lastSeq(id);
    await world.say(id, 'un’altra cosa');
    expect(await world.desk.close(id, anna, 'solved', { seenSeq })).toMatchObject({ because: 'new-message' });
  });

  it('leaves messages that were not relayed to the bot after a hand-back', async () => {
    const { id } = await waiting();
    await world.desk.claim(id, anna);
    await world.desk.reply(id, anna, { text: 'Eccomi.', clientId: 'r1' });
    await world.send(id, 'quanto costa la spedizione?');
    await world.desk.handBack(id, anna);
    await world.runTurn(id);
    expect((await world.log(id)).at(-1)?.from.kind).toBe('bot');
    expect(await world.faults(id)).toEqual([]);
  });

  it('goes back to the line, keeping its place, when the agent is gone before answering', async () => {
    const { id, waitingSince, promise } = await waiting();
    await world.desk.claim(id, anna);
    await clock.advance(2 * minute);
    world.offline.add('anna');
    await world.sweep.often();
    const back = await world.read(id);
    expect(back).toMatchObject({ phase: 'waiting', waitingSince });
    expect(back.promise?.id).toBe(promise?.id);
  });

  it('goes back to the line with a new promise when a later message stays unanswered', async () => {
    const { id, promise } = await waiting();
    await world.desk.claim(id, anna);
    await world.desk.reply(id, anna, { text: 'Eccomi.', clientId: 'r1' });
    await world.say(id, 'e adesso?');
    await clock.advance(5 * minute);
    await world.sweep.often();
    const back = await world.read(id);
    expect(back.phase).toBe('waiting');
    expect(back.promise?.state).toBe('open');
    expect(back.promise?.id).not.toBe(promise?.id);
    expect(await world.faults(id)).toEqual([]);
  });

  it.each(['claimed from the bot', 'transferred'])(
    'goes back to the line when a customer’s message stays unanswered after it was %s',
    async (how) => {
      const { id } = how === 'transferred' ? await waiting() : await world.open();
      if (how !== 'transferred') await world.say(id, 'buongiorno');
      await world.desk.claim(id, anna);
      if (how === 'transferred') await world.desk.reply(id, anna, { text: 'Eccomi.', clientId: 'r1' });
      await world.say(id, 'e adesso?');
      if (how === 'transferred') await world.desk.transfer(id, anna, 'marco');
      await clock.advance(5 * minute);
      await world.sweep.often();
      expect(await world.read(id)).toMatchObject({ phase: 'waiting', promise: { state: 'open' } });
      expect(await world.faults(id)).toEqual([]);
    },
  );

  it('promises nothing when it takes over from the bot', async () => {
    const { id } = await world.open();
    await world.say(id, 'buongiorno');
    await world.desk.claim(id, anna);
    expect((await world.log(id)).at(-1)?.text).toBe(texts.say('taken-over', 'it', { agent: 'Anna Bruni' }));
  });

  it('is heard after however many messages of the agent', async () => {
    const { id } = await waiting();
    await world.desk.claim(id, anna);
    for (let n = 0; n < 205; n++) await world.desk.reply(id, anna, { text: `Passo ${n}`, clientId: `r${n}` });
    await world.say(id, 'ricevuto');
    expect((await world.read(id)).decidedThroughSeq).toBe(await world.journal.lastSeq(id));
  });

  it('refuses a client id that was used for other words, from customers and agents', async () => {
    const { id } = await waiting();
    await world.send(id, 'prima', 'x');
    await expect(world.send(id, 'seconda', 'x')).rejects.toMatchObject({ code: 'id-reused', status: 409 });
    await world.desk.claim(id, anna);
    await world.desk.reply(id, anna, { text: 'uno', clientId: 'r' });
    expect(await world.desk.reply(id, anna, { text: 'due', clientId: 'r' })).toMatchObject({ because: 'id-reused' });
  });

  it('can be transferred, and the customer reads to whom', async () => {
    const { id } = await waiting();
    await world.desk.claim(id, anna);
    await world.desk.transfer(id, anna, 'marco');
    expect(await world.read(id)).toMatchObject({ owner: { kind: 'agent', id: 'marco' } });
    expect((await world.log(id)).at(-1)?.text).toContain('Marco Riva');
    expect(await world.desk.reply(id, anna, { text: 'no', clientId: 'x' })).toMatchObject({ because: 'not-yours' });
  });

  it('goes to exactly one of fifty agents who claim at once', async () => {
    const { id } = await waiting();
    const agents = Array.from({ length: 50 }, (_, n) => ({ id: `agent-${n}`, name: `Agente ${n}`, manages: false }));
    const results = await Promise.all(agents.map((agent) => world.desk.claim(id, agent)));
    expect(results.filter((result) => result.kind === 'done')).toHaveLength(1);
    expect(results.filter((result) => result.kind === 'refused' && result.because === 'already-claimed')).toHaveLength(
      49,
    );
    expect(await world.faults(id)).toEqual([]);
  });
});

describe('after closing', () => {
  it('comes back to people when one handled it lately, else to the bot', async () => {
    const { id } = await waiting();
    await world.desk.claim(id, marco);
    await world.desk.reply(id, marco, { text: 'Fatto.', clientId: 'r1' });
    await world.desk.close(id, marco, 'solved');
    await world.say(id, 'è successo di nuovo');
    expect(await world.read(id)).toMatchObject({ phase: 'waiting', promise: { state: 'open' } });
    await world.desk.claim(id, marco);
    await world.desk.reply(id, marco, { text: 'Fatto di nuovo.', clientId: 'r2' });
    await world.desk.close(id, marco, 'solved');
    await clock.advance(25 * 60 * minute);
    const said = await world.say(id, 'quanto costa la spedizione?');
    expect(await world.read(id)).toMatchObject({ phase: 'bot', owner: { kind: 'bot' } });
    expect(said.map((message) => message.from.kind)).toEqual(['system', 'bot']);
    expect(await world.faults(id)).toEqual([]);
  });

  it('makes no new debt of a thank-you', async () => {
    const { id } = await waiting();
    await world.desk.claim(id, marco);
    await world.desk.reply(id, marco, { text: 'Fatto.', clientId: 'r1' });
    await world.desk.close(id, marco, 'solved');
    await world.say(id, 'Grazie mille!');
    expect(await world.read(id)).toMatchObject({ phase: 'bot', promise: { state: 'kept' } });
  });

  it('closes idle conversations of the bot, and never one that somebody waits in', async () => {
    const idle = await world.open();
    await world.say(idle.id, 'quanto costa la spedizione?');
    const wait = await waiting();
    await clock.advance(25 * 60 * minute);
    await world.sweep.seldom();
    expect((await world.read(idle.id)).phase).toBe('closed');
    expect((await world.read(wait.id)).phase).toBe('waiting');
  });

  it('deletes a visitor who never wrote, and nobody else', async () => {
    const visitor = await world.open();
    const writer = await world.open();
    await world.say(writer.id, 'ciao');
    await clock.advance(25 * 60 * minute);
    await world.sweep.seldom();
    await clock.advance(26 * 60 * minute);
    await world.sweep.seldom();
    expect(await world.journal.load(visitor.id)).toBeNull();
    expect(await world.journal.load(writer.id)).not.toBeNull();
  });
});
