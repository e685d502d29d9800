// Reads dialogs/policy/handoff.yaml: from which score on a conversation goes to people, per channel.
import { z } from 'zod';
import { type Channel, channels } from '../conversation/types';
import { readYamlFile } from '../yaml-file';

/** Scores 0–1 from which each reason hands off; `failedAnswers` is a count. */
export interface ChannelThresholds {
  legalOrSafety: number;
  askedForPerson: number;
  frustration: number;
  complaint: number;
  /** For a complaint that the words call a repeated one. */
  repeatedComplaint: number;
  abuse: number;
  failedAnswers: number;
}

export type HandoffThresholds = Readonly<Record<Channel, ChannelThresholds>>;

const file = 'policy/handoff.yaml';
const score = z
  .number('must be a number from 0.05 to 1')
  .min(0.05, 'must be at least 0.05')
  .max(1, 'must be at most 1');
const thresholds = z.strictObject({
  legalOrSafety: score,
  askedForPerson: score,
  frustration: score,
  complaint: score,
  repeatedComplaint: score,
  abuse: score,
  failedAnswers: z.int('must be a whole number').min(1, 'must be at least 1').max(9, 'must be at most 9'),
});
const exceptions = z.partialRecord(z.enum(channels, `must be one of ${channels.join(', ')}`), thresholds.partial());

const handoffFile = z
  .strictObject({ everywhere: thresholds, channels: exceptions.default({}) })
  .transform(({ everywhere, channels: differing }): HandoffThresholds => {
    const of = (channel: Channel): ChannelThresholds => ({ ...everywhere, ...given(differing[channel] ?? {}) });
    return {
      web: of('web'),
      messenger: of('messenger'),
      comment: of('comment'),
      email: of('email'),
      'bot-framework': of('bot-framework'),
    };
  });

/** Reads and checks `<dialogsDir>/policy/handoff.yaml`; throws `bad-content` with one sentence per mistake. */
export function loadThresholds(dialogsDir: string): HandoffThresholds {
  return readYamlFile(dialogsDir, file, handoffFile);
}

/** The keys that were written, so that an absent one does not hide what holds everywhere. */
function given(written: z.output<ReturnType<typeof thresholds.partial>>): Partial<ChannelThresholds> {
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
}
