// The compiled app, as an operator runs it: built when a source changed (`npm test` has done so already).
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export const root = join(__dirname, '..');

/** Brings dist/ up to date; throws when it cannot be built. */
export function build(): void {
  execFileSync(process.execPath, ['.ci/build.mjs'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
