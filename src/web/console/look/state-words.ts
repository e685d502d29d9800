// How a conversation is named and its state said in words, the same in the list, the header and the notices.
import type { TFunction } from 'i18next';
import type { Me, Row } from '../data/contract';
import { dueMoment } from '../words/due';
import { readerLocale } from '../words/language';
import { spanText } from '../words/times';
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

/** What a promised moment is read against: the server's now, and the shop's zone. */
export interface When {
  now: number;
  zone: string;
}

/** The promise in a few words for a row: "entro le 15:40", "In ritardo · 4 min", "da lun 9:00". */
export function promiseWord(t: TFunction, clock: PromiseClock, when: When): string {
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
      return byMoment(t, clock.dueAt, when);
  }
}

/** "entro le 15:40", "entro lun 9:00", "entro le 9:12 (ora di Roma)". */
export function byMoment(t: TFunction, at: string | number, when: When): string {
  const { time, isToday, city } = dueMoment(at, { ...when, locale: readerLocale() });
  const named = city === null ? time : t('states.promise.inCity', { time, city });
  return t(isToday ? 'states.promise.by' : 'states.promise.byDay', { time: named });
}

/** The promised moment, complete, for tooltips. */
export function fullDue(t: TFunction, at: string | number, when: When): string {
  const { full, city } = dueMoment(at, { ...when, locale: readerLocale() });
  return city === null ? full : t('states.promise.inCity', { time: full, city });
}
