// An engine on a disk too small to rewrite the file on: fills most of it, orders a scrub, goes on writing. Prints what happened.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, decodePlain, encode } from '../../../src/store/embedded/bson-codec';
import { createEngine } from '../../../src/store/embedded/engine';

const [folder = '', furtherRows = '0'] = process.argv.slice(2);
const path = join(folder, 'store.db');
const megabyte = 1_000_000;
const engine = createEngine(path, () => undefined);
let rows = 0;

async function run(command: Document): Promise<Document> {
  return decodePlain(await engine.execute(encode({ ...command, $db: 'test' })));
}

const add = () => run({ insert: 'rows', documents: [{ _id: ++rows, text: 'x'.repeat(megabyte) }] });

async function main(): Promise<void> {
  // Until the log has been brought into the file once; what follows stays in the log alone.
  do await add();
  while (statSync(path).size < megabyte);
  for (let further = 0; further < Number(furtherRows); further++) await add();
  const { number } = await run({ scrubFile: 1 });
  let scrub: Document;
  do scrub = await run({ scrubFile: 1, number });
  while (scrub.isComing === true && (await new Promise((resolve) => setTimeout(resolve, 5, true))));
  const after = await add().then(
    () => 'written',
    () => 'refused',
  );
  console.log(JSON.stringify({ isDone: scrub.isDone, lacksRoom: Number(scrub.lacksBytes) > 0, after }));
  engine.close();
}

void main();
