// A customer at the shop's widget: one message at a time, the same client id until the server has taken it, whatever dies
// meanwhile. Keeps what was acknowledged: that, the store owes.
import { randomUUID } from 'node:crypto';
import { type Caller, rest } from './caller';
import type { Random } from './random';
import type { Visitor } from './views';

export interface Said {
  clientId: string;
  text: string;
  /** How many were acknowledged before this one was sent: it comes after those, whatever came in parallel. */
  after: number;
}

export interface Customer extends Visitor {
  /** Messages answered 200, in the order of the answers. */
  readonly acknowledged: readonly Said[];
  /** Resolves when the server has taken it; `twice`: an impatient widget, both tries at once. */
  say(text: string, options?: { clientId?: string; twice?: boolean }): Promise<void>;
  /** Presses "I no longer need a person". */
  leaveLine(): Promise<void>;
}

/** Enters as the widget does: a session, then the conversation. */
export async function enterShop(caller: Caller, locale = 'it'): Promise<Customer> {
  const session = await caller.insist('POST', '/widget/session', { json: { locale } });
  if (session.status !== 200) throw new Error(`no session: ${session.status}`);
  const { token, conversationId } = session.body;
  const headers = { authorization: `Bearer ${token}` };
  const begun = await caller.insist('POST', '/v3/directline/conversations', { headers, json: {} });
  if (begun.status !== 200 && begun.status !== 201) throw new Error(`no conversation: ${begun.status}`);
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  const acknowledged: Said[] = [];

  async function post(activity: object): Promise<void> {
    const reply = await caller.insist('POST', path, { headers, json: activity });
    if (reply.status !== 200) throw new Error(`refused with ${reply.status}: ${reply.body?.error?.code}`);
  }

  return {
    conversationId,
    token,
    acknowledged,
    async say(text, { clientId = randomUUID(), twice = false } = {}) {
      const after = acknowledged.length;
      const activity = { type: 'message', text, channelData: { clientActivityID: clientId } };
      await Promise.all([post(activity), ...(twice ? [post(activity)] : [])]);
      // A client id that was used before stands for the message sent then.
      if (!acknowledged.some((said) => said.clientId === clientId)) acknowledged.push({ clientId, text, after });
    },
    leaveLine: () => post({ type: 'event', name: 'ascolto.leave-line' }),
  };
}

export const words = [
  'Quanto costa la spedizione?',
  'È la terza volta che il pacco arriva rotto, voglio parlare con una persona',
  'operatore',
  'Non serve più',
  'grazie mille 🙏🏽',
  'xqzt brumfo galastri',
  'How long does delivery take?',
  '  spazi  davanti e dietro \n e una riga in più  ',
  'ca\u0300 e\u0301 \u{1F469}\u200D\u{1F469}\u200D\u{1F466} \u0627\u0644\u0633\u0644\u0627\u0645',
] as const;

/** Writes now and then until told to stop; every message is taken in the end. */
export async function keepWriting(customer: Customer, random: Random, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    if (random.chance(0.06)) await customer.leaveLine();
    else await customer.say(random.pick(words), { twice: random.chance(0.1) });
    await rest(random.between(5, 120));
  }
}
