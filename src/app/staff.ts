// The shop's people and their sign-ins, put together.
import { createPeople } from '../console/people';
import { createSessions } from '../http/session';
import type { Base } from './base';

export type Staff = ReturnType<typeof buildStaff>;

interface StaffHooks {
  onSign(agentId: string): void;
  onDeactivated(agentId: string): Promise<void>;
}

/** `{agentId, sessionId}`: a sign-in ended, or with a null session all of a person's; their feeds may be anywhere. */
const signInsTopic = 'sign-ins-ended';

export function buildStaff({ store, clock, fanOut }: Base, { onSign, onDeactivated }: StaffHooks) {
  const onEnded = (agentId: string, sessionId?: string) =>
    fanOut.publish(signInsTopic, { agentId, sessionId: sessionId ?? null });
  const sessions = createSessions({ store, clock, onSign, onEnded });
  const people = createPeople({ store, clock, endSignIns: (agentId) => sessions.endAll(agentId), onDeactivated });
  return {
    sessions,
    people,
    /** Calls `end` for sign-ins that ended here or in another process. */
    onSignInEnded(end: (agentId: string, sessionId?: string) => void): void {
      fanOut.subscribe(signInsTopic, ({ agentId, sessionId }) => {
        if (typeof agentId === 'string') end(agentId, typeof sessionId === 'string' ? sessionId : undefined);
      });
    },
  };
}
