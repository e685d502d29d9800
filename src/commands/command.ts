// What the commands have in common: settings from the environment and .env, help, and an end that says in one sentence what
// went wrong.
import { existsSync } from 'node:fs';
import { type Config, readConfig } from '../config';
import { CareError } from '../errors';
import { describeFault } from '../log';
import { hasStore } from '../store/embedded/start-engine';
import type { Tally } from '../store/transfer/documents';

/** Runs a command; `help` is what --help prints. A fault ends it with 1, and one that nobody expected shows where. */
export function runCommand(help: string, main: (config: Config) => Promise<void>): void {
  if (process.argv.includes('--help')) {
    console.log(help);
    return;
  }
  begin(main).catch((fault: unknown) => {
    console.error(wordsOf(fault));
    process.exitCode = 1;
  });
}

/** What a terminal may show of a fault: our words, and those of Node about options and files. A driver's may quote a document. */
export function wordsOf(fault: unknown): string {
  if (fault instanceof CareError || isOfNode(fault)) return fault.message;
  const { fault: name, code, stack } = describeFault(fault);
  return [`Something went wrong: ${[name, code].filter((word) => word != null).join(' ')}.`, stack ?? '']
    .join('\n')
    .trim();
}

function isOfNode(fault: unknown): fault is Error {
  if (!(fault instanceof Error)) return false;
  const { code, syscall } = fault as NodeJS.ErrnoException;
  return syscall !== undefined || code?.startsWith?.('ERR_PARSE_ARGS') === true;
}

async function begin(main: (config: Config) => Promise<void>): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await main(readConfig(process.env));
}

/** Commands that read a store do not make an empty one where there is none. */
export function requireStore({ DATA_DIR }: Pick<Config, 'DATA_DIR'>): void {
  if (!hasStore(DATA_DIR))
    throw new CareError('no-store', `There is no store in ${DATA_DIR}: set DATA_DIR or MONGODB_URI.`);
}

export function usage(sentence: string): CareError {
  return new CareError('bad-usage', sentence);
}

/** One line per collection: name, documents, the beginning of the hash. */
export function printTally(collection: string, { count, digest }: Tally): void {
  console.log(`${collection.padEnd(22)} ${String(count).padStart(9)}  ${digest.slice(0, 16)}`);
}
