// The bot's own answers: from the knowledge or not at all. A second failure in a row goes to a person.
import type { Answered } from '../answers/answerer';
import type { BotMemory, QuickReply } from '../conversation/types';
import { normaliseQuestion } from '../detection/question-form';
import { reopenToBot } from '../handoff/line-moves';
import { enterLine } from './handoff-steps';
import type { StepParts } from './step-parts';
import type { Step, Turn } from './turn';
import { isLeaveLinePressed } from './waiting-steps';

const mostQuestions = 8;
const mostAnswers = 12;
const mostFailures = 2;
const lowPriority = 5;
const personPriority = 3;

export const answer = (parts: StepParts): Step => ({
  name: 'answer',
  async run(turn) {
    if (turn.text === '') return 'next';
    if (isLeaveLinePressed(turn, parts.texts)) {
      // A button of a wait that ended meanwhile, pressed in another window.
      await turn.say(parts.texts.say('thanks', turn.language, {}), { source: { text: 'thanks' } });
      return 'handled';
    }
    const answered = await parts.answerer.answer({ text: turn.text, language: turn.language });
    return sayAnswer(turn, parts, answered);
  },
});

async function sayAnswer(turn: Turn, parts: StepParts, answered: Answered): Promise<'handled' | 'next'> {
  const { texts } = parts;
  const { language } = turn;
  switch (answered.kind) {
    case 'courtesy': {
      if (answered.agrees && offersPerson(turn)) {
        await enterLine(turn, parts, { reason: 'asked-for-person', evidence: [], priority: personPriority });
        return 'handled';
      }
      if (answered.text === 'identity') return sayWhoIAm(turn, parts);
      const name = answered.text === 'greeting' ? 'greeting-reply' : answered.text;
      await turn.say(texts.say(name, language, {}), { source: { text: name } });
      return 'handled';
    }
    case 'answer': {
      const link = answered.link === undefined ? '' : ` ${texts.say('answer-link', language, { link: answered.link })}`;
      const text = `${texts.say('answer-intro', language, {})} ${answered.text}${link}`;
      await turn.say(text, { source: { knowledge: [answered.entryId] } });
      remember(turn, { failedAnswers: 0, offeredChoices: false }, answered.entryId);
      return 'handled';
    }
    case 'choices':
      return offerChoices(turn, parts, answered.choices);
    case 'unsure':
      return 'next';
    default:
      return answered satisfies never;
  }
}

/** The truth about who is speaking, and the way to a person; the count of failed answers stays as it is. */
async function sayWhoIAm(turn: Turn, parts: StepParts): Promise<'handled'> {
  await turn.say(parts.texts.say('who-am-i', turn.language, { shop: parts.shop }), {
    quickReplies: [personReply(turn, parts)],
    source: { text: 'who-am-i' },
  });
  return 'handled';
}

/** The bot's latest words were that it does not know, and that a person would. */
function offersPerson({ memory }: Turn): boolean {
  return memory.failedAnswers > 0 && !memory.offeredChoices;
}

async function offerChoices(
  turn: Turn,
  parts: StepParts,
  choices: { entryId: string; title: string }[],
): Promise<'handled' | 'next'> {
  if (turn.memory.offeredChoices) return giveUp(turn, parts);
  const { texts } = parts;
  const none = texts.say('none-of-these', turn.language, {});
  const quickReplies: QuickReply[] = choices.map(({ title }) => ({ title, value: title }));
  await turn.say(texts.say('offer-choices', turn.language, {}), {
    quickReplies: [...quickReplies, { title: none, value: none }],
    source: { knowledge: choices.map((choice) => choice.entryId) },
  });
  remember(turn, { offeredChoices: true });
  return 'handled';
}

/** The last step: it always answers, with the truth and the way to a person. */
export const admitAndOffer = (parts: StepParts): Step => ({
  name: 'admit-and-offer',
  async run(turn) {
    const failedAnswers = turn.memory.failedAnswers + 1;
    if (failedAnswers >= mostFailures) return giveUp(turn, parts);
    const name = turn.text === '' ? 'attachment-received' : 'not-understood';
    await turn.say(parts.texts.say(name, turn.language, {}), {
      quickReplies: [personReply(turn, parts)],
      source: { text: name },
    });
    remember(turn, { failedAnswers, offeredChoices: false });
    return 'handled';
  },
});

/** Said instead of everything else when a step failed; a conversation of people is left as it is. */
export const admitTrouble =
  (parts: Pick<StepParts, 'texts' | 'desk'>) =>
  (turn: Turn): void => {
    const { phase } = turn.conversation;
    if (phase === 'closed') turn.add(reopenToBot(parts.desk.factsOf(turn.conversation, turn.language)));
    if (phase === 'bot' || phase === 'closed')
      turn.collect(parts.texts.say('trouble', turn.language, {}), { quickReplies: [personReply(turn, parts)] });
  };

async function giveUp(turn: Turn, parts: StepParts): Promise<'handled'> {
  await enterLine(turn, parts, { reason: 'bot-failed', evidence: [], priority: lowPriority });
  return 'handled';
}

function personReply(turn: Turn, { texts }: Pick<StepParts, 'texts'>): QuickReply {
  const title = texts.say('ask-person', turn.language, {});
  return { title, value: title };
}

function remember(turn: Turn, memory: Partial<BotMemory>, answeredWith?: string): void {
  const before = turn.memory;
  turn.add({
    set: {
      memory: {
        ...before,
        ...memory,
        recentQuestions: [...before.recentQuestions, normaliseQuestion(turn.text)].slice(-mostQuestions),
        answeredWith:
          answeredWith === undefined ? before.answeredWith : [...before.answeredWith, answeredWith].slice(-mostAnswers),
      },
    },
  });
}
