// Where the person is, kept in the address after the #: the back button works on a phone, and a link opens a conversation.
//   #/waiting   #/all?q=rotto   #/waiting/<conversation>   #/waiting/<conversation>/briefing   #/people   #/audit
import { type View, views } from '../data/contract';

export type Place =
  | { page: 'line'; view: View; words: string; conversationId: string | null; briefing: boolean }
  | { page: 'people' }
  | { page: 'audit' };

export type LinePlace = Extract<Place, { page: 'line' }>;

export const home: LinePlace = { page: 'line', view: 'waiting', words: '', conversationId: null, briefing: false };

export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [first, conversationId, panel] = path.split('/');
  if (first === 'people' || first === 'audit') return { page: first };
  return {
    page: 'line',
    view: views.find((view) => view === first) ?? 'waiting',
    words: new URLSearchParams(query).get('q') ?? '',
    conversationId: conversationId ? decodeURIComponent(conversationId) : null,
    briefing: panel === 'briefing',
  };
}

export function hrefOf(place: Place): string {
  if (place.page !== 'line') return `#/${place.page}`;
  const parts = [place.view as string];
  if (place.conversationId) parts.push(encodeURIComponent(place.conversationId));
  if (place.conversationId && place.briefing) parts.push('briefing');
  const query = place.words ? `?${new URLSearchParams({ q: place.words })}` : '';
  return `#/${parts.join('/')}${query}`;
}
