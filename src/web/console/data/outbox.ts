// Replies on their way. A reply is shown at once, tried again on passing faults, and kept with its client id when it fails,
// so that "send again" can never say the same thing twice.
import { calls } from './calls';
import { type Cell, createKeptCell } from './cell';
import type { Conversation, Message } from './contract';
import { ApiError, pauseAfter } from './request';

export interface Unsent {
  clientId: string;
  conversationId: string;
  agentId: string;
  text: string;
  at: string;
  /** Last seq known when it was written: its log row, once there, has a higher one. */
  afterSeq: number;
  state: 'sending' | 'failed';
  /** Code of the refusal, when failed. */
  code?: string;
  /** Who owns the conversation instead, when that is the reason. */
  ownerName?: string;
}

const retryAfterMs = [1000, 3000];

export const outbox: Cell<Unsent[]> = createKeptCell<Unsent[]>('outbox', []);
// What was on its way when the page was closed may or may not have arrived: the person decides.
outbox.set(outbox.get().map((unsent) => ({ ...unsent, state: 'failed', code: unsent.code ?? 'offline' })));

export function discard(clientId: string) {
  outbox.set(outbox.get().filter((unsent) => unsent.clientId !== clientId));
}

/** Resolves with the answered conversation, or null when the reply is kept as failed. */
export async function send(reply: Omit<Unsent, 'state'>): Promise<Conversation | null> {
  const { code: _code, ownerName: _ownerName, ...unsent } = reply;
  put({ ...unsent, state: 'sending' });
  try {
    const conversation = await tryUntilAnswered(unsent);
    discard(unsent.clientId);
    return conversation;
  } catch (error) {
    put({ ...unsent, state: 'failed', ...reasonOf(error) });
    return null;
  }
}

/** Those of a conversation that its log does not show yet. */
export function stillUnsent(all: Unsent[], conversationId: string, agentId: string, messages: Message[]): Unsent[] {
  return all.filter(
    (unsent) =>
      unsent.conversationId === conversationId &&
      unsent.agentId === agentId &&
      !messages.some((message) => message.seq > unsent.afterSeq && isSame(message, unsent)),
  );
}

function isSame(message: Message, unsent: Unsent): boolean {
  return message.from.kind === 'agent' && message.from.id === unsent.agentId && message.text === unsent.text;
}

async function tryUntilAnswered(unsent: Omit<Unsent, 'state'>): Promise<Conversation> {
  for (const pauseMs of retryAfterMs) {
    try {
      return await calls.reply(unsent.conversationId, unsent.text, unsent.clientId);
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isPassing) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseAfter(error, pauseMs)));
    }
  }
  return calls.reply(unsent.conversationId, unsent.text, unsent.clientId);
}

function put(unsent: Unsent) {
  const others = outbox.get().filter((other) => other.clientId !== unsent.clientId);
  outbox.set([...others, unsent].sort((a, b) => a.at.localeCompare(b.at)));
}

function reasonOf(error: unknown): Pick<Unsent, 'code' | 'ownerName'> {
  if (!(error instanceof ApiError)) return { code: 'offline' };
  const owner = error.details.owner as { name?: string } | undefined;
  return { code: error.code, ...(owner?.name !== undefined && { ownerName: owner.name }) };
}
