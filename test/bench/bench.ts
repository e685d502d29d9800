// `npm run bench`: what the product costs and how long people wait, in one run and as ratios where the machine would decide.
// Prints each figure with its aim, met or not; fails only when something could not be measured.
import { createRig } from '../faults/rig';
import { type Line, printTable } from './figures';
import { measureGrowth } from './growth';
import { measureFirstReply, measureHandoff } from './moments';
import { measureProcesses } from './processes';
import { measureSockets } from './sockets';
import { measureThroughput } from './throughput';

async function main(): Promise<void> {
  const from = performance.now();
  const lines: Line[] = [];
  const say = (what: string) => process.stderr.write(`${((performance.now() - from) / 1000).toFixed(0)} s: ${what}\n`);
  const rig = await createRig();
  try {
    await rig.start();
    say('throughput, in turn with the echo and the disk');
    lines.push(...(await measureThroughput(rig)));
    say('first replies and handoffs');
    lines.push(...(await measureFirstReply(rig.caller)), ...(await measureHandoff(rig.caller)));
    await rig.stop();
    if (rig.troubles().length > 0) throw new Error(rig.troubles().join('\n'));
  } finally {
    await rig.close();
  }
  say('idle sockets');
  lines.push(...(await measureSockets()));
  say('two processes against one');
  lines.push(...(await measureProcesses()));
  say('1,000 and 100,000 conversations');
  lines.push(...(await measureGrowth()));
  printTable(lines);
  say('done');
}

main().catch((fault: unknown) => {
  console.error(fault);
  process.exit(1);
});
