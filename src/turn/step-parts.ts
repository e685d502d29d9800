// What the steps of a turn work with.
import type { Answerer } from '../answers/answerer';
import type { DecideHandoff } from '../detection/handoff-policy';
import type { Promises } from '../dialogs/policy';
import type { Texts } from '../dialogs/texts';
import type { Desk } from '../handoff/desk';

export interface StepParts {
  answerer: Answerer;
  texts: Texts;
  promises: Promises;
  desk: Pick<Desk, 'factsOf' | 'waitFor'>;
  decideHandoff: DecideHandoff;
}
