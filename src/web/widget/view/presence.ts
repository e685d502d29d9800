// Who is here, in words: the same answer for the header and the waiting card.
import type { CareState } from '../chat/care-state';
import type { PanelTexts } from '../texts/panel-texts';
import type { When } from '../texts/when';

export interface Presence {
  title: string;
  hint: string;
  isLate: boolean;
  /** Share of the promised time that has passed, 0–1. */
  share: number;
}

export function presenceOf(care: CareState, shop: string, texts: PanelTexts, reader: When, now: Date): Presence {
  const when = shopTime(care, reader);
  const plain = { isLate: false, share: 0 };
  switch (care.phase) {
    case 'bot':
      return { ...plain, title: texts.bot, hint: texts.botPace(shop) };
    case 'human': {
      const by = care.dueAt === undefined || care.dueAt <= now ? '' : ` · ${when.by(care.dueAt, now)}`;
      return { ...plain, title: care.agentName ?? texts.personOf(shop), hint: texts.personOf(shop) + by };
    }
    case 'closed':
      return { ...plain, title: texts.closed, hint: texts.closedHint };
    case 'waiting': {
      const isLate = care.dueAt !== undefined && care.dueAt <= now;
      const hint = isLate || care.dueAt === undefined ? texts.waitingSoon : texts.waitingHint(when.by(care.dueAt, now));
      return { title: isLate ? texts.late : texts.waiting, hint, isLate, share: shareOf(care, now) };
    }
    default:
      return care.phase satisfies never;
  }
}

/** The honest sentences of the waiting card. */
export function waitingSentences(care: CareState, texts: PanelTexts, reader: When, now: Date): string[] {
  const when = shopTime(care, reader);
  if (care.dueAt !== undefined && care.dueAt <= now) return [texts.lateHint];
  const answer = care.dueAt === undefined ? texts.answerSoon : texts.answerBy(when.by(care.dueAt, now));
  if (care.deferredUntil !== undefined && care.deferredUntil > now) {
    const opening = texts.answerFrom(when.moment(care.deferredUntil, now));
    return [care.dueAt === undefined ? opening : answer, texts.mayLeave];
  }
  return [answer, ...(care.place === undefined ? [] : [texts.place(care.place)]), texts.mayLeave];
}

function shopTime({ zone }: CareState, reader: When): When {
  return zone === undefined ? reader : reader.inZone(zone);
}

function shareOf({ since, dueAt }: CareState, now: Date): number {
  if (since === undefined || dueAt === undefined || dueAt <= since) return 0;
  return (now.getTime() - since.getTime()) / (dueAt.getTime() - since.getTime());
}
