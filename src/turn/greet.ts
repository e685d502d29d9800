// The first line of every new conversation: it says that an automated assistant answers and that a person can be asked for.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import type { Texts } from '../dialogs/texts';

/** Greets once, and only while nothing has been said; repeatable. */
export function createGreeter({
  journal,
  texts,
  clock,
  shop,
}: {
  journal: Journal;
  texts: Texts;
  clock: Clock;
  shop: string;
}): (conversationId: string) => Promise<void> {
  return async (conversationId) => {
    for (let tries = 0; tries < 5; tries++) {
      const conversation = await journal.load(conversationId);
      if (conversation === null || conversation.phase !== 'bot') return;
      if ((await journal.lastSeq(conversationId)) > 0) return;
      const { language, version } = conversation;
      const ask = texts.say('ask-person', language, {});
      const after = await journal.commit(conversation, {
        moveId: journal.newId(),
        set: {},
        messages: [
          {
            key: `move:${version + 1}:0`,
            from: { kind: 'bot' },
            text: texts.say('greeting', language, { shop }),
            at: clock.now(),
            language,
            quickReplies: [{ title: ask, value: ask }],
            source: { text: 'greeting' },
          },
        ],
        events: [],
      });
      if (after !== 'conflict') return;
    }
  };
}
