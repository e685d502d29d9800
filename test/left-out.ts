// What this machine cannot test is named at the end of the run, never silently skipped.
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '../test-results');

/** Registers one thing that was not tested here, and why. */
export function leaveOut(what: string, why: string): void {
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, 'left-out.jsonl'), `${JSON.stringify({ what, why })}\n`);
}
