// Starts the app: settings, parts, port; tells a newcomer where to go; ends cleanly on a signal.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from './app';
import { readConfig } from './config';
import { CareError } from './errors';
import { createLog, describeFault } from './log';

const root = join(__dirname, '..');

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const app = await createApp({ config, log, root });
  const port = await app.listen();
  const address = config.PUBLIC_URL ?? `http://localhost:${port}`;
  console.log(`\nAscolto is listening.\n  Sample shop  ${address}/\n  Console      ${address}/console\n`);
  if (app.first !== null) {
    const { email, password } = app.first;
    const secret = password === null ? 'the password from ADMIN_PASSWORD' : `password ${password} (shown only now)`;
    console.log(`First administrator: ${email}, ${secret}\n`);
  }
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      app.close().then(
        () => process.exit(0),
        (fault: unknown) => {
          log.error(describeFault(fault), 'stop-failed');
          process.exit(1);
        },
      );
    });
}

main().catch((fault: unknown) => {
  // A refusal speaks for itself; anything else is ours to find, so it comes with its stack.
  console.error(fault instanceof CareError ? fault.message : fault);
  process.exit(1);
});
