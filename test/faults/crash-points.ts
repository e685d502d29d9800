// The named places on the way of a message where a process may die: each is one command on the wire, before the store has it
// or after the store has it and nobody was told.
import type { WireCommand, WireMoment } from './wire-watch';

export interface CrashPoint {
  name: string;
  moment: WireMoment;
  isHere(command: WireCommand): boolean;
  /** What brings a process there, where customers who write and agents who serve do not. */
  provokedBy?: 'a new visitor' | 'an overdue promise';
}

const appends = (keys: RegExp) => (command: WireCommand) =>
  command.name === 'insert' &&
  command.collection === 'messages' &&
  command.documents.some((row) => keys.test(String(row.key)));

/** A decision on the conversation that brings effects of this kind. */
const commits = (isOurs: (effect: { kind: string; event?: { kind: string }; message?: { key: string } }) => boolean) =>
  updates('conversations', ({ $set }) => ($set?.effects ?? []).some(isOurs));

function updates(collection: string, isOurs: (update: { $set?: never | Fields; $unset?: Fields }) => boolean) {
  return (command: WireCommand) =>
    command.name === 'update' && command.collection === collection && command.updates.some(({ u }) => isOurs(u));
}

// biome-ignore lint/suspicious/noExplicitAny: fields of many shapes.
type Fields = Record<string, any>;

const event = (kind: string) => commits((effect) => effect.event?.kind === kind);
const tidies = updates('conversations', ({ $set }) => Array.isArray($set?.effects) && $set.effects.length === 0);
const marks = updates('messages', ({ $unset }) => $unset !== undefined && 'undecidedSince' in $unset);
const inserts = (collection: string) => (command: WireCommand) =>
  command.name === 'insert' && command.collection === collection;

export const crashPoints: readonly CrashPoint[] = [
  { name: 'visitor kept, not answered', moment: 'stored', isHere: inserts('visitors'), provokedBy: 'a new visitor' },
  {
    name: 'conversation opened, not answered',
    moment: 'stored',
    isHere: inserts('conversations'),
    provokedBy: 'a new visitor',
  },
  { name: 'message not yet stored', moment: 'asked', isHere: appends(/^customer:/) },
  { name: 'message stored, not answered', moment: 'stored', isHere: appends(/^customer:/) },
  { name: 'turn not yet committed', moment: 'asked', isHere: commits(({ kind }) => kind === 'decided') },
  { name: 'turn committed, no effects', moment: 'stored', isHere: commits(({ kind }) => kind === 'decided') },
  { name: 'answer in the log, not tidied', moment: 'stored', isHere: appends(/^turn:/) },
  { name: 'decided, not marked', moment: 'asked', isHere: marks },
  { name: 'events not yet written', moment: 'asked', isHere: inserts('events') },
  { name: 'effects in place, not tidied', moment: 'asked', isHere: tidies },
  { name: 'tidied, not told', moment: 'stored', isHere: tidies },
  { name: 'handoff committed, no effects', moment: 'stored', isHere: event('handed-off') },
  { name: 'claim not yet committed', moment: 'asked', isHere: event('claimed') },
  { name: 'claim committed, not answered', moment: 'stored', isHere: event('claimed') },
  { name: 'reply not yet committed', moment: 'asked', isHere: event('replied') },
  { name: 'reply committed, not in the log', moment: 'stored', isHere: event('replied') },
  { name: 'reply in the log, not answered', moment: 'stored', isHere: appends(/^agent:/) },
  { name: 'transfer committed, not answered', moment: 'stored', isHere: event('transferred') },
  { name: 'release committed, not answered', moment: 'stored', isHere: event('released') },
  { name: 'hand-back committed, not answered', moment: 'stored', isHere: event('handed-back') },
  { name: 'closed, not answered', moment: 'stored', isHere: event('closed') },
  {
    name: 'promise renewal not yet committed',
    moment: 'asked',
    isHere: event('promise-broken'),
    provokedBy: 'an overdue promise',
  },
  {
    name: 'promise renewed, not told',
    moment: 'stored',
    isHere: event('promise-broken'),
    provokedBy: 'an overdue promise',
  },
];
