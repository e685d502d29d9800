// `npm run -s admin:reset [-- e-mail]`: a new password for an administrator who lost theirs. Works while the app is stopped,
// and while it runs too: the old sign-ins end in both cases.
import { systemClock } from '../clock';
import { readConfig } from '../config';
import { createPeople } from '../console/people';
import { createSessions } from '../http/session';
import { createLog } from '../log';
import { createAuditLog } from '../privacy/audit-log';
import { createStore } from '../store/store';
import { wordsOf } from './command';

async function resetAdministrator(): Promise<void> {
  const config = readConfig(process.env);
  const store = await createStore({
    mongodbUri: config.MONGODB_URI,
    dataDir: config.DATA_DIR,
    log: createLog('silent'),
    joinsRunning: true,
  });
  try {
    const sessions = createSessions({ store, clock: systemClock, onSign: () => {}, onEnded: () => {} });
    const people = createPeople({
      store,
      clock: systemClock,
      endSignIns: (agentId) => sessions.endAll(agentId),
      onDeactivated: async () => {},
    });
    const { email, password } = await people.resetAdministrator(process.argv[2] ?? config.ADMIN_EMAIL);
    const audit = createAuditLog({ store, clock: systemClock });
    await audit.append({ action: 'password-reset', by: 'command', about: { kind: 'account', id: email } });
    process.stdout.write(`Administrator ${email}\nNew password  ${password}\n`);
  } finally {
    await store.close();
  }
}

resetAdministrator().catch((fault: unknown) => {
  process.stderr.write(`${wordsOf(fault)}\n`);
  process.exitCode = 1;
});
