// What managers decide about the shop, its hours and its promises, read once at start from dialogs/policy.
// (The handoff thresholds, policy/handoff.yaml, belong to detection/.)
import { z } from 'zod';
import { type Language, languages } from '../conversation/types';
import { isZone } from '../local-time';
import { readYamlFile } from '../yaml-file';
import { type DayHours, readHours, type WeekHours } from './hours-file';

interface Shop {
  name: string;
  /** IANA time zone of the shop. */
  zone: string;
  /** The first is used until a customer's own language is known. */
  languages: [Language, ...Language[]];
}

/** When people answer, by the wall clock of `zone`. */
export interface OpeningHours {
  zone: string;
  /** Index 0 Sunday … 6 Saturday. */
  weekly: WeekHours;
  /** Days that differ from the week, by `YYYY-MM-DD` or, every year, by `MM-DD`; the full date wins. */
  exceptions: ReadonlyMap<string, DayHours>;
}

/** Milliseconds each; `firstReplyWithinMs` counts opening time, the others real time. */
export interface Promises {
  firstReplyWithinMs: number;
  replyWithinMs: number;
  acknowledgeEveryMs: number;
  idleCloseAfterMs: number;
  silentCloseAfterMs: number;
  reopenToPersonWithinMs: number;
  visitorsExpireAfterMs: number;
}

export interface Policy {
  shop: Shop;
  hours: OpeningHours;
  promises: Promises;
}

/** Reads and checks `<dialogsDir>/policy/{shop,hours,promises}.yaml`. */
export function loadPolicy(dialogsDir: string): Policy {
  const shop = readYamlFile(dialogsDir, 'policy/shop.yaml', shopFile);
  const promises = readYamlFile(dialogsDir, 'policy/promises.yaml', promisesFile);
  return { shop, hours: { zone: shop.zone, ...readHours(dialogsDir) }, promises };
}

const shopFile = z.strictObject({
  name: z.string().trim().min(1, 'must not be empty').max(80),
  zone: z.string().refine(isZone, 'is not a time zone; write one like Europe/Rome'),
  languages: z
    .tuple([z.enum(languages)], z.enum(languages))
    .refine((chosen) => new Set(chosen).size === chosen.length, 'names a language twice'),
});

const unitsMs: Record<string, number> = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

const duration = z.string().transform((text, context) => {
  const [, count, unit] = /^([1-9]\d{0,5}) ?(s|min|h|d)$/.exec(text.trim()) ?? [];
  const unitMs = unitsMs[unit ?? ''];
  if (count !== undefined && unitMs !== undefined) return Number(count) * unitMs;
  context.addIssue('must be a time such as 90 s, 15 min, 24 h or 2 d');
  return z.NEVER;
});

const promisesFile = z
  .strictObject({
    firstReplyWithin: duration,
    replyWithin: duration,
    acknowledgeEvery: duration,
    idleCloseAfter: duration,
    silentCloseAfter: duration.default(30 * 86_400_000),
    reopenToPersonWithin: duration,
    visitorsExpireAfter: duration,
  })
  .transform(
    (file): Promises => ({
      firstReplyWithinMs: file.firstReplyWithin,
      replyWithinMs: file.replyWithin,
      acknowledgeEveryMs: file.acknowledgeEvery,
      idleCloseAfterMs: file.idleCloseAfter,
      silentCloseAfterMs: file.silentCloseAfter,
      reopenToPersonWithinMs: file.reopenToPersonWithin,
      visitorsExpireAfterMs: file.visitorsExpireAfter,
    }),
  );
