// `npm run -s embedded-server -- --data DIR`: serves the embedded store of a data folder to any MongoDB driver on this machine
// until it is told to stop. Prints the address on standard output.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CareError } from '../errors';
import { createLog } from '../log';
import { startEngine } from '../store/embedded/start-engine';

async function main(): Promise<void> {
  const { data } = readOptions();
  const engine = await startEngine(resolve(data), createLog('error'));
  process.stdout.write(`${engine.uri}\n`);
  await new Promise<void>((stop) => process.once('SIGTERM', () => stop()).once('SIGINT', () => stop()));
  await engine.close();
}

function readOptions(): { data: string } {
  const { values } = parseArgs({ options: { data: { type: 'string' } } });
  if (values.data === undefined || values.data === '') {
    throw new CareError('bad-usage', 'Say which folder to serve: --data DIR');
  }
  return { data: values.data };
}

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : 'The embedded server could not start.'}\n`);
  process.exitCode = 1;
});
