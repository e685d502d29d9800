// The first thing that happens to a customer's message, on every channel: stored durably under its key, then the bell.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import { CareError } from '../errors';
import type { Receive } from './channel';

export interface ReceiveParts {
  journal: Journal;
  clock: Clock;
  /** Wakes the conversation's turn; the sweep rings again should this ring be lost. */
  ring(conversationId: string): void;
}

const mostKnown = 20_000;
const knownForMs = 60_000;

export function createReceive({ journal, clock, ring }: ReceiveParts): Receive {
  /** Read once a minute: signing in at the shop may give a conversation its named customer. */
  const known = new Map<string, { customerId: string; untilMs: number }>();

  async function customerOf(conversationId: string): Promise<string> {
    const nowMs = clock.now().getTime();
    const found = known.get(conversationId);
    if (found !== undefined && found.untilMs > nowMs) return found.customerId;
    const customerId = (await journal.load(conversationId))?.customer.id;
    if (customerId === undefined) throw new CareError('not-found', 'There is no such conversation.', { status: 404 });
    known.delete(conversationId);
    known.set(conversationId, { customerId, untilMs: nowMs + knownForMs });
    if (known.size > mostKnown) known.delete(known.keys().next().value ?? conversationId);
    return customerId;
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
    if (message.text !== text)
      throw new CareError('id-reused', 'This client id was used for another message.', { status: 409 });
    if (message.undecidedSince !== undefined) ring(conversationId);
    return message;
  };
}
