// The timeline as data: the log in seq order, with notes and events put where they happened, days and the first unseen
// message marked. Pure.
import type { CareEvent, Conversation, Message, Note } from '../data/contract';
import { isSameDay } from '../words/same-day';

type MessageEntry = { kind: 'message'; key: string; at: string; message: Message; isFirstOfAuthor: boolean };
type NoteEntry = { kind: 'note'; key: string; at: string; note: Note };
type EventEntry = { kind: 'event'; key: string; at: string; event: CareEvent };
type MarkEntry = { kind: 'day' | 'unseen'; key: string; at: string };

export type Entry = MessageEntry | NoteEntry | EventEntry | MarkEntry;

/** Events that say more than the messages around them. */
const shownEvents = new Set([
  'handed-off',
  'claimed',
  'transferred',
  'released',
  'returned-to-line',
  'handed-back',
  'closed',
  'reopened',
  'promise-broken',
  'promise-released',
  'contact-left',
  'opted-out',
  'opted-in',
]);

/** `seenUntil`: customer messages after this moment are new to the reader; absent on a first visit. */
export function timeline(conversation: Conversation, seenUntil: string | undefined): Entry[] {
  const entries: Entry[] = [];
  let isUnseenMarked = seenUntil === undefined;
  for (const entry of merge(messageEntries(conversation), asideEntries(conversation))) {
    const before = entries.at(-1);
    if (!before || !isSameDay(new Date(before.at), new Date(entry.at))) {
      entries.push({ kind: 'day', key: `day ${entry.at}`, at: entry.at });
    }
    if (!isUnseenMarked && isFromCustomer(entry) && entry.at > (seenUntil ?? '')) {
      isUnseenMarked = true;
      entries.push({ kind: 'unseen', key: 'unseen', at: entry.at });
    }
    entries.push(entry.kind === 'message' ? { ...entry, isFirstOfAuthor: !continues(entries.at(-1), entry) } : entry);
  }
  return entries;
}

function messageEntries({ messages }: Conversation): MessageEntry[] {
  return messages.map((message) => ({
    kind: 'message',
    key: message.id,
    at: message.at,
    message,
    isFirstOfAuthor: true,
  }));
}

function asideEntries({ notes, events = [] }: Conversation): (NoteEntry | EventEntry)[] {
  const shown = events.filter((event) => shownEvents.has(event.kind));
  const asides = [
    ...shown.map(
      (event, index): EventEntry => ({ kind: 'event', key: `event ${index} ${event.at}`, at: event.at, event }),
    ),
    ...notes.map((note): NoteEntry => ({ kind: 'note', key: `note ${note.id}`, at: note.at, note })),
  ];
  return asides.sort((a, b) => a.at.localeCompare(b.at));
}

/** A move writes its event and its notices together: the event, which says who did it, comes first. */
const togetherMs = 1000;

/** Messages keep their order whatever their clocks say; an aside of the same moment explains the message, so it is first. */
function merge(messages: MessageEntry[], asides: (NoteEntry | EventEntry)[]): Entry[] {
  const merged: Entry[] = [];
  let next = 0;
  for (const message of messages) {
    const slackMs = message.message.from.kind === 'system' ? togetherMs : 0;
    const until = Date.parse(message.at) + slackMs;
    for (let aside = asides[next]; aside && Date.parse(aside.at) <= until; aside = asides[next]) {
      merged.push(aside);
      next++;
    }
    merged.push(message);
  }
  return [...merged, ...asides.slice(next)];
}

function isFromCustomer(entry: Entry): boolean {
  return entry.kind === 'message' && entry.message.from.kind === 'customer';
}

function continues(before: Entry | undefined, { message }: MessageEntry): boolean {
  if (before?.kind !== 'message') return false;
  const { from } = before.message;
  return from.kind === message.from.kind && from.id === message.from.id;
}
