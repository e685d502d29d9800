// Runs one suite against the embedded engine always, and against a real MongoDB when MONGODB_URI names one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { createLog } from '../../src/log';
import { connectStore } from '../../src/store/connect';
import { leaveOut } from '../left-out';
import { databaseOfItsOwn } from './separate-server';

export interface OpenEngine {
  readonly connection: Connection;
  readonly isEmbedded: boolean;
}

type Opened = Awaited<ReturnType<typeof connectStore>>;

/** `suite` gets an engine that is connected while its tests run, on an empty database of its own. */
export function describeEachEngine(title: string, suite: (engine: OpenEngine) => void): void {
  describe(`${title} (embedded)`, () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ascolto-store-'));
    suite(openAround(true, { dataDir, log: createLog('silent') }, () => rmSync(dataDir, { recursive: true })));
  });
  const uri = process.env.MONGODB_URI;
  if (uri === undefined || uri === '') {
    leaveOut('store conformance against a real MongoDB', 'MONGODB_URI is not set');
    return;
  }
  describe(`${title} (MongoDB)`, () => {
    const dataDir = tmpdir();
    suite(
      openAround(
        false,
        { mongodbUri: databaseOfItsOwn(uri), dataDir, isPatient: true, log: createLog('silent') },
        () => {},
      ),
    );
  });
}

function openAround(isEmbedded: boolean, options: Parameters<typeof connectStore>[0], clean: () => void): OpenEngine {
  let opened: Opened | undefined;
  beforeAll(async () => {
    opened = await connectStore(options);
  });
  afterAll(async () => {
    if (!isEmbedded) await opened?.connection.dropDatabase();
    await opened?.close();
    clean();
  });
  return {
    isEmbedded,
    get connection() {
      if (opened === undefined) throw new Error('the engine is connected while tests run only');
      return opened.connection;
    },
  };
}
