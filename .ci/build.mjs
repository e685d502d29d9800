// Builds only when a source changed: into a new folder beside dist, swapped in whole, so that a running process or an
// interrupted build never sees half of it. `--web` builds the browser bundles alone (npm run dev runs src/ through tsx).
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const webOnly = process.argv.includes('--web');
const sources = [webOnly ? 'src/web' : 'src', '.ci/build.mjs', 'tsconfig.json', 'package-lock.json'];
const target = join(root, 'dist');
const stampFile = join(target, webOnly ? '.web-stamp' : '.stamp');

const stamp = hashOf(sources);
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) build();

function build() {
  const fresh = join(root, `dist.new-${process.pid}`);
  const old = join(root, `dist.old-${process.pid}`);
  try {
    mkdirSync(fresh);
    run('vite', [
      'build',
      '--config',
      'src/web/vite.config.mts',
      '--logLevel',
      'warn',
      '--mode',
      'widget',
      '--outDir',
      join(fresh, 'web'),
    ]);
    run('vite', [
      'build',
      '--config',
      'src/web/vite.config.mts',
      '--logLevel',
      'warn',
      '--mode',
      'panel',
      '--outDir',
      join(fresh, 'web'),
    ]);
    run('vite', [
      'build',
      '--config',
      'src/web/vite.config.mts',
      '--logLevel',
      'warn',
      '--mode',
      'console',
      '--outDir',
      join(fresh, 'web/console'),
    ]);
    if (!webOnly) run('tsc', ['-p', 'src', '--outDir', fresh]);
    writeFileSync(join(fresh, '.web-stamp'), webOnly ? stamp : hashOf(['src/web', ...sources.slice(1)]));
    if (!webOnly) writeFileSync(join(fresh, '.stamp'), stamp);
    if (existsSync(target)) renameSync(target, old);
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

function run(bin, args) {
  // A build started by a test run must not become a development bundle: users get this dist.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, [entryOf(bin), ...args], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
}

function entryOf(bin) {
  const folder = join(root, 'node_modules', bin === 'tsc' ? 'typescript' : bin);
  return join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).bin[bin]);
}

function hashOf(paths) {
  const hash = createHash('sha256').update(process.version);
  for (const path of paths) hashInto(hash, path);
  return hash.digest('hex');
}

function hashInto(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  let names;
  try {
    names = readdirSync(full).sort();
  } catch {
    hash.update(path).update(readFileSync(full));
    return;
  }
  for (const name of names) hashInto(hash, join(path, name));
}
