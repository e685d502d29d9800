import { type Activity, type ActivityHandler, type BotAdapter, TurnContext } from 'botbuilder';
import { createBotFrameworkPipeline, type PipelineParts } from '../../src/channels/bot-framework/pipeline';
import { newConversation } from '../../src/conversation/change';
import { type Conversation, emptyMemory, type Message } from '../../src/conversation/types';
import { createCueDetector } from '../../src/detection/cue-detector';
import { newTurn } from '../../src/turn/turn';
import { createFakeClock } from '../fake-clock';
import { createTestLog } from '../http/test-server';

const clock = createFakeClock();
const now = clock.now();
const customer = { id: 'dl_a_1', locale: 'it', identified: false };
const conversation: Conversation = {
  ...newConversation({ id: 'c', channel: 'web', customer, language: 'it', now, moveId: 'm' }),
  memory: emptyMemory,
};
const message: Message = {
  id: 'c|0000002',
  conversationId: 'c',
  seq: 2,
  key: 'customer:x',
  from: { kind: 'customer', id: 'dl_a_1' },
  text: 'Dov’è il mio ordine?',
  at: now,
  delivery: 'sent',
};

function start(extend?: PipelineParts['extend']) {
  const logged: string[] = [];
  const typed: string[] = [];
  const parts = { clock, log: createTestLog(logged), showTyping: (id: string) => void typed.push(id) };
  const pipeline = createBotFrameworkPipeline(extend === undefined ? parts : { ...parts, extend });
  return { pipeline, logged, typed, turn: newTurn(conversation, [message], now, createCueDetector()) };
}

describe('a turn in the Bot Framework', () => {
  test('collects what the steps say, in order, with quick replies and sources', async () => {
    const { pipeline, turn } = start();
    const quickReplies = [{ title: 'Resi', value: 'Come faccio un reso?' }];
    await pipeline.runTurn(turn, async () => {
      await turn.say('Prima.', { source: { knowledge: ['spedizioni'] } });
      await turn.say('Poi.', { quickReplies });
    });
    expect(turn.toChange().messages).toEqual([
      expect.objectContaining({
        key: 'turn:2:0',
        text: 'Prima.',
        from: { kind: 'bot' },
        source: { knowledge: ['spedizioni'] },
      }),
      expect.objectContaining({ key: 'turn:2:1', text: 'Poi.', quickReplies }),
    ]);
  });

  test('shows handlers the message as the customer wrote it', async () => {
    const seen: Partial<Activity>[] = [];
    const { pipeline, turn } = start((bot) => {
      bot.onMessage(async (context, next) => {
        seen.push(context.activity);
        await next();
      });
    });
    await pipeline.runTurn(turn, async () => {});
    expect(seen).toEqual([
      expect.objectContaining({
        type: 'message',
        id: 'c|0000002',
        text: 'Dov’è il mio ordine?',
        channelId: 'directline',
        conversation: expect.objectContaining({ id: 'c' }),
        from: expect.objectContaining({ id: 'dl_a_1', role: 'user' }),
      }),
    ]);
    expect(seen[0]).not.toHaveProperty('deliveryMode');
  });

  test('lets middleware change what is said', async () => {
    const { pipeline, turn } = start((_bot, adapter) => {
      adapter.use(async (context, next) => {
        context.onSendActivities(async (_context, activities, send) => {
          for (const activity of activities) activity.text = activity.text?.toUpperCase() ?? '';
          return send();
        });
        await next();
      });
    });
    await pipeline.runTurn(turn, () => turn.say('piano'));
    expect(turn.toChange().messages).toMatchObject([{ text: 'PIANO' }]);
  });

  test('throws what a step throws, so that the turn admits trouble', async () => {
    const { pipeline, turn } = start();
    await expect(pipeline.runTurn(turn, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  async function send(activities: Partial<Activity>[]) {
    const { pipeline, turn, typed } = start((bot) => {
      bot.onMessage(async (context, next) => {
        await context.sendActivities(activities);
        await next();
      });
    });
    await pipeline.runTurn(turn, async () => {});
    return { texts: turn.toChange().messages.map(({ text }) => text), typed };
  }

  test('shows typing, waits for delays, and keeps traces, replies to invokes and events from customers', async () => {
    const sending = send([
      { type: 'typing' },
      { type: 'trace', name: 'x' },
      { type: 'invokeResponse', value: { status: 200 } },
      { type: 'event', name: 'handoff.status' },
      { type: 'delay', value: 2_000 },
      { type: 'message', text: 'Eccomi.' },
    ] as Partial<Activity>[]);
    let isOver = false;
    void sending.then(() => {
      isOver = true;
    });
    const startedMs = clock.now().getTime();
    while (!isOver) await clock.advance(500);
    expect(clock.now().getTime() - startedMs).toBeGreaterThanOrEqual(2_000);
    expect(await sending).toEqual({ texts: ['Eccomi.'], typed: ['c'] });
  });

  test('refuses a message without words, and to change or take back what was said', async () => {
    await expect(send([{ type: 'message', attachments: [] }])).rejects.toThrow('needs text');
    const attempts: ((context: TurnContext) => Promise<unknown>)[] = [
      (context) => context.updateActivity({ type: 'message', id: 'x', text: 'y' }),
      (context) => context.deleteActivity('x'),
    ];
    for (const attempt of attempts) {
      const { pipeline, turn } = start((bot) => {
        bot.onMessage(async (context) => void (await attempt(context)));
      });
      await expect(pipeline.runTurn(turn, async () => {})).rejects.toThrow('neither changed nor taken back');
    }
  });
});

describe('a handoff', () => {
  const news = { conversationId: 'c', channel: 'web', customerId: 'dl_a_1' } as const;

  function listen() {
    const events: [string | undefined, unknown][] = [];
    const started = start((bot: ActivityHandler) => {
      bot.onEvent(async (context, next) => {
        events.push([context.activity.name, context.activity.value]);
        await next();
      });
    });
    return { ...started, events };
  }

  test('is told as handoff.initiate and handoff.status events', async () => {
    const { pipeline, events } = listen();
    await pipeline.announceHandoff({ ...news, kind: 'initiate', reason: 'complaint' });
    for (const kind of ['accepted', 'failed', 'completed'] as const) await pipeline.announceHandoff({ ...news, kind });
    expect(events).toEqual([
      ['handoff.initiate', { reason: 'complaint' }],
      ['handoff.status', { state: 'accepted' }],
      ['handoff.status', { state: 'failed' }],
      ['handoff.status', { state: 'completed' }],
    ]);
  });

  test('goes on when a handler fails or tries to speak, and the fault is logged without words', async () => {
    const { pipeline, logged } = start((bot: ActivityHandler, _adapter: BotAdapter) => {
      bot.onEvent((context) => context.sendActivity('parole al cliente').then(() => {}));
    });
    await pipeline.announceHandoff({ ...news, kind: 'accepted' });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatch(/^handoff-not-announced /);
    expect(logged[0]).not.toContain('parole');
  });
});

test('a reference to a conversation is no way to speak in it', async () => {
  const speaking: Promise<void>[] = [];
  const { pipeline, turn } = start((bot, adapter) => {
    bot.onMessage(async (context) => {
      const reference = TurnContext.getConversationReference(context.activity);
      speaking.push(adapter.continueConversation(reference, async () => {}));
      await Promise.allSettled(speaking);
    });
  });
  await pipeline.runTurn(turn, async () => {});
  await expect(speaking[0]).rejects.toThrow('people speak for themselves');
});
