// Who has the conversation and by when a person writes: what the server says in its unlogged `ascolto.state` events.
import { field, numberField, textField } from './json';

export type Phase = 'bot' | 'waiting' | 'human' | 'closed';

export interface CareState {
  phase: Phase;
  /** The person who has it, by their own name. */
  agentName?: string;
  dueAt?: Date;
  /** Since when this due time has been promised, as far as this page knows: the start of the ring that fills. */
  since?: Date;
  /** 1 = next in line. */
  place?: number;
  deferredUntil?: Date;
  /** The shop's time zone: its promises are told by its clock, as in its messages. */
  zone?: string;
  canLeaveLine: boolean;
  asksContact: boolean;
}

export const careAtStart: CareState = { phase: 'bot', canLeaveLine: false, asksContact: false };

/** The state told by the server, or null when it is none; keeps `since` while the due time stays the same. */
export function readCareState(value: unknown, before: CareState, now: Date): CareState | null {
  const phase = field(value, 'phase');
  if (phase !== 'bot' && phase !== 'waiting' && phase !== 'human' && phase !== 'closed') return null;
  const state: CareState = {
    phase,
    canLeaveLine: field(value, 'canLeaveLine') === true,
    asksContact: field(value, 'asksContact') === true,
  };
  const owner = field(value, 'owner');
  const agentName = field(owner, 'kind') === 'agent' ? textField(owner, 'name') : undefined;
  if (agentName !== undefined) state.agentName = agentName;
  const place = numberField(value, 'place');
  if (place !== undefined && place > 0) state.place = place;
  const deferredUntil = momentOf(value, 'deferredUntil');
  if (deferredUntil !== undefined) state.deferredUntil = deferredUntil;
  const zone = textField(value, 'zone');
  if (zone !== undefined) state.zone = zone;
  const dueAt = momentOf(value, 'dueAt');
  if (dueAt === undefined) return state;
  const isSame = before.dueAt?.getTime() === dueAt.getTime();
  return { ...state, dueAt, since: momentOf(value, 'since') ?? (isSame ? before.since : undefined) ?? now };
}

function momentOf(value: unknown, name: string): Date | undefined {
  const moment = new Date(textField(value, name) ?? '');
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
