// How a conversation is named and its state said in words, the same in the list, the header and the notices.
import type { TFunction } from 'i18next';
import type { Me, Row } from '../data/contract';
import { isSameDay } from '../words/same-day';
import { shortMoment, spanText } from '../words/times';
import type { PromiseClock } from './promise-clock';

export function customerName(t: TFunction, row: Pick<Row, 'id' | 'customer'>): string {
  return row.customer.name || t('states.anonymous', { code: row.id.slice(0, 4) });
}

/** Who has it: "Assistente", "In attesa", "Con te", a person's name, or the outcome. */
export function ownerWord(t: TFunction, row: Row, me: Me): string {
  if (row.phase === 'human' && row.owner.kind === 'agent') {
    return row.owner.id === me.id ? t('states.withYou') : row.owner.name;
  }
  if (row.phase === 'closed' && row.outcome) return t(`states.outcome.${row.outcome}`);
  return t(`states.phase.${row.phase}`);
}

/** The promise in a few words for a row: "entro le 15:40", "In ritardo · 4 min", "da lun 9:00". */
export function promiseWord(t: TFunction, clock: PromiseClock, now: number): string {
  if (clock.dueAt === undefined) return '';
  switch (clock.state) {
    case 'settled':
      return '';
    case 'late':
      return clock.overdueMs > 0
        ? t('states.promise.lateShort', { time: spanText(clock.overdueMs) })
        : t('states.late');
    case 'deferred':
    case 'running':
      return byMoment(t, clock.dueAt, now);
  }
}

/** "entro le 15:40", "entro lun 9:00". */
export function byMoment(t: TFunction, at: string | number, now: number): string {
  const isToday = isSameDay(new Date(at), new Date(now));
  return t(isToday ? 'states.promise.by' : 'states.promise.byDay', { time: shortMoment(at, now) });
}
