// Asked who is speaking, the assistant says that it is one.
import { type CareWorld, createCareWorld, policy, texts } from '../care-world';
import { createFakeClock } from '../fake-clock';
import { type OpenStore, openStore } from '../open-store';

// A Wednesday, 10:00 in Rome: the shop is open.
const clock = createFakeClock(new Date('2026-03-04T09:00:00Z'));
let opened: OpenStore;
let world: CareWorld;

beforeAll(async () => {
  opened = await openStore();
  world = createCareWorld({ store: opened.store, clock });
});
afterAll(() => opened.close());

describe('the assistant', () => {
  it.each([
    ['it', 'Sei un robot?', "Sono l'assistente automatico di", 'Parla con una persona'],
    ['en', 'Am I talking to a human?', 'the automated assistant of', 'Speak to a person'],
  ] as const)(
    'says in %s that it is no person when asked, as no failure and with the way to one',
    async (language, question, truth, title) => {
      const { id } = await world.open(language);
      const said = await world.say(id, question);
      expect(said).toHaveLength(1);
      expect(said[0]?.text).toContain(truth);
      expect(said[0]?.text).toContain(policy.shop.name);
      expect(said[0]?.quickReplies).toEqual([{ title, value: title }]);
      expect(await world.read(id)).toMatchObject({ phase: 'bot', memory: { failedAnswers: 0 } });
      await world.say(id, title);
      expect(await world.read(id)).toMatchObject({ phase: 'waiting', handoff: { reason: 'asked-for-person' } });
    },
  );

  it('hands over when a person is asked for beside the question who is speaking', async () => {
    const { id } = await world.open();
    await world.say(id, 'voglio parlare con un umano, sei un robot?');
    expect((await world.read(id)).handoff?.reason).toBe('asked-for-person');
  });

  it.each([
    ['it', 'Sei un robot?', "l'assistente automatico di", 'entro le 10:15'],
    ['en', 'Am I talking to a human?', 'the automated assistant of', 'by 10:15 am'],
  ] as const)(
    'says so in %s as often as it is asked while the customer waits',
    async (language, question, truth, due) => {
      const { id } = await world.open(language);
      await world.say(id, texts.say('ask-person', language, {}));
      for (const _time of [1, 2]) {
        const said = await world.say(id, question);
        expect(said.map(({ from }) => from.kind)).toEqual(['system']);
        expect(said[0]?.text).toContain(truth);
        expect(said[0]?.text).toContain(due);
      }
      expect(await world.read(id)).toMatchObject({ phase: 'waiting', promise: { state: 'open' } });
    },
  );
});
