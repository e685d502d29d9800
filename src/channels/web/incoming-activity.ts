// What a client may say, and nothing else: type, text, event name and value, locale, its own id, and an opaque echo.
// `from`, `recipient`, `conversation`, `serviceUrl`, `channelId`, `id`, `timestamp`, `deliveryMode` never get past here.
import { z } from 'zod';
import { CareError } from '../../errors';
import type { Inbound } from '../channel';

const longestText = 4_000;
const longestClientId = 128;
const largestEchoBytes = 4 * 1024;

/** BCP 47, or what browsers make of it. */
export const localeSchema = z
  .string()
  .max(35)
  .regex(/^[A-Za-z0-9_-]*$/, 'must be a language tag, as in it-IT');

export const activitySchema = z.object({
  type: z.enum(['message', 'typing', 'event']),
  text: z.string().max(longestText, `A message has at most ${longestText} characters.`).nullish(),
  /** Names an event; on anything else, and when it is no name, it is ignored. */
  name: z.string().max(100).nullish().catch(null),
  value: z.unknown().optional(),
  locale: localeSchema.nullish(),
  channelData: z.record(z.string(), z.unknown()).nullish(),
  /** Read for file names of an upload alone; files come as parts of their own. */
  attachments: z
    .array(z.object({ name: z.string().max(300).nullish() }))
    .max(50)
    .nullish(),
});

export type IncomingActivity = z.output<typeof activitySchema>;

/** A message activity as the rest of the server takes it; throws 400 for what cannot be kept. */
export function toInbound(activity: IncomingActivity): Inbound {
  const clientId = clientIdOf(activity);
  const echo = echoOf(activity);
  return {
    text: activity.text ?? '',
    ...(clientId === undefined ? {} : { clientId }),
    ...(echo === undefined ? {} : { echo }),
    ...(activity.locale ? { locale: activity.locale } : {}),
  };
}

function clientIdOf({ channelData }: IncomingActivity): string | undefined {
  const clientId = channelData?.clientActivityID;
  if (clientId === undefined || clientId === null || clientId === '') return undefined;
  if (typeof clientId === 'string' && clientId.length <= longestClientId) return clientId;
  throw badActivity(`clientActivityID must be a text of at most ${longestClientId} characters.`);
}

function echoOf({ channelData }: IncomingActivity): string | undefined {
  if (channelData === undefined || channelData === null || Object.keys(channelData).length === 0) return undefined;
  const echo = toJson(channelData);
  if (echo !== null && Buffer.byteLength(echo) <= largestEchoBytes) return echo;
  throw badActivity(`channelData must be at most ${largestEchoBytes} bytes of JSON.`);
}

/** Null for what is nested too deep to be written. */
function toJson(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

export function badActivity(message: string): CareError {
  return new CareError('bad-activity', message, { status: 400 });
}
