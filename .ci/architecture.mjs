// The shape of the house, checked: imports point down, no cycles, each SDK in its one folder, process.env in config.ts,
// customers' words not in src. Run by `npm run check` and by test/architecture.test.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');

/** From the top down; a file may import from its own row or a lower one, never from a higher one. */
const levels = [
  ['main.ts', 'commands'],
  ['app.ts'],
  ['app'],
  ['monitoring'],
  ['http'],
  ['channels', 'console'],
  ['turn'],
  ['privacy'],
  ['handoff'],
  ['dialogs', 'answers', 'detection'],
  ['knowledge', 'prompts', 'language-model'],
  ['conversation'],
  ['store', 'jobs'],
];
const ground = levels.length;
/** Folders of one row do not import each other. */
const owners = {
  mongoose: 'store',
  mongodb: 'store',
  bson: 'store',
  libsql: 'store',
  mingo: 'store',
  botbuilder: 'channels/bot-framework',
  restify: 'http',
  bullmq: 'jobs',
  ioredis: 'jobs',
  'prom-client': 'monitoring',
  openai: 'language-model',
};

export function findProblems(files = readSources()) {
  const problems = [];
  const imports = new Map();
  for (const [file, text] of files) {
    const targets = importsOf(text);
    imports.set(
      file,
      targets
        .filter((one) => one.startsWith('.'))
        .map((one) => resolveFrom(file, one, files))
        .filter(Boolean),
    );
    problems.push(...checkPackages(file, targets), ...checkText(file, text));
  }
  for (const [file, targets] of imports) problems.push(...checkDirection(file, targets));
  return [...problems, ...findCycles(imports)];
}

function readSources() {
  const names = readdirSync(src, { recursive: true }).map((name) => name.split(sep).join('/'));
  const kept = names.filter((name) => /\.tsx?$/.test(name) && !name.startsWith('web/'));
  return new Map(kept.map((name) => [name, readFileSync(join(src, name), 'utf8')]));
}

function importsOf(text) {
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*'([^']+)'|(?:import|require)\('([^']+)'\)|(?:^|\n)import '([^']+)'/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3]);
}

function resolveFrom(file, target, files) {
  const path = relative(src, join(src, dirname(file), target))
    .split(sep)
    .join('/');
  return [path, `${path}.ts`, `${path}.tsx`].find((name) => files.has(name));
}

/** The glossary: shapes and closed sets that import nothing above them. */
const glossary = ['conversation/types.ts', 'conversation/events.ts'];

function levelOf(file) {
  if (glossary.includes(file)) return ground;
  const top = file.includes('/') ? file.split('/')[0] : file;
  const level = levels.findIndex((names) => names.includes(top));
  return level === -1 ? ground : level;
}

function checkDirection(file, targets) {
  return targets.flatMap((target) => {
    const from = levelOf(file);
    const to = levelOf(target);
    const sibling = from === to && from !== ground && file.split('/')[0] !== target.split('/')[0];
    if (to < from) return [`${file} imports upward from ${target}`];
    return sibling ? [`${file} imports sideways from ${target}`] : [];
  });
}

function checkPackages(file, targets) {
  return targets.flatMap((target) => {
    const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0];
    const owner = owners[name];
    return owner === undefined || file.startsWith(`${owner}/`)
      ? []
      : [`${file} imports ${name}, which belongs to ${owner}/`];
  });
}

function checkText(file, text) {
  const problems = [];
  if (/process\.env/.test(text) && file !== 'config.ts' && file !== 'main.ts' && !file.startsWith('commands/'))
    problems.push(`${file} reads process.env`);
  if (text.split('\n').length > 251) problems.push(`${file} is longer than 250 lines`);
  return problems;
}

function findCycles(imports) {
  const cycles = [];
  const done = new Set();
  const walk = (file, path) => {
    if (path.includes(file)) return void cycles.push(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    if (done.has(file)) return;
    for (const target of imports.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of imports.keys()) walk(file, []);
  return cycles;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = findProblems();
  if (problems.length > 0) console.error(problems.join('\n'));
  process.exitCode = problems.length > 0 ? 1 : 0;
}
