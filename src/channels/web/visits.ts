// From the caller's Authorization header to the conversation it opens. Conversations come into being here: at the first
// call that needs one, so that pages nobody writes on cost a session and no more.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock';
import { erasedRefusal } from '../../conversation/erased';
import type { Journal } from '../../conversation/journal';
import type { Conversation, Customer, Language } from '../../conversation/types';
import { CareError } from '../../errors';
import { describeFault, type Log } from '../../log';
import type { RouteRequest } from '../../route';
import { isDuplicate } from '../../store/duplicate';
import type { Greet } from '../channel';
import { isNamed } from './identity';
import type { Tokens, Visit } from './tokens';
import type { Visitors } from './visitors';

export type Caller = { kind: 'server' } | ({ kind: 'visitor' } & Visit);

interface VisitParts {
  journal: Pick<Journal, 'open' | 'load' | 'erased'>;
  tokens: Pick<Tokens, 'verify'>;
  visitors: Pick<Visitors, 'ofConversation'>;
  greet: Greet;
  clock: Clock;
  log: Log;
  /** Until the customer's own is known. */
  defaultLanguage: Language;
  /** Opens every conversation, for the shop's own servers. */
  directLineSecret?: string | undefined;
}

export type Visits = ReturnType<typeof createVisits>;

/** How long a conversation seen is taken to be there still. */
const seenMs = 60_000;
const mostSeen = 10_000;

export function createVisits(parts: VisitParts) {
  const { journal, tokens, visitors, greet, clock, log, directLineSecret, defaultLanguage } = parts;
  const seen = new Map<string, number>();
  const secretHash = directLineSecret === undefined ? null : hashOf(directLineSecret);

  function remember(conversationId: string): void {
    seen.delete(conversationId);
    seen.set(conversationId, clock.now().getTime() + seenMs);
    if (seen.size > mostSeen) seen.delete(seen.keys().next().value ?? conversationId);
  }

  /** Who calls: 401 without a bearer token, 403 with a wrong one. */
  async function identify(request: RouteRequest<unknown>): Promise<Caller> {
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer === undefined) {
      throw new CareError('unauthorized', 'This call needs a token in its Authorization header.', {
        status: 401,
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
    }
    if (secretHash !== null && timingSafeEqual(hashOf(bearer), secretHash)) return { kind: 'server' };
    const visit = await tokens.verify(bearer);
    if (visit === null) throw new CareError('token-refused', 'The token is not valid or has expired.', { status: 403 });
    const { erased } = journal;
    if (erased.has(visit.conversationId) && (await erased.wasErased(visit.conversationId))) throw erasedRefusal();
    return { kind: 'visitor', ...visit };
  }

  async function customerOf(visit: Visit, locale: string | undefined): Promise<Customer> {
    const visitor = await visitors.ofConversation(visit.conversationId);
    return {
      id: visit.userId,
      ...(visitor?.name === undefined ? {} : { name: visitor.name }),
      ...(visitor?.email === undefined ? {} : { email: visitor.email }),
      locale: locale ?? visitor?.locale ?? defaultLanguage,
      identified: isNamed(visit.userId),
    };
  }

  async function create(
    visit: Visit,
    locale: string | undefined,
  ): Promise<{ conversation: Conversation; isNew: boolean }> {
    const customer = await customerOf(visit, locale);
    const opening = {
      id: visit.conversationId,
      channel: 'web' as const,
      customer,
      language: languageOf(customer.locale),
    };
    try {
      return { conversation: await journal.open(opening), isNew: true };
    } catch (fault) {
      const conversation = isDuplicate(fault) ? await journal.load(visit.conversationId) : null;
      if (conversation === null) throw fault;
      return { conversation, isNew: false };
    }
  }

  /** A start that a crash or a fault left without its greeting is made up for by the next call. */
  async function greetOnce(conversation: Conversation): Promise<void> {
    if (conversation.version > 1) return;
    try {
      await greet(conversation.id);
    } catch (fault) {
      log.error({ conversationId: conversation.id, ...describeFault(fault) }, 'greeting-failed');
    }
  }

  /** The visit's conversation, created and greeted when this is the first call for it. */
  async function begin(visit: Visit, locale?: string): Promise<{ conversation: Conversation; isNew: boolean }> {
    const found = await journal.load(visit.conversationId);
    const begun = found === null ? await create(visit, locale) : { conversation: found, isNew: false };
    await greetOnce(begun.conversation);
    remember(visit.conversationId);
    return begun;
  }

  return {
    identify,
    begin,

    /** Lets the caller into the conversation of the path: 403 for somebody else's, 404 when there is none. */
    async enter(request: RouteRequest<unknown>): Promise<Visit> {
      const caller = await identify(request);
      const conversationId = request.params.id ?? '';
      if (caller.kind === 'visitor') {
        if (caller.conversationId !== conversationId) throw notYours();
        if ((seen.get(conversationId) ?? 0) < clock.now().getTime()) await begin(caller);
        return caller;
      }
      const conversation = await journal.load(conversationId);
      if (conversation === null || conversation.channel !== 'web') throw unknown();
      return { conversationId, userId: conversation.customer.id };
    },
  };
}

/** Italian for Italian, English for every other language. */
function languageOf(locale: string): Language {
  return /^it\b/i.test(locale) ? 'it' : 'en';
}

function notYours(): CareError {
  return new CareError('token-refused', 'The token does not open this conversation.', { status: 403 });
}

function unknown(): CareError {
  return new CareError('unknown-conversation', 'There is no such conversation.', { status: 404 });
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
