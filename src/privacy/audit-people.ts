// The first administrator in the audit log: nobody was signed in who could have added them, so the program says it itself.
import type { Store } from '../store/store';
import type { AuditLog } from './audit-log';

export interface FirstPersonParts {
  store: Pick<Store, 'agents'>;
  audit: Pick<AuditLog, 'append'>;
}

/** Told once in a shop. */
export const once = { kind: 'person', id: 'first' } as const;

/** At every start, since a death may come between the making and the entry. */
export async function noteFirstPerson({ store, audit }: FirstPersonParts): Promise<void> {
  const first = await findFirst(store);
  if (first === null) return;
  const { _id: id, roles, createdAt: at } = first;
  const about = { agent: id };
  await audit.append({ action: 'person-added', by: 'system', about, facts: { roles: roles.join(' ') }, at, once });
}

/** Who was there before anybody else. */
export function findFirst({ agents }: FirstPersonParts['store']) {
  return agents.findOne({}, { roles: 1, createdAt: 1 }).sort({ createdAt: 1, _id: 1 }).lean();
}
