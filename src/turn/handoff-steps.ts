// From the bot to people: the words decide (detection/handoff-policy.ts), the desk's move makes the promise.
import * as lineMoves from '../handoff/line-moves';
import type { HandoffWish, StepParts } from './step-parts';
import type { Step, Turn } from './turn';

/** A closed conversation opens again when the customer writes: to people if a person handled it lately, else to the bot. */
export const reopen = (parts: Pick<StepParts, 'desk' | 'promises' | 'answerer'>): Step => ({
  name: 'reopen',
  async run(turn) {
    const { conversation, now } = turn;
    if (conversation.phase !== 'closed') return 'next';
    const facts = parts.desk.factsOf(conversation, turn.language);
    const humanAgoMs = now.getTime() - (conversation.lastHumanAt?.getTime() ?? 0);
    if (humanAgoMs >= parts.promises.reopenToPersonWithinMs || (await isMereCourtesy(turn, parts))) {
      turn.add(lineMoves.reopenToBot(facts));
      return 'next';
    }
    const since = turn.messages[0]?.at ?? now;
    turn.add(lineMoves.reopenToLine(facts, since, await parts.desk.waitFor(conversation.priority, since)));
    return 'handled';
  },
});

/** "Grazie mille!" after a solved case asks nobody for anything. */
async function isMereCourtesy(turn: Turn, { answerer }: Pick<StepParts, 'answerer'>): Promise<boolean> {
  if (turn.text === '') return false;
  const answered = await answerer.answer({ text: turn.text, language: turn.language });
  return answered.kind === 'courtesy' && (answered.text === 'thanks' || answered.text === 'goodbye');
}

export const handOff = (parts: Pick<StepParts, 'desk' | 'decideHandoff'>): Step => ({
  name: 'hand-off',
  async run(turn) {
    const { detection, conversation, memory } = turn;
    const wish = parts.decideHandoff({ detection, memory, channel: conversation.channel });
    if (wish === null) return 'next';
    await enterLine(turn, parts, wish);
    return 'handled';
  },
});

/** The bot gives up honestly: same move, reason `bot-failed`. */
export async function enterLine(turn: Turn, { desk }: Pick<StepParts, 'desk'>, wish: HandoffWish): Promise<void> {
  const since = turn.messages[0]?.at ?? turn.now;
  const wait = await desk.waitFor(wish.priority, since);
  turn.add(lineMoves.handOff(desk.factsOf(turn.conversation, turn.language), { ...wish, since }, wait));
}
