import type { line as italian } from '../it/line';

export const line: typeof italian = {
  views: { waiting: 'Waiting', mine: 'Mine', all: 'All', closed: 'Closed' },
  viewsLabel: 'Views',
  listLabel: 'Conversations: {{view}}',
  search: 'Search names or words',
  clearSearch: 'Clear the search',
  held_one: '{{count}} new',
  held_other: '{{count}} new',
  heldHint: 'Show at the top',
  more: 'Show more',
  loading: 'Loading conversations',
  failed: 'The conversations cannot be read.',
  retry: 'Try again',
  gone: 'No longer in this view',
  unread: 'New',
  draft: 'Draft',
  unsent: 'Not sent',
  since: 'waiting for {{time}}',
  toAnswer: 'To answer',
  you: 'you',
  empty: {
    waitingTitle: 'Nobody is waiting',
    waiting:
      'When a customer asks for a person, or something goes wrong, they appear here: with a sound, the tab’s title and, if you like, a desktop notice.',
    mineTitle: 'No conversations of yours',
    mine_zero: 'Conversations you take stay here until you close them or hand them back. Nobody is waiting now.',
    mine_one:
      'Conversations you take stay here until you close them or hand them back. {{count}} person is waiting now.',
    mine_other:
      'Conversations you take stay here until you close them or hand them back. {{count}} people are waiting now.',
    allTitle: 'No conversations yet',
    all: 'As soon as somebody writes on the site, the conversation appears here, also while the assistant answers.',
    closedTitle: 'Nothing closed',
    closed: 'Finished conversations stay here with their outcome and can be searched.',
    searchTitle: 'Nothing found for “{{words}}”',
    search: 'The search looks at names, addresses and whole words of messages in this view.',
    searchAll: 'Search in all',
    openWaiting: 'See who is waiting',
  },
  counts: 'Now: {{mine}} yours, {{all}} in all.',
};
