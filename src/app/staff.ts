// The shop's people and their sign-ins, put together.
import { createPeople } from '../console/people';
import { createSessions, type SessionParts } from '../http/session';
import type { Base } from './base';

export type Staff = ReturnType<typeof buildStaff>;

interface StaffHooks extends Pick<SessionParts, 'onSign' | 'onEnded'> {
  onDeactivated(agentId: string): Promise<void>;
}

export function buildStaff({ store, clock }: Base, { onSign, onEnded, onDeactivated }: StaffHooks) {
  const sessions = createSessions({ store, clock, onSign, onEnded });
  const people = createPeople({ store, clock, endSignIns: (agentId) => sessions.endAll(agentId), onDeactivated });
  return { sessions, people };
}
