// I7: customers who are erased while they write, and others who do not want to be contacted, all through processes that may die
// meanwhile. Afterwards nothing of the first is left anywhere in the store, and the last wish of the second is the one kept.
import { randomUUID } from 'node:crypto';
import type { Store } from '../../src/store/store';
import { type Caller, rest, until } from './caller';
import type { Colleague } from './colleague';
import { type Customer, enterShop } from './customer';
import type { Debt } from './debts';
import type { Random } from './random';

export interface Leavers {
  /** Customers erased so far. */
  erased(): number;
  /** Everybody finishes what they began. */
  finish(): Promise<void>;
  /** Call it once, after `finish`; waits for orders that a death left to whoever starts next. */
  findDebts(store: Store): Promise<Debt[]>;
}

export interface LeaverParts {
  caller: Caller;
  /** May erase. */
  boss: Colleague;
  random: Random;
  /** Who stay, and change their minds about being contacted. */
  staying: readonly Customer[];
}

const erasedWithinMs = 90_000;
/** What a customer who is gone hears when they write on. */
const isRefusal = (fault: unknown): boolean => fault instanceof Error && /^refused with 40[134]/.test(fault.message);

export function openLeavers({ caller, boss, random, staying }: LeaverParts): Leavers {
  const gone: string[][] = [];
  const wishes = new Map<string, boolean>();
  let isOver = false;

  /** Enters, waits for a person, writes on, and is erased in the middle of it. */
  async function leave(): Promise<void> {
    const customer = await enterShop(caller);
    const word = `parola-${randomUUID()}`;
    const { conversationId } = customer;
    await customer.say(`Voglio parlare con una persona, ${word}`);
    const { body } = await boss.read(conversationId);
    if (random.chance(0.5)) await choose(conversationId, true);
    const writing = customer.say(`Ci siete ancora? ${word}`).catch((fault: unknown) => {
      if (!isRefusal(fault)) throw fault;
    });
    const json = { conversationId };
    const reply = await caller.insist('POST', '/api/customers/erase', { headers: boss.headers, json });
    // 404: the answer to an earlier try was lost with its process.
    if (reply.status !== 200 && reply.status !== 404) throw new Error(`not erased: ${reply.status}`);
    await writing;
    gone.push([conversationId, body.customer.id, word]);
  }

  async function choose(conversationId: string, optedOut: boolean): Promise<void> {
    const path = `/api/conversations/${conversationId}/opt-out`;
    const reply = await caller.insist('PUT', path, { headers: boss.headers, json: { optedOut } });
    if (reply.status !== 200) throw new Error(`no opt-out: ${reply.status}`);
  }

  async function keepLeaving(): Promise<void> {
    while (!isOver) await leave();
  }

  async function keepChoosing(): Promise<void> {
    while (!isOver) {
      const { conversationId } = random.pick(staying);
      const optedOut = random.chance(0.7);
      await choose(conversationId, optedOut);
      wishes.set(conversationId, optedOut);
      await rest(random.between(50, 200));
    }
  }

  const work = Promise.all([keepLeaving(), keepLeaving(), keepChoosing()]);
  work.catch(() => undefined);

  return {
    erased: () => gone.length,
    async finish() {
      isOver = true;
      await work;
    },
    async findDebts(store) {
      const isDone = async () => (await store.erasures.countDocuments({ state: 'open' })) === 0;
      await until(isDone, 'the erasures', erasedWithinMs).catch(() => null);
      return [...(await remainsOf(store, gone)), ...(await lostWishes(store, wishes))];
    },
  };
}

/** Every document of the whole store that still names one of those who are gone, or has a word of theirs. */
export async function remainsOf(store: Store, gone: readonly string[][]): Promise<Debt[]> {
  const debts: Debt[] = [];
  for (const collection of (await store.conversations.db.db?.collections()) ?? [])
    for await (const row of collection.find({})) {
      // An order that was carried out keeps the conversation's id for a while, to look for it once more.
      if (collection.collectionName === 'erasures' && row.state === 'settling') continue;
      const text = JSON.stringify(row);
      const left = gone.flat().find((seed) => text.includes(seed));
      if (left !== undefined)
        debts.push({ kind: 'unwanted', about: `${left} in ${collection.collectionName} ${row._id}` });
    }
  return debts;
}

async function lostWishes(store: Store, wishes: ReadonlyMap<string, boolean>): Promise<Debt[]> {
  const debts: Debt[] = [];
  for (const [conversationId, optedOut] of wishes) {
    const row = await store.rows.conversations.findOne({ _id: conversationId });
    const isKept = (await store.optOuts.findById(row?.customer.id).lean()) !== null;
    if (isKept !== optedOut) debts.push({ kind: 'unwanted', about: `${conversationId}: opted out ${isKept}` });
  }
  return debts;
}
