// The website channel put together: routes for http/, sockets for its upgrades, and what others ask about a customer.
import type { Clock } from '../../clock';
import type { Journal } from '../../conversation/journal';
import type { Language } from '../../conversation/types';
import type { FanOut } from '../../jobs/fan-out';
import type { Allowance } from '../../jobs/limits';
import { createLocalLimits } from '../../jobs/local-limits';
import type { Log } from '../../log';
import type { Route } from '../../route';
import type { Store } from '../../store/store';
import type { CustomerMoves, Greet, Receive, StateOf } from '../channel';
import { createActivityRoutes } from './activity-routes';
import { createDirectLineRoutes } from './direct-line-routes';
import { createIdentityCheck } from './identity';
import { createReceipts } from './receipts';
import { createSigningKeys } from './signing-keys';
import { createStreams } from './stream';
import { createTokens } from './tokens';
import type { Typing } from './typing';
import type { UploadLimits } from './upload-limits';
import { createUploadRoutes } from './upload-routes';
import { createUploads } from './uploads';
import { createVisitors } from './visitors';
import { createVisits } from './visits';
import { createWidgetSessionRoute } from './widget-session';

export interface WebChannelParts {
  store: Store;
  journal: Journal;
  clock: Clock;
  fanOut: FanOut;
  log: Log;
  receive: Receive;
  greet: Greet;
  stateOf: StateOf;
  moves: CustomerMoves;
  typing: Typing;
  /** Other processes write to the same conversations, and hints of theirs may be lost. */
  isShared: boolean;
  limits: {
    /** A new session, or a refused try for one, from this network address. */
    newSession: Allowance;
    /** A message in this conversation. */
    message: Allowance;
    /** Files and their bytes. */
    upload: UploadLimits;
  };
  settings: WebChannelSettings;
  /** Told when rows could not go out to a socket at once. */
  undelivered?(reason: 'not-read' | 'too-slow'): void;
}

export interface WebChannelSettings {
  directLineSecret?: string | undefined;
  identitySecret?: string | undefined;
  /** Shown by the widget. */
  shopName?: string | undefined;
  /** Until a customer's own is known. */
  defaultLanguage: Language;
}

/** A widget signs at most once in 3 s and marks reading after each message. */
const signs = { burst: 60, perSecond: 5 };

export function createWebChannel(parts: WebChannelParts) {
  const { store, journal, clock, fanOut, log, typing, settings } = parts;
  const { newId } = journal;
  const tokens = createTokens({ keys: createSigningKeys({ store, clock }), clock });
  const visitors = createVisitors({ store, clock, newId });
  const visits = createVisits({ ...parts, ...settings, tokens, visitors });
  const receipts = createReceipts({ store, clock, fanOut, log });
  const uploads = createUploads({ store, clock, limits: parts.limits.upload });
  const limits = {
    ...parts.limits,
    // Signs are many and cost little: each process counts its own.
    sign: createLocalLimits({ clock }).allowance('signs', signs),
  };
  const streams = createStreams({ ...parts, tokens, delivered: receipts.delivered });
  const verifyIdentity = createIdentityCheck({ secret: settings.identitySecret, clock });

  const routes: Route[] = [
    createWidgetSessionRoute({ ...parts, ...settings, tokens, visitors, verifyIdentity, limits }),
    ...createDirectLineRoutes({ tokens, visits, newId }),
    ...createActivityRoutes({ ...parts, visits, typing, receipts, limits }),
    ...createUploadRoutes({ visits, uploads, typing, limits, receive: parts.receive }),
  ];

  return {
    routes,
    handleUpgrade: streams.handleUpgrade,
    openSockets: streams.count,
    receipts,
    /** Ends the sockets and writes what is pending. */
    async close(): Promise<void> {
      await streams.close();
      await receipts.flush();
    },
  };
}
