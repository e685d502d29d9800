// How a page's widget gets in: anonymous, named by the shop's signed identity, or back with the secret it kept. No
// conversation exists yet after this; it begins with the first Direct Line call.
import { z } from 'zod';
import { nextConversationId } from '../../conversation/erased';
import type { Journal } from '../../conversation/journal';
import type { Language } from '../../conversation/types';
import { CareError } from '../../errors';
import type { Allowance } from '../../jobs/limits';
import { defineRoute, type Route, type RouteRequest } from '../../route';
import type { Store } from '../../store/store';
import { refuseTooMany } from './allowance';
import { anonymousCustomerId, type Identity, isNamed, type VerifyIdentity } from './identity';
import { localeSchema } from './incoming-activity';
import { type Tokens, tokenSeconds } from './tokens';
import type { Visitor, Visitors } from './visitors';

interface SessionParts {
  store: Pick<Store, 'conversations'>;
  journal: Pick<Journal, 'load' | 'commit' | 'newId' | 'erased'>;
  tokens: Pick<Tokens, 'sign'>;
  visitors: Visitors;
  verifyIdentity: VerifyIdentity;
  /** New sessions and refused tries of one network address. */
  limits: { newSession: Allowance };
  shopName?: string | undefined;
  /** Until the customer's own is known. */
  defaultLanguage: Language;
}

const body = z.object({
  locale: localeSchema.nullish(),
  identity: z.string().min(1).max(4_096).nullish(),
  resume: z.string().min(1).max(200).nullish(),
});

const mostAdoptTries = 5;

export function createWidgetSessionRoute(parts: SessionParts): Route {
  const { store, journal, visitors, limits } = parts;

  async function enter(request: RouteRequest<z.output<typeof body>>): Promise<{ visitor: Visitor; resume: string }> {
    const { identity, resume, locale } = request.body;
    const known = resume ? await visitors.resume(resume) : null;
    if (resume && known !== null && !identity) return { visitor: known, resume };
    refuseTooMany(await limits.newSession(request.address));
    if (resume && !identity) throw resumeRefused();
    const named = identity ? await parts.verifyIdentity(identity) : null;
    if (resume && known !== null && named?.customerId === known.customerId) return { visitor: known, resume };
    const visitor =
      named === null
        ? anonymous(locale)
        : await ofIdentity(named, known, locale || known?.locale || parts.defaultLanguage);
    return { visitor, resume: await visitors.enter(visitor) };
  }

  function anonymous(locale: string | null | undefined): Visitor {
    const customerId = anonymousCustomerId(journal.newId());
    return { conversationId: journal.newId(), customerId, locale: locale || parts.defaultLanguage };
  }

  /** Their conversation wherever they began it; else the one this browser began before they signed in; else a new one. */
  async function ofIdentity(identity: Identity, known: Visitor | null, locale: string): Promise<Visitor> {
    const { customerId, name, email } = identity;
    const theirs = await store.conversations
      .findOne({ 'customer.id': customerId, channel: 'web' })
      .sort({ openedAt: -1 })
      .select({ _id: 1 })
      .lean();
    const adopted = theirs === null && known !== null && (await adopt(known.conversationId, identity));
    const conversationId = theirs?._id ?? (adopted ? known.conversationId : await neverErased(identity.conversationId));
    return { conversationId, customerId, name, email, locale };
  }

  /** A customer who was erased and comes back begins under another id. */
  async function neverErased(conversationId: string): Promise<string> {
    let id = conversationId;
    while (await journal.erased.wasErased(id)) id = nextConversationId(id);
    return id;
  }

  /** Gives an anonymous conversation its customer's name; false when it has one already, or cannot be had now. */
  async function adopt(conversationId: string, { customerId, name, email }: Identity): Promise<boolean> {
    for (let tries = 0; tries < mostAdoptTries; tries++) {
      const conversation = await journal.load(conversationId);
      if (conversation === null || isNamed(conversation.customer.id)) return false;
      const customer = {
        ...conversation.customer,
        id: customerId,
        identified: true,
        ...(name === undefined ? {} : { name }),
        ...(email === undefined ? {} : { email }),
      };
      const change = { moveId: journal.newId(), set: { customer }, messages: [], events: [] };
      if ((await journal.commit(conversation, change)) !== 'conflict') return true;
    }
    return false;
  }

  return defineRoute({
    method: 'POST',
    path: '/widget/session',
    body: { kind: 'json', schema: body, limitBytes: 16 * 1024, optional: true },
    async handle(request) {
      const { visitor, resume } = await enter(request);
      const { conversationId, customerId: userId } = visitor;
      const token = await parts.tokens.sign({ conversationId, userId });
      const shop = parts.shopName === undefined ? {} : { shop: { name: parts.shopName } };
      return { status: 200, json: { token, conversationId, expires_in: tokenSeconds, resume, ...shop } };
    },
  });
}

function resumeRefused(): CareError {
  return new CareError('resume-refused', 'This way back is unknown or too old; start a new session.', { status: 403 });
}
