// Which agent took which conversation, for the audit log: from the committed move, so that a claim that lost is not in it.
import type { Conversation } from '../conversation/types';
import type { AuditLog } from './audit-log';

/** To be told of every committed move. */
export function noteClaims(audit: Pick<AuditLog, 'append'>) {
  return async (before: Conversation, { id, phase, owner }: Conversation): Promise<void> => {
    if (phase !== 'human' || before.phase === 'human' || owner.kind !== 'agent') return;
    await audit.append({
      action: 'claimed',
      by: owner.id,
      about: { kind: 'conversation', id },
      facts: { from: before.phase },
    });
  };
}
