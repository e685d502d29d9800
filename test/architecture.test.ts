import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

it('keeps imports pointing down, without cycles, each SDK in its folder', () => {
  const check = join(__dirname, '../.ci/architecture.mjs');
  expect(() => execFileSync(process.execPath, [check], { encoding: 'utf8', stdio: 'pipe' })).not.toThrow();
});
