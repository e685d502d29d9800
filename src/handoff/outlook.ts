// What the customer's screen shows beside the messages: who is here, by when, and what they may do about it.
import type { Clock } from '../clock';
import type { Conversation } from '../conversation/types';
import type { Line } from './line';

export interface OutlookParts {
  line: Line;
  clock: Clock;
  anybodyOnline(): boolean;
  /** IANA zone by whose clock the promise is told. */
  zone: string;
}

export function createOutlook({ line, clock, anybodyOnline, zone }: OutlookParts) {
  return async (conversation: Conversation) => {
    const { phase, owner, promise, priority, waitingSince, customer } = conversation;
    // Once the shop has opened the wait is an ordinary one.
    const deferredUntil = isAhead(conversation.deferredUntil, clock.now()) ? conversation.deferredUntil : undefined;
    const isWaiting = phase === 'waiting';
    const tellsPlace = isWaiting && deferredUntil === undefined && waitingSince !== undefined;
    const isUnattended = isWaiting && (deferredUntil !== undefined || !anybodyOnline());
    return {
      phase,
      zone,
      owner: owner.kind === 'agent' ? { kind: owner.kind, name: owner.name } : { kind: owner.kind },
      ...(promise?.state === 'open' ? { dueAt: promise.dueAt, since: promise.madeAt } : {}),
      ...(tellsPlace ? { place: (await line.countAhead(priority, waitingSince)) + 1 } : {}),
      ...(deferredUntil === undefined ? {} : { deferredUntil }),
      canLeaveLine: isWaiting,
      asksContact: isUnattended && customer.email === undefined && customer.contactEmail === undefined,
    };
  };
}

const isAhead = (moment: Date | undefined, now: Date): boolean => moment !== undefined && moment > now;
