// Starts the app: settings, roles, parts, port; tells a newcomer where to go; ends cleanly on a signal.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from './app';
import { readConfig } from './config';
import { CareError } from './errors';
import { createLog, describeFault, type Log } from './log';
import { readRoles } from './roles';

const root = join(__dirname, '..');

type App = Awaited<ReturnType<typeof createApp>>;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const roles = readRoles(process.argv.slice(2));
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  endOnSurprises(log);
  const app = await createApp({ config, log, root, roles });
  endOnSignals(app, log);
  const port = await app.listen();
  const address = config.PUBLIC_URL ?? `http://localhost:${port}`;
  if (roles.has('web')) welcome(address);
  else console.log(`\nAscolto is at work.\n  Health  http://localhost:${port}/health/ready\n`);
  if (app.first !== null) introduce(app.first);
}

function welcome(address: string): void {
  console.log(`\nAscolto is listening.\n  Sample shop  ${address}/\n  Console      ${address}/console\n`);
}

function introduce({ email, password }: NonNullable<App['first']>): void {
  const secret = password === null ? 'the password from ADMIN_PASSWORD' : `password ${password} (shown only now)`;
  console.log(`First administrator: ${email}, ${secret}\n`);
}

/** The first signal asks for an orderly end, the second one ends at once. */
function endOnSignals(app: App, log: Log): void {
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

/** What nobody caught ends the process, as Node has it, but without Node's own print, which shows what a fault quotes. */
function endOnSurprises(log: Log): void {
  process.on('uncaughtException', (fault) => {
    log.error(describeFault(fault), 'not-caught');
    process.exit(1);
  });
}

main().catch((fault: unknown) => {
  // A refusal speaks for itself; anything else is ours to find, so it comes with its stack, though not with what it quotes.
  console.error(fault instanceof CareError ? fault.message : describeFault(fault));
  process.exit(1);
});
