// A process that writes through mongoose until it is killed, and prints the number of each write that was acknowledged.
import { writeSync } from 'node:fs';
import { Schema } from 'mongoose';
import { createLog } from '../../../src/log';
import { connectStore } from '../../../src/store/connect';
import { buildIndexes } from '../build-indexes';

async function main(dataDir: string, start: number): Promise<void> {
  const { connection } = await connectStore({ dataDir, log: createLog('silent') });
  const Row = connection.model(
    'Row',
    new Schema({ _id: Number, text: String, at: Number }).index({ at: 1 }, { unique: true }),
  );
  const Total = connection.model('Total', new Schema({ _id: String, written: Number }));
  await buildIndexes(Row);
  let next = start;
  const writer = async () => {
    for (;;) {
      const at = next++;
      await Row.create({ _id: at, at, text: 'x'.repeat(200) });
      await Total.updateOne({ _id: 'total' }, { $inc: { written: 1 } }, { upsert: true });
      writeSync(1, `written ${at}\n`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
}

main(process.argv[2] ?? '', Number(process.argv[3])).catch((fault: unknown) => {
  writeSync(1, `${fault instanceof Error ? fault.message : 'fault'}\n`);
  process.exit(3);
});
