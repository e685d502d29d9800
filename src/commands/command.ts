// What the commands have in common: settings from the environment and .env, help, and an end that says in one sentence what
// went wrong.
import { existsSync } from 'node:fs';
import { type Config, readConfig } from '../config';
import { CareError } from '../errors';
import { hasStore } from '../store/embedded/start-engine';
import type { Tally } from '../store/transfer/documents';

/** Runs a command; `help` is what --help prints. A fault ends it with 1, and one that is ours shows where. */
export function runCommand(help: string, main: (config: Config) => Promise<void>): void {
  if (process.argv.includes('--help')) {
    console.log(help);
    return;
  }
  begin(main).catch((fault: unknown) => {
    console.error(fault instanceof CareError ? fault.message : fault);
    process.exitCode = 1;
  });
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
