// `npm run -s embedded-server -- --data DIR [--port N]`: serves the embedded store of a data folder to any MongoDB driver on
// this machine until it is told to stop. Prints the address, with its password, as the only line on standard output.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CareError } from '../errors';
import { createLog } from '../log';
import { startEngine } from '../store/embedded/start-engine';

async function main(): Promise<void> {
  const { data, port } = readOptions();
  const stopped = new Promise<void>((stop) => process.once('SIGTERM', () => stop()).once('SIGINT', () => stop()));
  const engine = await startEngine(resolve(data), createLog('error'), { loopbackPort: port });
  process.stdout.write(`${engine.loopbackUri}\n`);
  await stopped;
  await engine.close();
}

function readOptions(): { data: string; port: number } {
  const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string', default: '0' } } });
  const port = Number(values.port);
  if (values.data === undefined || values.data === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CareError('bad-usage', 'Say which folder to serve: --data DIR, and --port N for a port of your choice.');
  }
  return { data: values.data, port };
}

main().catch((fault: unknown) => {
  process.stderr.write(`${fault instanceof Error ? fault.message : 'The embedded server could not start.'}\n`);
  process.exitCode = 1;
});
