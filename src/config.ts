// Every setting, read once from the environment and checked; the only file that touches process.env.
import { resolve } from 'node:path';
import { z } from 'zod';
import { CareError } from './errors';

const optionalText = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === '' ? undefined : value));
const whole = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const list = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const settings = z.object({
  PORT: whole(3978, 0, 65_535),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((path) => resolve(path)),
  PUBLIC_URL: optionalText.pipe(z.url().optional()),
  MONGODB_URI: optionalText,
  REDIS_URL: optionalText.pipe(z.url({ protocol: /^rediss?$/ }).optional()),
  ADMIN_EMAIL: z.email().default('admin@example.com'),
  ADMIN_PASSWORD: optionalText.pipe(z.string().min(10).max(200).optional()),
  DIRECT_LINE_SECRET: optionalText.pipe(z.string().min(16).optional()),
  WIDGET_ALLOWED_ORIGINS: list,
  WIDGET_IDENTITY_SECRET: optionalText.pipe(z.string().min(32).optional()),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  METRICS_TOKEN: optionalText.pipe(z.string().min(16).optional()),
  TRUST_PROXY: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  SIGN_IN_FAILURES_PER_ACCOUNT: whole(5, 1, 10_000),
  SIGN_IN_FAILURES_PER_ADDRESS: whole(50, 1, 100_000),
  SESSIONS_PER_MINUTE: whole(120, 1, 1_000_000),
  MESSAGE_BURST: whole(10, 1, 10_000),
  MESSAGES_PER_SECOND: whole(1, 1, 10_000),
  FILE_MEGABYTES_PER_DAY: whole(2_000, 40, 100_000_000),
  RETENTION_DAYS_MESSAGES: whole(365, 0, 36_500),
  RETENTION_DAYS_ATTACHMENTS: whole(90, 0, 36_500),
});

/** The names of all settings. */
export const settingNames = Object.keys(settings.shape);

export type Config = z.output<typeof settings>;

/** Reads and checks the environment; throws `bad-settings` with one line per mistake, naming settings but no values. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = settings.safeParse(environment);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new CareError('bad-settings', `Settings that cannot be used:\n${lines.join('\n')}`);
}
