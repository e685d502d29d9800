// What the steps of a turn work with.
import type { Answerer } from '../answers/answerer';
import type { BotMemory, Channel, Evidence, HandoffReason } from '../conversation/types';
import type { Detection } from '../detection/detector';
import type { Promises } from '../dialogs/policy';
import type { Texts } from '../dialogs/texts';
import type { Desk } from '../handoff/desk';

/** Why people should take over; priority 0 comes first in line. */
export interface HandoffWish {
  reason: HandoffReason;
  evidence: Evidence[];
  priority: number;
}

export interface StepParts {
  answerer: Answerer;
  texts: Texts;
  promises: Promises;
  /** The shop's name, as customers know it. */
  shop: string;
  desk: Pick<Desk, 'factsOf' | 'waitFor'>;
  /** The pure policy with the shop's thresholds; null keeps the conversation with the bot. */
  decideHandoff(input: { detection: Detection; memory: BotMemory; channel: Channel }): HandoffWish | null;
}
