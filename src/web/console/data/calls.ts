// Every call of the HTTP contract the console makes, by name.
import type {
  AuditEntry,
  CannedReply,
  Colleague,
  ColleagueChange,
  Conversation,
  CustomerSummary,
  Me,
  NewColleague,
  Outcome,
  Presence,
  Release,
  RowPage,
  View,
} from './contract';
import { request } from './request';

const at = (conversationId: string, move = '') =>
  `/api/conversations/${encodeURIComponent(conversationId)}${move && `/${move}`}`;

export const calls = {
  signIn: (email: string, password: string) => request<unknown>('POST', '/api/session', { email, password }),
  signOut: () => request<unknown>('DELETE', '/api/session'),
  me: () => request<Me>('GET', '/api/me'),
  setPresence: (state: Presence) => request<unknown>('PUT', '/api/me/presence', { state }),
  changePassword: (current: string, next: string) => request<unknown>('PUT', '/api/me/password', { current, next }),

  agents: () => request<{ items: Colleague[] }>('GET', '/api/agents'),
  addAgent: (agent: NewColleague) => request<unknown>('POST', '/api/agents', agent),
  changeAgent: (id: string, change: ColleagueChange) =>
    request<unknown>('PATCH', `/api/agents/${encodeURIComponent(id)}`, change),

  rows: (view: View, words: string, cursor: string | null) => {
    const query = new URLSearchParams({ view });
    if (words) query.set('q', words);
    if (cursor) query.set('cursor', cursor);
    return request<RowPage>('GET', `/api/conversations?${query}`);
  },
  conversation: (id: string) => request<Conversation>('GET', at(id)),
  canned: () => request<{ items: CannedReply[] }>('GET', '/api/canned'),

  claim: (id: string, version: number) => request<Conversation>('POST', at(id, 'claim'), { version }),
  reply: (id: string, text: string, clientId: string) =>
    request<Conversation>('POST', at(id, 'reply'), { text, clientId }),
  addNote: (id: string, text: string) => request<Conversation>('POST', at(id, 'notes'), { text }),
  transfer: (id: string, to: string) => request<Conversation>('POST', at(id, 'transfer'), { to }),
  release: (id: string) => request<Conversation>('POST', at(id, 'release'), {}),
  handBack: (id: string, seenSeq: number, release?: Release) =>
    request<Conversation>('POST', at(id, 'hand-back'), { seenSeq, ...(release && { release }) }),
  close: (id: string, outcome: Outcome, seenSeq: number, release?: Release) =>
    request<Conversation>('POST', at(id, 'close'), { outcome, seenSeq, ...(release && { release }) }),
  setOptOut: (id: string, optedOut: boolean) => request<Conversation>('PUT', at(id, 'opt-out'), { optedOut }),
  customerSummary: (conversationId: string) =>
    request<CustomerSummary>('POST', '/api/customers/summary', { conversationId }),
  exportCustomer: (conversationId: string) => request<unknown>('POST', '/api/customers/export', { conversationId }),
  eraseCustomer: (conversationId: string) => request<unknown>('POST', '/api/customers/erase', { conversationId }),
  audit: (cursor: string | null) =>
    request<{ items: AuditEntry[]; nextCursor: string | null }>(
      'GET',
      `/api/audit${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
    ),
  typing: (id: string) => request<unknown>('POST', at(id, 'typing'), {}),
};
