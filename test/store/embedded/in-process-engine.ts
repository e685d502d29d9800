// The engine in the test's own thread, without socket and driver: quick enough for thousands of runs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, decodePlain, encode } from '../../../src/store/embedded/bson-codec';
import { createEngine } from '../../../src/store/embedded/engine';

export interface InProcessEngine {
  run(command: Document): Promise<Document>;
  /** Runs a find and answers with all documents. */
  find(command: Document): Promise<Document[]>;
  close(): void;
}

export function openInProcess(): InProcessEngine {
  const folder = mkdtempSync(join(tmpdir(), 'ascolto-engine-'));
  const engine = createEngine(join(folder, 'store.db'), (fault) => {
    throw fault;
  });
  const run = async (command: Document) => decodePlain(await engine.execute(encode({ ...command, $db: 'test' })));
  return {
    run,
    async find(command) {
      const { cursor } = await run({ ...command, batchSize: 100_000 });
      return (cursor as { firstBatch: Document[] }).firstBatch;
    },
    close() {
      engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}
