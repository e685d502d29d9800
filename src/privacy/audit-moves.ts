// Which agent took which conversation, and to whom one gave it, for the audit log: from the events of committed decisions, in
// the same breath as they reach the log of events. Whoever finds events that a death left tells of them once more.
import type { CareEvent } from '../conversation/types';
import { auditedMoves } from '../store/models/audit-entry';
import type { AuditLog, NewAuditEntry } from './audit-log';

/** To be told of every committed event, before the decision counts as settled. */
export function noteMoves(audit: Pick<AuditLog, 'append'>) {
  return async (events: readonly CareEvent[]): Promise<void> => {
    for (const event of events) {
      const entry = entryOf(event);
      if (entry !== null) await audit.append(entry);
    }
  };
}

function entryOf({ id, kind, by, at, facts = {}, conversationId }: CareEvent): NewAuditEntry | null {
  const action = auditedMoves.find((move) => move === kind);
  if (action === undefined) return null;
  const [name, told] = action === 'claimed' ? ['from', facts.from] : ['to', facts.to];
  return {
    action,
    by: by.id ?? null,
    about: { kind: 'conversation', id: conversationId },
    facts: { [name]: String(told) },
    at,
    once: { kind: 'event', id },
  };
}
