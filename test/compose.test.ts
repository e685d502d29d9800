// compose.yaml is not run here: it is held against what the compose specification asks of the elements it uses, and against
// what this app promises of its settings, roles and time to stop.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, settingNames } from '../src/config';
import { checkSharing, readRoles } from '../src/roles';

const root = join(__dirname, '..');
const text = readFileSync(join(root, 'compose.yaml'), 'utf8');

const duration = z.string().regex(/^\d+(?:ms|s|m|h)$/);
const image = z.string().regex(/^[a-z0-9][a-z0-9./_-]*(?::[\w][\w.-]{0,127})?$/);
const healthcheck = z.strictObject({
  test: z.tuple([z.enum(['CMD', 'CMD-SHELL'])], z.string()),
  interval: duration,
  timeout: duration,
  retries: z.int().positive(),
  start_period: duration.optional(),
});
const service = z.strictObject({
  image,
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  env_file: z.array(z.strictObject({ path: z.string(), required: z.boolean() })).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.literal('service_healthy') })).optional(),
  networks: z.array(z.string()).nonempty(),
  ports: z.array(z.string().regex(/^(?:\$\{\w+:-\d+\}|\d+):\d+$/)).optional(),
  volumes: z.array(z.string().regex(/^[a-z][a-z0-9_-]*:\/[^:]+$/)).optional(),
  configs: z.array(z.strictObject({ source: z.string(), target: z.string().startsWith('/') })).optional(),
  healthcheck,
  restart: z.enum(['unless-stopped', 'always', 'on-failure']),
  stop_grace_period: duration.optional(),
  init: z.boolean().optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string().startsWith('/')).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
});
const compose = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/),
  services: z.record(z.string().regex(/^[a-zA-Z0-9._-]+$/), service),
  configs: z.record(z.string(), z.strictObject({ content: z.string() })),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.strictObject({})),
});
const topLevel = [...Object.keys(compose.shape), 'x-app'];

const raw: unknown = parse(text, { merge: true, uniqueKeys: true });
const file = compose.parse(raw);
const services = Object.entries(file.services);
const processes = services.filter(([, { build }]) => build !== undefined);
const seconds = (given = '10s'): number => Number.parseInt(given, 10);
const used = (pick: (one: z.output<typeof service>) => readonly string[] | undefined): string[] =>
  [...new Set(services.flatMap(([, one]) => pick(one) ?? []))].sort();

test('compose.yaml has the form of the compose specification', () => {
  expect(Object.keys(raw as object).filter((key) => !topLevel.includes(key))).toEqual([]);
  expect(used(({ depends_on }) => Object.keys(depends_on ?? {})).filter((name) => !(name in file.services))).toEqual(
    [],
  );
  expect(used(({ networks }) => networks)).toEqual(Object.keys(file.networks).sort());
  expect(used(({ configs }) => configs?.map(({ source }) => source))).toEqual(Object.keys(file.configs));
  const mounted = used(({ volumes }) => volumes?.map((volume) => volume.split(':', 1)[0] ?? ''));
  expect(mounted).toEqual(Object.keys(file.volumes).sort());
});

test('two processes serve and one works, all allowed to', () => {
  const roles = processes.map(([, { command, environment }]) => {
    const chosen = readRoles(command ?? []);
    checkSharing(chosen, readConfig(environment ?? {}));
    return [...chosen].join();
  });
  expect(roles.sort()).toEqual(['web', 'web', 'worker']);
});

test('every setting given is one, and an env file cannot turn it off', () => {
  for (const [, { environment = {} }] of processes) {
    expect(Object.keys(environment).filter((name) => !settingNames.includes(name))).toEqual([]);
    expect(environment).toMatchObject({ TRUST_PROXY: 'true', PORT: expect.stringMatching(/^\d+$/) });
  }
});

test('no secret is written into it, and only the proxy can be reached from outside', () => {
  const given = services.flatMap(([, { environment }]) => Object.entries(environment ?? {}));
  expect(given.filter(([name]) => /PASSWORD|SECRET|TOKEN|_KEY/.test(name))).toEqual([]);
  expect(text).not.toMatch(/:\/\/[^\s/@]*:[^\s/@]*@/);
  expect(services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['proxy']);
  expect(file.networks.inside).toEqual({ internal: true });
  expect(file.services.mongo?.networks).toEqual(['inside']);
  expect(file.services.redis?.networks).toEqual(['inside']);
});

test('nothing is cut off in its stop, and probes end before the next begins', () => {
  for (const [, { stop_grace_period }] of processes) expect(seconds(stop_grace_period)).toBeGreaterThan(12);
  for (const [, { healthcheck }] of services)
    expect(seconds(healthcheck.timeout)).toBeLessThanOrEqual(seconds(healthcheck.interval));
});

test('MongoDB is a replica set that the app asks for, Redis keeps its bells and refuses rather than forgets', () => {
  const [, set] = /--replSet (\w+)/.exec(file.services.mongo?.command?.join(' ') ?? '') ?? [];
  for (const [, { environment }] of processes) expect(environment?.MONGODB_URI).toContain(`replicaSet=${set}`);
  const redis = file.services.redis?.command?.join(' ');
  for (const rule of ['--appendonly yes', '--appendfsync everysec', '--maxmemory-policy noeviction'])
    expect(redis).toContain(rule);
});

test('the guide has backups written by the owner of a folder that is there', () => {
  const guide = readFileSync(join(root, 'docs/production.md'), 'utf8');
  const [, made] = /^mkdir -p (\w+)\ndocker compose run /m.exec(guide) ?? [];
  const [, user, folder, at, name = '', script, to] =
    /^docker compose run --rm --user ("[^"]*") -v \.\/(\w+):(\/\w+) --entrypoint node (\S+) dist\/(\S+)\.js --to (\S+)$/m.exec(
      guide,
    ) ?? [];
  expect([user, folder, to]).toEqual(['"$(id -u):$(id -g)"', made, at]);
  expect(processes.map(([process]) => process)).toContain(name);
  expect(existsSync(join(root, `src/${script}.ts`))).toBe(true);
});

test('the proxy asks each serving process whether it is ready', () => {
  const proxy = file.configs.caddyfile?.content ?? '';
  const serving = processes.filter(([, { command }]) => command?.join() === '--roles=web');
  expect(/reverse_proxy (.*) \{/.exec(proxy)?.[1]?.split(' ')).toEqual(
    serving.map(([name, { environment }]) => `${name}:${environment?.PORT}`),
  );
  expect(proxy).toContain('health_uri /health/ready');
  expect([...proxy].filter((one) => one === '{').length).toBe([...proxy].filter((one) => one === '}').length);
});

test('the image is made of files that exist, and of no others', () => {
  const [{ build } = {}] = processes.map(([, one]) => one);
  const dockerfile = build?.dockerfile ?? '';
  const lines = readFileSync(join(root, dockerfile), 'utf8').split('\n');
  const copied = lines.flatMap((line) => (/^COPY (?!--from)(.+) \S+$/.exec(line)?.[1] ?? '').split(' '));
  expect(copied.filter((name) => name !== '' && !existsSync(join(root, name)))).toEqual([]);
  const [first, ...kept] = readFileSync(join(root, `${dockerfile}.dockerignore`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(first).toBe('*');
  const needed = ['.ci', 'dialogs', 'package.json', 'package-lock.json', 'src', 'tsconfig.json', '.npmrc'];
  expect(kept).toEqual(expect.arrayContaining(needed.map((name) => `!${name}`)));
  expect(lines.at(-2)).toBe('ENTRYPOINT ["node", "dist/main.js"]');
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(lines.join('\n')).toContain('npm run build');
  expect(scripts.build).toBeDefined();
});
