// A store with something of everything in it, and a shop that goes on talking while it is copied.

import type { Store } from '../../../src/store/store';
import { anna, type CareWorld, createCareWorld } from '../../care-world';
import { createFakeClock } from '../../fake-clock';

export const shopClock = createFakeClock(new Date('2026-03-04T09:00:00Z'));

/** Conversations with the bot, in the line and with a person; a file, a visitor, a person who may sign in. */
export async function fillShop(store: Store, conversations = 6): Promise<CareWorld> {
  const world = createCareWorld({ store, clock: shopClock });
  await Promise.all(Array.from({ length: conversations }, (_, n) => converse(world, n)));
  const at = shopClock.now();
  const [some] = await store.rows.conversations.find({}).toArray();
  const conversationId = some?._id ?? '';
  const bytes = Buffer.from([0, 255, 1, 2, 3]);
  const file = { name: 'foto.png', contentType: 'image/png', sizeBytes: bytes.length, bytes };
  await store.attachments.create({ _id: 'file', conversationId, ...file, at });
  await store.notes.create({
    _id: 'note',
    conversationId,
    by: { id: 'anna', name: 'Anna' },
    text: 'da richiamare',
    at,
  });
  const lives = { startedAt: at, seenAt: at, expiresAt: at };
  await store.sessions.create({ _id: 'sign-in', agentId: 'anna', generation: 1, ...lives });
  return world;
}

async function converse(world: CareWorld, n: number): Promise<void> {
  const { id } = await world.open();
  await world.say(id, 'quanto costa la spedizione?');
  if (n % 3 === 0) return;
  await world.say(id, 'voglio parlare con una persona');
  if (n % 3 === 1) return;
  await world.desk.claim(id, anna);
  await world.desk.reply(id, anna, { text: 'Eccomi, come posso aiutare?', clientId: `r${n}` });
}

/** Talks until the returned function is called, which resolves with how many messages customers wrote. */
export function keepTalking(world: CareWorld, ids: readonly string[]): () => Promise<number> {
  let isOn = true;
  const talks = ids.map(async (id) => {
    let said = 0;
    for (; isOn; said++) {
      await world.say(id, said % 4 === 3 ? 'voglio parlare con una persona' : `e il pacco numero ${said}?`);
      if (said % 4 === 0) await world.desk.claim(id, anna);
      if (said % 4 === 1) await world.desk.reply(id, anna, { text: 'Controllo subito.', clientId: `t${said}` });
    }
    return said;
  });
  return async () => {
    isOn = false;
    return (await Promise.all(talks)).reduce((sum, said) => sum + said, 0);
  };
}
