// `npm run -s export -- --customer WHO`: everything kept about one customer as JSON on standard output.
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { requireStore, runCommand, usage } from './command';
import { openPrivacy } from './open-privacy';

const help = `npm run -s export -- --customer WHO > customer.json

Writes everything kept about one customer as one JSON document to standard output: conversations with their messages,
events, notes and files (base64), sessions and wishes. WHO is the id of one of their conversations, an e-mail address that
the shop proved, or the shop's own name for them. Works beside a running app or alone; noted in the audit log.`;

runCommand(help, async (config) => {
  const { customer } = parseArgs({ options: { customer: { type: 'string' } } }).values;
  if (customer === undefined || customer === '') throw usage('Say whose: --customer WHO.');
  if (config.MONGODB_URI === undefined) requireStore(config);
  const { privacy, find, close } = await openPrivacy(config);
  try {
    for await (const piece of await privacy.export(await find(customer), 'command'))
      if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  } finally {
    await close();
  }
});
