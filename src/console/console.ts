// The console put together: its routes for http/ and its feed.
import type { Clock } from '../clock';
import type { Journal } from '../conversation/journal';
import type { Message } from '../conversation/types';
import type { CannedReply } from '../dialogs/canned-replies';
import type { Desk } from '../handoff/desk';
import type { Presence } from '../handoff/presence';
import type { FanOut } from '../jobs/fan-out';
import type { Log } from '../log';
import type { Privacy } from '../privacy/privacy';
import type { Route } from '../route';
import type { Store } from '../store/store';
import { agentRoutes } from './agent-routes';
import { createAuditRoute, withAudit } from './audit-routes';
import { cannedRoutes } from './canned-routes';
import { createConversationList } from './conversation-list';
import { createConversationReader } from './conversation-reader';
import { type CustomerRouteParts, createCustomerRoutes } from './customer-routes';
import { createFeed } from './feed';
import { watchLine } from './line-watch';
import type { People } from './people';
import { createPeopleRoutes } from './people-routes';
import { createSessionRoutes, type SignInLimits, type SignIns } from './session-routes';
import { withTroubles } from './trouble-feed';
import type { Troubles } from './troubles';

export interface ConsoleParts {
  store: Store;
  journal: Journal;
  clock: Clock;
  fanOut: FanOut;
  desk: Desk;
  presence: Presence;
  people: People;
  signIns: SignIns;
  signInLimits: SignInLimits;
  shop: { name: string; zone: string };
  canned: readonly CannedReply[];
  /** What is wrong with the system now. */
  troubles: Troubles;
  privacy?: Privacy;
  log: Log;
  /** Other processes write to the same conversations, and hints of theirs may be lost. */
  isShared: boolean;
  /** What the customer's channel knows. */
  channel: {
    deliveryOf(conversationId: string): Promise<(message: Message) => Message['delivery']>;
    attachmentUrl(attachmentId: string): string;
    isCustomerTyping(conversationId: string): boolean;
    showTyping(conversationId: string, agent: { id: string; name: string }): void;
  };
}

export function createConsole(parts: ConsoleParts): { routes: Route[]; close(): Promise<void> } {
  const { store, journal, clock, desk, presence, people, channel, shop } = parts;
  const { privacy } = parts;
  const reader = createConversationReader({
    ...parts,
    ...channel,
    ...(privacy === undefined ? {} : { isOptedOut: privacy.optOuts.isOptedOut }),
  });
  const feed = createFeed({ ...parts, bootId: journal.newId() });
  const stopWatching = parts.isShared ? watchLine({ ...parts, ...feed, online: presence.online }) : async () => {};
  const list = createConversationList(store);
  const routes = [
    ...createSessionRoutes({ people, signIns: parts.signIns, limits: parts.signInLimits, presence, shop }),
    ...createPeopleRoutes({ people, presence }),
    ...agentRoutes({ desk, list, reader, journal, clock, showTyping: channel.showTyping }),
    ...cannedRoutes(parts.canned),
    withTroubles(feed.route, parts.troubles),
  ];
  return {
    routes: privacy === undefined ? routes : withPrivacy(routes, privacy, { read: reader.read, log: parts.log }),
    async close() {
      feed.close();
      await stopWatching();
    },
  };
}

/** What concerns customers' data beside the rest, and the audit log kept of both. */
function withPrivacy(routes: Route[], privacy: Privacy, parts: Omit<CustomerRouteParts, 'privacy'>): Route[] {
  const { audit } = privacy;
  return [...withAudit(routes, audit), ...createCustomerRoutes({ ...parts, privacy }), createAuditRoute(audit)];
}
