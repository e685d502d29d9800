// What an agent reads first: built by rules from the conversation itself, every line with the message it stands on. Pure.
import type { CarePromise, Conversation, Message, Outcome } from '../conversation/types';

export interface Briefing {
  /** The customer's own words that led here. */
  headline: string;
  whyNow: { text: string; cue: string; messageId: string }[];
  facts: { label: FactLabel; value: string; messageId: string }[];
  /** What the bot already offered. */
  tried: { text: string; messageId: string }[];
  promised: { text: string; madeAt: Date; dueAt: Date; state: CarePromise['state'] }[];
  earlierContacts: EarlierContact[];
}

export interface EarlierContact {
  id: string;
  openedAt: Date;
  closedAt?: Date;
  outcome?: Outcome;
  preview: string;
}

export type FactLabel = 'order' | 'email' | 'phone' | 'amount';

const mostPerList = 6;
const excerptLength = 140;

const factPatterns: { label: FactLabel; pattern: RegExp }[] = [
  {
    label: 'order',
    pattern:
      /\b(?:ordine|order|ord)\.?\s*(?:n\.?|nr\.?|numero|number|no\.?|#|°|º)?\s*:?\s*#?([A-Z]{0,3}-?\d{3,12})\b/giu,
  },
  { label: 'email', pattern: /\b([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})\b/gu },
  { label: 'phone', pattern: /(?<![\w-])((?:\+|00)?\d{2,4}[ ./-]?\d{3}[ ./-]?\d{3,5})(?!\w)/gu },
  { label: 'amount', pattern: /((?:€|EUR)\s?\d{1,6}(?:[.,]\d{2})?|\d{1,6}(?:[.,]\d{2})?\s?(?:€|euro\b|EUR\b))/giu },
];

export function writeBriefing(
  conversation: Conversation,
  messages: Message[],
  earlierContacts: EarlierContact[],
): Briefing {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const evidence = conversation.handoff?.evidence ?? [];
  const cause = byId.get(evidence[0]?.messageId ?? '');
  const promises = [
    ...conversation.earlierPromises,
    ...(conversation.promise === undefined ? [] : [conversation.promise]),
  ];
  return {
    headline: excerpt(cause?.text ?? conversation.preview),
    whyNow: evidence
      .flatMap(({ messageId, start, end, cue }) => {
        const text = byId.get(messageId)?.text.slice(start, end) ?? '';
        return text === '' ? [] : [{ text, cue, messageId }];
      })
      .slice(0, mostPerList),
    facts: findFacts(messages.filter((message) => message.from.kind === 'customer')),
    tried: messages
      .filter((message) => message.from.kind === 'bot' && (message.source?.knowledge?.length ?? 0) > 0)
      .slice(-mostPerList)
      .map((message) => ({ text: excerpt(message.text), messageId: message.id })),
    promised: promises.slice(-mostPerList).map(({ madeByMessageKey, madeAt, dueAt, state }) => ({
      text: excerpt(messages.find((message) => message.key === madeByMessageKey)?.text ?? ''),
      madeAt,
      dueAt,
      state,
    })),
    earlierContacts: earlierContacts.slice(0, mostPerList),
  };
}

/** The latest value of each kind the customer gave, newest first. */
function findFacts(messages: Message[]): Briefing['facts'] {
  const found = new Map<string, Briefing['facts'][number]>();
  for (const message of messages)
    for (const { label, pattern } of factPatterns)
      for (const match of message.text.slice(0, 2_000).matchAll(pattern)) {
        const value = (match[1] ?? '').trim();
        if (value !== '') found.set(`${label} ${value.toLowerCase()}`, { label, value, messageId: message.id });
      }
  return [...found.values()].slice(-mostPerList).reverse();
}

function excerpt(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= excerptLength ? flat : `${flat.slice(0, excerptLength - 1).trimEnd()}…`;
}
