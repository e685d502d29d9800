// Counts from the very write that decided: messages, handoffs, promises and moves. A count made anywhere else could speak of
// something that did not happen.

import type { CareEventKind } from '../conversation/events';
import type { OnCommitted } from '../conversation/journal';
import { type Conversation, handoffReasons } from '../conversation/types';
import type { Exposition } from './exposition';

/** What a promise can become. */
const settlements: Partial<Record<CareEventKind, string>> = {
  'promise-kept': 'kept',
  'promise-broken': 'broken',
  'promise-released': 'released',
};

const onTheWebsite = ['customer|web', 'bot|web', 'agent|web', 'system|web'];
/** Seconds to a person's answer: five seconds to a day. */
const personLong = [5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 14_400, 86_400];
/** Seconds by which a broken promise was noticed late. */
const noticedLate = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300];

export function createCommitCount(exposition: Exposition): OnCommitted {
  const { counter, histogram } = exposition;
  const about = ['author', 'channel'];
  const messages = counter('ascolto_messages_total', 'Messages handled, by who wrote them.', about, onTheWebsite);
  const begun = counter(
    'ascolto_conversations_begun_total',
    'Conversations with a first message.',
    ['channel'],
    ['web'],
  );
  const passed = 'Conversations that the bot passed to people.';
  const handoffs = counter('ascolto_handoffs_total', passed, ['reason'], handoffReasons);
  const moves = counter('ascolto_moves_total', 'What was done to conversations and promises.', ['move']);
  const made = counter('ascolto_promises_made_total', 'Promises that a person will write.');
  const ends = Object.values(settlements);
  const settled = counter('ascolto_promises_settled_total', 'Promises that came to their end.', ['how'], ends);
  const answered = histogram('ascolto_person_reply_seconds', "From a customer's wait to a person's first message.", {
    buckets: personLong,
  });
  const noticed = histogram('ascolto_promise_break_lag_seconds', 'How long after its moment a promise was broken.', {
    buckets: noticedLate,
  });

  return (before, change, after) => {
    const { channel } = before;
    const now = after.effectsSince ?? after.lastMessageAt;
    for (const { from } of change.messages) messages(`${from.kind}|${channel}`);
    const covered = change.decided?.length ?? 0;
    if (covered > 0) messages(`customer|${channel}`, covered);
    if (covered > 0 && !before.listed) begun(channel);
    for (const { kind, facts } of change.events) {
      moves(kind);
      const end = settlements[kind];
      if (kind === 'handed-off') handoffs(String(facts?.reason));
      if (kind === 'promise-opened') made();
      if (end !== undefined) settled(end);
      if (kind === 'promise-broken') noticed(secondsBetween(before.promise?.dueAt, now));
      if (kind === 'replied' && isFirstReply(before)) answered(secondsBetween(before.waitingSince, now));
    }
  };
}

/** The customer was waiting for a person and no person had written since. */
function isFirstReply({ waitingSince, human }: Conversation): boolean {
  return waitingSince !== undefined && human?.answeredAt === undefined;
}

function secondsBetween(from: Date | undefined, to: Date): number {
  return from === undefined ? 0 : Math.max(0, (to.getTime() - from.getTime()) / 1000);
}
