// Conversations of two customers and the duties towards them, on a real store and a clock moved by hand.
import { namedCustomerId } from '../../src/channels/web/identity';
import { createLog } from '../../src/log';
import { createAuditLog } from '../../src/privacy/audit-log';
import { createPrivacy, type Privacy } from '../../src/privacy/privacy';
import type { Store } from '../../src/store/store';
import { anna, type CareWorld, createCareWorld, texts } from '../care-world';
import type { FakeClock } from '../fake-clock';

/** What is said by and about the customer who will go; none of it may be left. */
export const seeds = {
  name: 'Ottaviana Quarzobrilli',
  email: 'ottaviana@quarzobrilli.example',
  contact: 'zafferanotta@lettere.example',
  shopId: 'cliente-xj77-olandese',
  text: 'Il vaso lapislazzulino è arrivato rotto, che schifo vergognosissimo!',
  question: 'Quanto costa spedire un mappamondino in Groenlandiola?',
  reply: 'Gentile signora, il mappamondino riparte oggi.',
  note: 'Attenzione: moglie del notaio Bracciabuonconte',
  fileName: 'ricevuta-lapislazzulina.png',
  fileBytes: Buffer.from('89504e470d0a1a0a-fotografiassa-segretissima'),
  echo: 'echeggiantissimo',
} as const;

/** Also the words that search and detection keep apart. */
export const seededBytes = [
  ...Object.values(seeds),
  'lapislazzul',
  'mappamondin',
  'Quarzobrilli',
  'quarzobrilli',
  'vergognosissim',
  'Bracciabuonconte',
  'zafferanotta',
];

export interface PrivacyWorldParts {
  store: Store;
  clock: FakeClock;
  care?: CareWorld;
  days?: { messages: number; files: number };
  rung?: string[];
}

export function createPrivacyOf({ store, clock, care, days, rung = [] }: PrivacyWorldParts): Privacy {
  const { journal, desk } = care ?? createCareWorld({ store, clock });
  return createPrivacy({
    store,
    journal,
    clock,
    log: createLog('silent'),
    texts,
    audit: createAuditLog({ store, clock }),
    letGo: desk.letGo,
    ring: (conversationId) => rung.push(conversationId),
    namedCustomerId,
    days: days ?? { messages: 365, files: 90 },
  });
}

const customer = {
  id: namedCustomerId(seeds.shopId),
  name: seeds.name,
  email: seeds.email,
  locale: 'it',
  identified: true,
};

/** A customer with a file, a note, an open promise, a typed address and everything else that can be kept; the ids. */
export async function liveAs(
  { journal, desk, runTurn }: CareWorld,
  store: Store,
  clock: FakeClock,
): Promise<{ conversationIds: string[] }> {
  const waiting = await journal.open({ channel: 'web', customer, language: 'it' });
  const served = await journal.open({ channel: 'web', customer, language: 'it' });
  const say = async (conversationId: string, text: string, clientId: string, extra = {}) => {
    const from = { kind: 'customer' as const, id: customer.id };
    await journal.append({ conversationId, key: `customer:${clientId}`, from, text, ...extra });
    await runTurn(conversationId);
  };
  const file = { id: `file-${waiting.id}`, name: seeds.fileName, contentType: 'image/png', sizeBytes: 40 };
  const { id: _id, ...rest } = file;
  await store.attachments.create({
    ...rest,
    _id,
    conversationId: waiting.id,
    bytes: seeds.fileBytes,
    at: clock.now(),
  });
  const echo = JSON.stringify({ echo: seeds.echo });
  await say(waiting.id, seeds.question, 'q', { echo });
  await say(waiting.id, seeds.text, 'a', { attachments: [file] });
  await say(waiting.id, 'Voglio parlare con una persona', 'b');
  await desk.leaveContact(waiting.id, seeds.contact);
  await say(served.id, seeds.question, 'c');
  await desk.claim(served.id, anna);
  await desk.reply(served.id, anna, { text: seeds.reply, clientId: 'r' });
  await store.notes.create({
    _id: `note-${served.id}`,
    conversationId: served.id,
    by: { id: anna.id, name: anna.name },
    text: seeds.note,
    at: clock.now(),
  });
  await store.receipts.create({ _id: served.id, deliveredSeq: 3, readSeq: 2 });
  await store.visitors.create({
    _id: `visitor-${served.id}`,
    conversationId: served.id,
    customerId: customer.id,
    name: seeds.name,
    email: seeds.email,
    locale: 'it',
    expiresAt: new Date(clock.now().getTime() + 90 * 24 * 3_600_000),
    checkAt: new Date(clock.now().getTime() + 24 * 3_600_000),
  });
  return { conversationIds: [waiting.id, served.id].sort() };
}
