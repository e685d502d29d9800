// `npm run -s erase -- --customer WHO [--yes]`: erases one customer; beside a running app it is the app that does it, since
// only the app knows what it holds in memory.
import { parseArgs } from 'node:util';
import { pause } from '../clock';
import type { FoundCustomer } from '../privacy/customers';
import type { Privacy } from '../privacy/privacy';
import { findRunningEngine } from '../store/embedded/start-engine';
import type { ErasedCounts } from '../store/models/erasure';
import { requireStore, runCommand, usage } from './command';
import { openPrivacy } from './open-privacy';

const help = `npm run -s erase -- --customer WHO [--yes]

Erases everything kept about one customer, for good: conversations, messages, files, notes, sessions. Without --yes it only
says what there is. WHO is the id of one of their conversations, an e-mail address that the shop proved, or the shop's own
name for them. Works beside a running app or alone; the audit log keeps that it was done, and nothing of the customer.
Backups made before still hold the customer: see docs/privacy.md.`;

/** A running app looks for orders every 5 s. */
const waitForAppMs = 20_000;
const lookEveryMs = 250;

runCommand(help, async (config) => {
  const { customer, yes } = parseArgs({ options: { customer: { type: 'string' }, yes: { type: 'boolean' } } }).values;
  if (customer === undefined || customer === '') throw usage('Say whom: --customer WHO.');
  if (config.MONGODB_URI === undefined) requireStore(config);
  const isShared = config.MONGODB_URI !== undefined || (await findRunningEngine(config.DATA_DIR)) !== undefined;
  const { privacy, find, close } = await openPrivacy(config);
  try {
    const found = await find(customer);
    if (yes !== true) return await tellWhatThereIs(privacy, found);
    print(isShared ? await leaveToApp(privacy, found) : await privacy.erasures.erase(found, 'command'));
  } finally {
    await close();
  }
});

async function tellWhatThereIs(privacy: Privacy, found: FoundCustomer): Promise<void> {
  const { conversations, messages, files, notes, openPromises } = await privacy.summarise(found);
  print({ conversations, messages, files, notes, promises: openPromises });
  console.log('Nothing was erased. Say --yes to erase all of it for good.');
}

/** Nobody takes the order: no app is there, and it is done here. */
async function leaveToApp({ erasures }: Privacy, found: FoundCustomer): Promise<ErasedCounts> {
  const orderId = await erasures.leaveOrder(found, 'command');
  for (let waitedMs = 0; waitedMs < waitForAppMs; waitedMs += lookEveryMs) {
    const progress = await erasures.progress(orderId);
    if (progress?.isErased) return progress.found;
    await pause({ now: () => new Date(), after: keepAlive }, lookEveryMs);
  }
  await erasures.sweep();
  const progress = await erasures.progress(orderId);
  if (progress?.isErased) return progress.found;
  throw usage('The erasure is ordered and not done yet: a running app completes it, and so does the next start.');
}

function keepAlive(delayMs: number, task: () => void): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}

function print(counts: ErasedCounts): void {
  for (const [what, count] of Object.entries(counts)) console.log(`${what.padEnd(20)} ${count}`);
}
