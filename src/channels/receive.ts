// The first thing that happens to a customer's message, on every channel: stored durably under its key, then the bell.
import type { Journal } from '../conversation/journal';
import { CareError } from '../errors';
import type { Receive } from './channel';

export interface ReceiveParts {
  journal: Journal;
  /** Wakes the conversation's turn; the sweep rings again should this ring be lost. */
  ring(conversationId: string): void;
}

const mostKnown = 20_000;

export function createReceive({ journal, ring }: ReceiveParts): Receive {
  /** Who writes in which conversation never changes: read once. */
  const known = new Map<string, string>();

  async function customerOf(conversationId: string): Promise<string> {
    const found = known.get(conversationId) ?? (await journal.load(conversationId))?.customer.id;
    if (found === undefined) throw new CareError('not-found', 'There is no such conversation.', { status: 404 });
    known.delete(conversationId);
    known.set(conversationId, found);
    if (known.size > mostKnown) known.delete(known.keys().next().value ?? conversationId);
    return found;
  }

  return async (conversationId, { text, clientId, attachments, echo }) => {
    const { message } = await journal.append({
      conversationId,
      key: `customer:${clientId ?? journal.newId()}`,
      from: { kind: 'customer', id: await customerOf(conversationId) },
      text,
      ...(attachments === undefined ? {} : { attachments }),
      ...(echo === undefined ? {} : { echo }),
    });
    if (message.undecidedSince !== undefined) ring(conversationId);
    return message;
  };
}
