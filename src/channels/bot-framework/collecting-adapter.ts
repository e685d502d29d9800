// The adapter under the bot's turn: what the bot "sends" is gathered into the turn's decision and reaches the log with its
// commit, so nothing is said by a bot that lost the conversation meanwhile.
import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import { type Clock, pause } from '../../clock';
import type { MessageSource, QuickReply } from '../../conversation/types';
import { CareError } from '../../errors';

export interface Collected {
  text: string;
  quickReplies?: QuickReply[];
  source?: MessageSource;
}

/** Where a turn's context keeps its collector; a context without one has nobody to speak to. */
const collectorKey = Symbol('collector');
const longestDelayMs = 5_000;

const actions = z.array(z.object({ title: z.string(), value: z.unknown() }));
const source = z.object({ knowledge: z.array(z.string()).exactOptional(), text: z.string().exactOptional() });

interface AdapterParts {
  clock: Clock;
  /** Shows the customer that the bot is writing. */
  showTyping(conversationId: string): void;
}

export class CollectingAdapter extends BotAdapter {
  constructor(private readonly parts: AdapterParts) {
    super();
  }

  /** Runs middleware and `logic`; messages sent meanwhile go to `collect`. Faults of the logic are thrown. */
  async run(
    context: TurnContext,
    collect: ((message: Collected) => void) | null,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    if (collect !== null) context.turnState.set(collectorKey, collect);
    await this.runMiddleware(context, logic);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) {
      await this.#send(context, activity);
      responses.push({ id: activity.id ?? '' });
    }
    return responses;
  }

  async #send(context: TurnContext, activity: Partial<Activity>): Promise<void> {
    switch (activity.type) {
      case ActivityTypes.Message:
        return collectInto(context, activity);
      case ActivityTypes.Typing:
        return this.parts.showTyping(context.activity.conversation.id);
      case 'delay':
        return pause(this.parts.clock, Math.min(longestDelayMs, Math.max(0, Number(activity.value) || 0)));
      default:
        // trace and invokeResponse are the emulator's; events are for bots and never shown to customers.
        return undefined;
    }
  }

  override updateActivity(): Promise<void> {
    return Promise.reject(appendOnly());
  }

  override deleteActivity(): Promise<void> {
    return Promise.reject(appendOnly());
  }

  override continueConversation(): Promise<void> {
    return Promise.reject(
      new CareError('not-supported', 'The bot speaks in turns alone; people speak for themselves.'),
    );
  }
}

function collectInto(context: TurnContext, activity: Partial<Activity>): void {
  const collect: ((message: Collected) => void) | undefined = context.turnState.get(collectorKey);
  if (collect === undefined) throw new CareError('no-turn', 'The bot can only speak while it handles a message.');
  if (!activity.text) throw new CareError('no-text', 'A message of the bot needs text.');
  const offered = actions.safeParse(activity.suggestedActions?.actions);
  const from = source.safeParse(activity.channelData?.source);
  collect({
    text: activity.text,
    ...(offered.success && offered.data.length > 0 ? { quickReplies: offered.data.map(toQuickReply) } : {}),
    ...(from.success ? { source: from.data } : {}),
  });
}

function toQuickReply({ title, value }: { title: string; value?: unknown }): QuickReply {
  return { title, value: typeof value === 'string' ? value : title };
}

function appendOnly(): CareError {
  return new CareError('append-only', 'What a customer has read is neither changed nor taken back.');
}
