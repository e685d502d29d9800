// What a process does: `web` serves customers and agents, `worker` runs turns, timers and sweeps. Chosen on the command line,
// because it differs between processes that share all their settings.
import { parseArgs } from 'node:util';
import { CareError } from './errors';

export type RoleName = 'web' | 'worker';

/** At least one. */
export type Roles = ReadonlySet<RoleName>;

const every: readonly RoleName[] = ['web', 'worker'];

/** The usual: one process does everything. */
export const allRoles: Roles = new Set(every);

/** Reads `--roles=web,worker` (default: all); throws `bad-usage` with a sentence for anything else. */
export function readRoles(words: readonly string[]): Roles {
  const given = readOption(words);
  if (given === undefined) return allRoles;
  const names = given.split(',').map((name) => name.trim());
  const roles = every.filter((role) => names.includes(role));
  const unknown = names.filter((name) => !every.some((role) => role === name));
  if (unknown.length > 0 || roles.length === 0) throw badUsage('The roles are web and worker: --roles=web,worker');
  return new Set(roles);
}

function readOption(words: readonly string[]): string | undefined {
  try {
    return parseArgs({ args: [...words], options: { roles: { type: 'string' } } }).values.roles;
  } catch {
    throw badUsage('The only option is --roles=web,worker; everything else is a setting (see .env.example).');
  }
}

/** Throws `roles-need-sharing` when a process would leave work to others that cannot know of it. */
export function checkSharing(
  roles: Roles,
  config: { MONGODB_URI?: string | undefined; REDIS_URL?: string | undefined },
) {
  if (every.every((role) => roles.has(role))) return;
  const missing = (['MONGODB_URI', 'REDIS_URL'] as const).filter((name) => config[name] === undefined);
  if (missing.length === 0) return;
  const only = [...roles].join();
  throw new CareError(
    'roles-need-sharing',
    `With --roles=${only} other processes do the rest, which they share through MongoDB and Redis: set ${missing.join(' and ')}, or leave --roles out.`,
  );
}

function badUsage(sentence: string): CareError {
  return new CareError('bad-usage', sentence);
}
