// The ordered list of what a turn may do with a customer's words; the first step that handles the turn ends it, and the
// last one always answers. Detection ran before: its signals are kept whoever owns the conversation.
import { admitAndOffer, answer } from './answer-steps';
import { handOff, reopen } from './handoff-steps';
import type { StepParts } from './step-parts';
import type { Step, Turn } from './turn';
import { relayToAgent, stayInLine } from './waiting-steps';

export function createSteps(parts: StepParts): readonly Step[] {
  return [relayToAgent, reopen(parts), stayInLine(parts), handOff(parts), answer(parts), admitAndOffer(parts)];
}

export async function runSteps(steps: readonly Step[], turn: Turn): Promise<void> {
  for (const step of steps) {
    turn.trail.push(step.name);
    if ((await step.run(turn)) === 'handled') break;
  }
}
