// `npm run verify`: checks every invariant over the store, beside a running app or alone; exits 1 when one is broken.
import { existsSync } from 'node:fs';
import { readConfig } from '../config';
import { verifyStore } from '../conversation/verify-store';
import { createLog } from '../log';
import { verifyAudit } from '../privacy/verify-audit';
import { createStore } from '../store/store';
import { wordsOf } from './command';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const store = await createStore({
    mongodbUri: config.MONGODB_URI,
    dataDir: config.DATA_DIR,
    log: createLog(config.LOG_LEVEL),
    joinsRunning: true,
  });
  try {
    const { faults, promises, ...counts } = await verifyStore(store, new Date());
    const audit = await verifyAudit(store, new Date());
    const figures = [
      ...Object.entries(counts),
      ...Object.entries(promises).map(([state, n]) => [`promises ${state}`, n]),
      ['auditEntries', audit.entries],
      ...(audit.entries === 0 ? [] : [['auditLastHash', audit.lastHash]]),
    ];
    for (const [what, count] of figures) console.log(`${String(what).padEnd(20)} ${count}`);
    for (const { rule, conversationId, about } of faults) console.log(`FAULT ${rule} in ${conversationId}: ${about}`);
    for (const { rule, about } of audit.faults) console.log(`FAULT ${rule} in the audit log: ${about}`);
    const count = faults.length + audit.faults.length;
    console.log(count === 0 ? 'Every invariant holds.' : `${count} faults.`);
    process.exitCode = count === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

main().catch((fault: unknown) => {
  console.error(wordsOf(fault));
  process.exit(2);
});
