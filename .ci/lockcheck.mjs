// Guards the lock files: every optional package named must have its own entry (else `npm ci` refuses the lock on another
// platform), every registry package an integrity, and no download address may be recorded.
import { readFileSync } from 'node:fs';

const problems = [];
for (const file of process.argv.slice(2)) {
  const entries = JSON.parse(readFileSync(file, 'utf8')).packages;
  for (const [path, entry] of Object.entries(entries)) {
    if (path === '') continue;
    if (entry.resolved) problems.push(`${file}: ${path} records an address`);
    if (!entry.integrity && !entry.link && !entry.inBundle) problems.push(`${file}: ${path} has no integrity`);
    for (const name of Object.keys(entry.optionalDependencies ?? {}))
      if (!entries[`${path}/node_modules/${name}`] && !entries[`node_modules/${name}`])
        problems.push(`${file}: ${path} ${entry.version} lacks ${name}`);
  }
}
if (problems.length) console.error(problems.join('\n'));
process.exitCode = problems.length ? 1 : 0;
