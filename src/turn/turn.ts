// One turn: all undecided customer messages of a conversation, and the one decision about them. Steps fill it; nothing of
// it happens before the commit.
import type { Change, ChangeEvent, ConversationFields } from '../conversation/change';
import type {
  BotMemory,
  Conversation,
  Language,
  Message,
  MessageSource,
  OutgoingMessage,
  QuickReply,
  Signals,
} from '../conversation/types';
import type { Detection, Detector } from '../detection/detector';

export interface Turn {
  /** As read before deciding; the commit's condition is its version. */
  readonly conversation: Conversation;
  /** Undecided customer messages in seq order, at least one. */
  readonly messages: Message[];
  /** All their words, a line each. */
  readonly text: string;
  /** The decision covers everything up to this seq. */
  readonly throughSeq: number;
  readonly now: Date;
  readonly detection: Detection;
  readonly language: Language;
  /** What the bot remembers, as changed so far in this turn. */
  readonly memory: BotMemory;
  /** Names of the steps that ran, so that the console can show why. */
  readonly trail: string[];
  /** A sentence of the bot. The Bot Framework pipeline sits between `say` and the decision. */
  say(text: string, options?: Saying): Promise<void>;
  /** Replaces the way of `say` for this turn. */
  through(say: Turn['say']): void;
  /** Puts a sentence straight into the decision, as the bot's. */
  collect(text: string, options?: Saying): void;
  /** Adds fields, notices and events of a move. */
  add(change: Partial<Pick<Change, 'set' | 'messages' | 'events'>>): void;
  toChange(): Omit<Change, 'moveId'>;
}

export interface Saying {
  quickReplies?: QuickReply[];
  source?: MessageSource;
}

/** `handled` ends the turn; the last step always answers. */
export interface Step {
  name: string;
  run(turn: Turn): Promise<'handled' | 'next'>;
}

const previewLength = 160;

export function newTurn(conversation: Conversation, messages: Message[], now: Date, detector: Detector): Turn {
  const detection = detector.detect({ messages, language: conversation.language, history: conversation.memory });
  const throughSeq = messages.at(-1)?.seq ?? conversation.decidedThroughSeq;
  const trail: string[] = [];
  const set: ConversationFields = {};
  const out: OutgoingMessage[] = [];
  const events: ChangeEvent[] = [];
  let said = 0;
  let sayThrough: Turn['say'] | null = null;

  const turn: Turn = {
    conversation,
    messages,
    text: messages
      .map((message) => message.text)
      .join('\n')
      .trim(),
    throughSeq,
    now,
    detection,
    language: detection.language,
    get memory() {
      return set.memory ?? conversation.memory;
    },
    trail,
    async say(text, options) {
      if (sayThrough === null) turn.collect(text, options);
      else await sayThrough(text, options);
    },
    through(say) {
      sayThrough = say;
    },
    collect(text, options = {}) {
      const key = `turn:${throughSeq}:${said++}`;
      out.push({ key, from: { kind: 'bot' }, text, at: now, language: detection.language, ...options });
    },
    add(change) {
      Object.assign(set, change.set ?? {});
      out.push(...(change.messages ?? []));
      events.push(...(change.events ?? []));
    },
    toChange: () => ({
      set: { ...heard(turn), trail, ...set },
      messages: out,
      events,
      decided: detection.perMessage,
    }),
  };
  return turn;
}

/** What every turn records of the words it covers, whoever owns the conversation. */
function heard(turn: Turn): ConversationFields {
  const { conversation, detection } = turn;
  const lastWords = turn.messages.findLast((message) => message.text.trim() !== '')?.text ?? conversation.preview;
  return {
    decidedThroughSeq: turn.throughSeq,
    lastMessageAt: turn.now,
    listed: true,
    language: turn.language,
    preview: lastWords.replace(/\s+/g, ' ').trim().slice(0, previewLength),
    signals: strongest(conversation.signals, detection.signals),
  };
}

/** The strongest of each signal since the boundary, so that every score shown stands on words that can be marked. */
function strongest(before: Signals, now: Signals): Signals {
  return {
    complaint: Math.max(before.complaint, now.complaint),
    frustration: Math.max(before.frustration, now.frustration),
    abuse: Math.max(before.abuse, now.abuse),
    personRequest: Math.max(before.personRequest, now.personRequest),
    urgency: Math.max(before.urgency, now.urgency),
  };
}
