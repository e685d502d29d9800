// Who is writing right now. Never stored: a sign lives for three seconds, in memory and as a hint to other processes, since
// the turn that waits for a typing customer may run elsewhere than their socket.
import type { Clock } from '../../clock';
import { consoleTopic, conversationTopic, type FanOut, type Hint } from '../../jobs/fan-out';

export type Typing = ReturnType<typeof createTyping>;

/** Widgets repeat the sign every 3 s at most; a little more bridges the gap. */
const signMs = 3_500;
const mostSigns = 10_000;
/** `{conversationId, isTyping}`: a customer began to write, or has written it. */
const customersTopic = 'customers-typing';

export function createTyping({ clock, fanOut }: { clock: Clock; fanOut: FanOut }) {
  const customers = new Map<string, number>();

  function note(conversationId: string, isTyping: boolean): void {
    customers.delete(conversationId);
    if (!isTyping) return;
    customers.set(conversationId, clock.now().getTime() + signMs);
    if (customers.size > mostSigns) customers.delete(customers.keys().next().value ?? conversationId);
  }

  fanOut.subscribe(customersTopic, ({ conversationId, isTyping }) => {
    if (typeof conversationId === 'string') note(conversationId, isTyping === true);
  });

  return {
    /** The customer is writing. */
    report(conversationId: string): void {
      note(conversationId, true);
      fanOut.publish(customersTopic, { conversationId, isTyping: true });
      fanOut.publish(consoleTopic, { event: 'typing', conversationId, by: 'customer' });
    },
    /** The customer wrote it: nobody needs to wait for it any more. */
    settle(conversationId: string): void {
      if (!customers.has(conversationId)) return;
      note(conversationId, false);
      fanOut.publish(customersTopic, { conversationId, isTyping: false });
    },
    isTyping(conversationId: string): boolean {
      return (customers.get(conversationId) ?? 0) > clock.now().getTime();
    },
    /** A person of the shop is writing; the customer sees it with their name. */
    agentTypes(conversationId: string, name: string): void {
      fanOut.publish(conversationTopic(conversationId), { typing: true, by: 'agent', name });
    },
    botTypes(conversationId: string): void {
      fanOut.publish(conversationTopic(conversationId), { typing: true, by: 'bot' });
    },
  };
}

/** The sign in a hint that the customer should see, or null. */
export function typingSignOf(hint: Hint): { kind: 'bot' | 'agent'; name?: string | undefined } | null {
  if (hint.typing !== true) return null;
  if (hint.by === 'bot') return { kind: 'bot' };
  const name = hint.name;
  return hint.by === 'agent' ? { kind: 'agent', name: typeof name === 'string' ? name : undefined } : null;
}
