// What an agent's own moves write: claim, reply, transfer, hand back, close. Pure.
import type { Mover } from '../conversation/ownership';
import type { Author, Outcome } from '../conversation/types';
import { authorOf, backToBot, type MoveChange, type MoveFacts, notice, system } from './moves';
import { hasOpenPromise, keepPromise, releasePromise } from './promises';

export function claim(facts: MoveFacts, by: Mover): MoveChange {
  const { conversation, language, now, texts } = facts;
  const fromBot = conversation.phase === 'bot';
  return {
    set: {
      phase: 'human',
      owner: { kind: 'agent', id: by.id, name: by.name },
      human: { claimedAt: now, ...(fromBot ? {} : { customerWaitingSince: conversation.waitingSince ?? now }) },
      deferredUntil: undefined,
      listed: true,
      ...(fromBot ? { handoff: { reason: 'taken-over' as const, evidence: [], at: now } } : {}),
    },
    messages: [notice(facts, 0, texts.say(fromBot ? 'taken-over' : 'claimed', language, { agent: by.name }))],
    events: [{ kind: 'claimed', by: authorOf(by), facts: { from: conversation.phase } }],
  };
}

/** An agent's message: it settles an open promise and the customer's wait. */
export function reply(facts: MoveFacts, by: Mover, message: { key: string; text: string }): MoveChange {
  const { conversation, now } = facts;
  const { customerWaitingSince: _answered, ...human } = conversation.human ?? { claimedAt: now };
  const kept = keepPromise(conversation, message.key, now);
  return {
    set: {
      ...kept,
      human: { ...human, answeredAt: human.answeredAt ?? now },
      waitingSince: undefined,
      lastHumanAt: now,
      lastMessageAt: now,
    },
    messages: [{ key: message.key, from: authorOf(by), text: message.text, at: now }],
    events: [
      { kind: 'replied', by: authorOf(by) },
      ...(kept.promise === undefined ? [] : [{ kind: 'promise-kept' as const, by: authorOf(by) }]),
    ],
  };
}

export function transfer(facts: MoveFacts, by: Mover, to: { id: string; name: string }): MoveChange {
  const { conversation, language, now, texts } = facts;
  const since = conversation.human?.customerWaitingSince;
  return {
    set: {
      owner: { kind: 'agent', id: to.id, name: to.name },
      human: { claimedAt: now, ...(since === undefined ? {} : { customerWaitingSince: since }) },
    },
    messages: [notice(facts, 0, texts.say('transferred', language, { agent: to.name }))],
    events: [{ kind: 'transferred', by: authorOf(by), facts: { to: to.id } }],
  };
}

/** `releaseReason` settles an open promise; the customer reads it in the same write. */
export function handBack(facts: MoveFacts, by: Mover, lastSeq: number, releaseReason: string | null): MoveChange {
  const release = released(facts, releaseReason, authorOf(by));
  return {
    set: { ...release.set, ...backToBot(facts, lastSeq) },
    messages: [
      ...release.messages,
      notice(facts, release.messages.length, facts.texts.say('handed-back', facts.language, {})),
    ],
    events: [...release.events, { kind: 'handed-back', by: authorOf(by) }],
  };
}

export function close(facts: MoveFacts, by: Mover | null, outcome: Outcome, releaseReason: string | null): MoveChange {
  const author = by === null ? system : authorOf(by);
  const release = released(facts, releaseReason, author);
  const said = by !== null || facts.conversation.listed;
  return {
    set: {
      ...release.set,
      phase: 'closed',
      owner: { kind: 'none' },
      human: undefined,
      waitingSince: undefined,
      deferredUntil: undefined,
      closedAt: facts.now,
      outcome,
    },
    messages: said
      ? [
          ...release.messages,
          notice(facts, release.messages.length, facts.texts.say(`closed-${outcome}`, facts.language, {})),
        ]
      : [],
    events: [...release.events, { kind: 'closed', by: author, facts: { outcome } }],
  };
}

/** Everything about the customer goes, and with it what was promised to them. */
export function letGo({ conversation, now }: MoveFacts): MoveChange {
  const hasPromise = hasOpenPromise(conversation);
  const facts = { why: 'erased' };
  return {
    set: {
      ...(hasPromise ? releasePromise(conversation, 'erased', now) : {}),
      phase: 'closed',
      owner: { kind: 'none' },
      human: undefined,
      waitingSince: undefined,
      deferredUntil: undefined,
      closedAt: now,
    },
    messages: [],
    events: [
      ...(hasPromise ? [{ kind: 'promise-released' as const, by: system, facts }] : []),
      { kind: 'closed', by: system, facts },
    ],
  };
}

function released(facts: MoveFacts, reason: string | null, by: Author): MoveChange {
  if (reason === null || !hasOpenPromise(facts.conversation)) return { set: {}, messages: [], events: [] };
  return {
    set: releasePromise(facts.conversation, reason, facts.now),
    messages: [notice(facts, 0, facts.texts.say('released-by-agent', facts.language, { reason }))],
    events: [{ kind: 'promise-released', by }],
  };
}
