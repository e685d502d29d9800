// What the outside sees, put together: the website channel, the console, health.
import { join } from 'node:path';
import { createReceive } from '../channels/receive';
import { attachmentPath } from '../channels/web/activity';
import { createAllowance } from '../channels/web/allowance';
import { createWebChannel } from '../channels/web/web-channel';
import { createConsole } from '../console/console';
import { accessTable } from '../http/access';
import { networkOf } from '../http/caller';
import { createHealthRoutes } from '../http/health';
import { createOpenApiRoute } from '../http/openapi';
import { createOriginRule } from '../http/origins';
import { createHttpServer } from '../http/server';
import { createSignInLimits } from '../http/sign-in-limits';
import type { Base } from './base';
import type { Care } from './care';
import type { Staff } from './staff';

export type Web = ReturnType<typeof buildWeb>;

export function buildWeb(base: Base, care: Care, { people, sessions }: Staff) {
  const { config, log, clock, root, store, dialogs } = base;
  const channel = buildChannel(base, care);
  const { typing, receipts } = channel;
  const agentConsole = createConsole({
    ...base,
    ...care,
    people,
    signIns: sessions,
    signInLimits: createSignInLimits({
      failuresPerAccount: config.SIGN_IN_FAILURES_PER_ACCOUNT,
      failuresPerAddress: config.SIGN_IN_FAILURES_PER_ADDRESS,
    }),
    shop: dialogs.policy.shop,
    canned: dialogs.canned,
    channel: {
      deliveryOf: receipts.deliveryOf,
      attachmentUrl: attachmentPath,
      isCustomerTyping: typing.isTyping,
      showTyping: (conversationId, agent) => typing.agentTypes(conversationId, agent.name),
    },
  });
  const whyNotReady = async () => (server.isStopping() ? 'stopping' : (await store.ready()) ? null : 'store-not-ready');
  const routes = [...channel.routes, ...agentConsole.routes, ...createHealthRoutes({ whyNotReady })];
  const server = createHttpServer({
    routes: [...routes, createOpenApiRoute(routes, accessTable)],
    access: accessTable,
    authenticate: sessions.authenticate,
    origins: createOriginRule({ allowedOrigins: config.WIDGET_ALLOWED_ORIGINS, publicUrl: config.PUBLIC_URL }),
    callers: { trustProxy: config.TRUST_PROXY, publicUrl: config.PUBLIC_URL },
    webRoot: join(root, 'dist/web'),
    clock,
    log,
  });
  server.onUpgrade(channel.handleUpgrade);
  return { server, channel, console: agentConsole };
}

function buildChannel(base: Base, care: Care) {
  const { config, journal, clock, dialogs } = base;
  const { desk } = care;
  const perMinute = config.SESSIONS_PER_MINUTE;
  const newSession = createAllowance({ clock, burst: perMinute, perSecond: perMinute / 60 });
  return createWebChannel({
    ...base,
    receive: createReceive({ journal, clock, ring: care.ring }),
    greet: care.greet,
    stateOf: async (conversationId) => {
      const conversation = await journal.load(conversationId);
      return conversation === null ? null : care.outlook(conversation);
    },
    moves: {
      leaveLine: async (conversationId) => void (await desk.leaveLine(conversationId)),
      leaveContact: async (conversationId, email) => void (await desk.leaveContact(conversationId, email)),
    },
    limits: {
      newSession: (address) => newSession(networkOf(address)),
      message: createAllowance({ clock, burst: config.MESSAGE_BURST, perSecond: config.MESSAGES_PER_SECOND }),
    },
    settings: {
      directLineSecret: config.DIRECT_LINE_SECRET,
      identitySecret: config.WIDGET_IDENTITY_SECRET,
      shopName: dialogs.policy.shop.name,
      defaultLanguage: dialogs.policy.shop.languages[0],
    },
  });
}
