// Who one customer is: from a conversation, from an e-mail address the shop proved, or from the shop's own name for them,
// to every id under which something of theirs is kept. A typed address proves nothing and finds nobody here.
import type { Store } from '../store/store';

export type CustomerRef =
  | { conversationId: string }
  /** Proved by the shop's signed identity. */
  | { email: string }
  /** The `sub` of the shop's signed identity. */
  | { identity: string };

export interface FoundCustomer {
  customerIds: string[];
  /** Also of sessions whose conversation never began. */
  conversationIds: string[];
}

export interface CustomerParts {
  store: Pick<Store, 'rows' | 'visitors'>;
  /** The customer id of a name the shop gave. */
  namedCustomerId(identity: string): string;
}

export function createCustomers({ store, namedCustomerId }: CustomerParts) {
  const { conversations } = store.rows;

  async function customerIdsOf(ref: CustomerRef): Promise<string[]> {
    if ('identity' in ref) return [ref.identity, namedCustomerId(ref.identity)];
    if ('conversationId' in ref) {
      const { conversationId } = ref;
      const [conversation, visitor] = await Promise.all([
        conversations.findOne({ _id: conversationId }, { projection: { customer: 1 } }),
        store.visitors.findOne({ conversationId }, { customerId: 1 }).lean(),
      ]);
      return [conversation?.customer.id, visitor?.customerId].filter((id) => id !== undefined);
    }
    return customerIdsWith(ref.email);
  }

  /** In any case of letters, as far as the text index tells. */
  async function customerIdsWith(email: string): Promise<string[]> {
    const wanted = email.toLowerCase();
    const spellings = [...new Set([email, wanted])];
    const $text = { $search: `"${email.replaceAll('"', ' ')}"` };
    const [exact, found, visitors] = await Promise.all([
      conversations.find({ 'customer.email': { $in: spellings } }, { projection: { customer: 1 } }).toArray(),
      conversations.find({ $text }, { projection: { customer: 1 } }).toArray(),
      store.visitors.find({ email: { $in: spellings } }, { customerId: 1 }).lean(),
    ]);
    const theirs = [...exact, ...found].filter(({ customer }) => customer.email?.toLowerCase() === wanted);
    return [...theirs.map(({ customer }) => customer.id), ...visitors.map(({ customerId }) => customerId)];
  }

  return {
    /** Null when nothing is kept. */
    async find(ref: CustomerRef): Promise<FoundCustomer | null> {
      const wanted = [...new Set(await customerIdsOf(ref))];
      const $in = { $in: wanted };
      const [written, visited] = await Promise.all([
        conversations.find({ 'customer.id': $in }, { projection: { customer: 1 } }).toArray(),
        store.visitors.find({ customerId: $in }, { conversationId: 1, customerId: 1 }).lean(),
      ]);
      if (written.length + visited.length === 0) return null;
      const known = [...written.map(({ customer }) => customer.id), ...visited.map(({ customerId }) => customerId)];
      const ids = [...written.map(({ _id }) => _id), ...visited.map(({ conversationId }) => conversationId)];
      return { customerIds: [...new Set(known)], conversationIds: [...new Set(ids)].sort() };
    },
  };
}
