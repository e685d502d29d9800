// The bot's turn as a Bot Framework turn: middleware and handlers of botbuilder see every message of a customer and every
// handoff. The steps run inside onMessage; what they say comes back as the turn's decision.
import { type Activity, ActivityHandler, ActivityTypes, type BotAdapter, TurnContext } from 'botbuilder';
import type { Clock } from '../../clock';
import type { Channel, HandoffReason } from '../../conversation/types';
import { CareError } from '../../errors';
import { describeFault, type Log } from '../../log';
import type { Turn } from '../../turn/turn';
import { CollectingAdapter } from './collecting-adapter';

/** Bot Framework's handoff protocol: `initiate` is an event of its own, the others are its status. */
export interface HandoffNews {
  kind: 'initiate' | 'accepted' | 'failed' | 'completed';
  conversationId: string;
  channel: Channel;
  customerId: string;
  /** With `initiate`. */
  reason?: HandoffReason;
}

export interface PipelineParts {
  clock: Clock;
  log: Log;
  /** Shows the customer that the bot is writing. */
  showTyping(conversationId: string): void;
  /** Adds handlers and middleware of one's own; called once. */
  extend?(bot: ActivityHandler, adapter: BotAdapter): void;
}

/** What a turn must offer to be run here. */
export type PipelineTurn = Pick<
  Turn,
  'conversation' | 'messages' | 'text' | 'language' | 'now' | 'through' | 'collect'
>;

const stepsKey = Symbol('steps');

export function createBotFrameworkPipeline(parts: PipelineParts) {
  const adapter = new CollectingAdapter(parts);
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    const steps: (() => Promise<void>) | undefined = context.turnState.get(stepsKey);
    if (steps === undefined) throw new CareError('no-turn', 'A message reached the bot without its turn.');
    await steps();
    await next();
  });
  parts.extend?.(bot, adapter);

  return {
    /** Runs `steps` as the bot's reaction to the turn's messages; `turn.say` goes through the pipeline meanwhile. */
    async runTurn(turn: PipelineTurn, steps: () => Promise<void>): Promise<void> {
      const context = new TurnContext(adapter, messageActivity(turn));
      context.turnState.set(stepsKey, steps);
      turn.through(async (text, { quickReplies, source } = {}) => {
        await context.sendActivity({
          type: ActivityTypes.Message,
          text,
          locale: turn.language,
          ...(quickReplies === undefined ? {} : { suggestedActions: { to: [], actions: quickReplies.map(toAction) } }),
          ...(source === undefined ? {} : { channelData: { source } }),
        });
      });
      const collect = ({ text, ...options }: { text: string }) => turn.collect(text, options);
      await adapter.run(context, collect, (revocable) => bot.run(revocable));
    },

    /** Tells handlers of `handoff.initiate` and `handoff.status`; a fault of theirs never reaches the move. */
    async announceHandoff(news: HandoffNews): Promise<void> {
      try {
        const context = new TurnContext(adapter, handoffActivity(news, parts.clock.now()));
        await adapter.run(context, null, (revocable) => bot.run(revocable));
      } catch (fault) {
        parts.log.warn(
          { conversationId: news.conversationId, kind: news.kind, ...describeFault(fault) },
          'handoff-not-announced',
        );
      }
    },
  };
}

function messageActivity(turn: PipelineTurn): Partial<Activity> {
  const { id: conversationId, channel, customer } = turn.conversation;
  return {
    ...address({ conversationId, channel, customerId: customer.id }, turn.now),
    type: ActivityTypes.Message,
    id: turn.messages.at(-1)?.id ?? '',
    text: turn.text,
    locale: turn.language,
  };
}

function handoffActivity(news: HandoffNews, now: Date): Partial<Activity> {
  const isStart = news.kind === 'initiate';
  return {
    ...address(news, now),
    type: ActivityTypes.Event,
    name: isStart ? 'handoff.initiate' : 'handoff.status',
    value: isStart ? { reason: news.reason } : { state: news.kind },
  };
}

type Address = Pick<HandoffNews, 'conversationId' | 'channel' | 'customerId'>;

function address({ conversationId, channel, customerId }: Address, now: Date): Partial<Activity> {
  return {
    channelId: channel === 'web' ? 'directline' : channel,
    serviceUrl: 'urn:ascolto',
    timestamp: now,
    conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: customerId, name: '', role: 'user' },
    recipient: { id: 'bot', name: '', role: 'bot' },
  };
}

function toAction({ title, value }: { title: string; value: string }) {
  return { type: 'imBack', title, value };
}
