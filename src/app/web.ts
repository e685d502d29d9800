// What customers and agents reach, put together: the website channel and the console on the process's server.
import { createReceive } from '../channels/receive';
import { attachmentPath } from '../channels/web/activity';
import { createUploadLimits } from '../channels/web/upload-limits';
import { createWebChannel } from '../channels/web/web-channel';
import { createConsole } from '../console/console';
import { networkOf } from '../http/caller';
import { createSignInLimits } from '../http/sign-in-limits';
import type { Base } from './base';
import type { Care } from './care';
import { buildServer, type Front } from './server';
import type { Staff } from './staff';

export function buildWeb(base: Base, care: Care, staff: Staff): Front {
  const channel = buildChannel(base, care);
  const agentConsole = buildConsole(base, care, staff, channel);
  const server = buildServer(base, staff, [...channel.routes, ...agentConsole.routes]);
  server.onUpgrade(channel.handleUpgrade);
  care.presence.onSignedOut(server.endStreams);
  base.monitoring.showOpen({ sockets: channel.openSockets, feeds: server.openStreams });
  return {
    server,
    async close() {
      // Together: the server waits for its connections to end, and feeds and sockets are among them.
      await Promise.all([agentConsole.close(), server.close(), channel.close()]);
    },
  };
}

type Channel = ReturnType<typeof buildChannel>;

function buildConsole(base: Base, care: Care, { people, sessions }: Staff, { receipts }: Channel) {
  const { config, dialogs } = base;
  const { typing } = care;
  return createConsole({
    ...base,
    ...care,
    people,
    signIns: sessions,
    signInLimits: createSignInLimits({
      limits: base.limits,
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
}

function buildChannel(base: Base, care: Care) {
  const { config, journal, clock, dialogs, monitoring } = base;
  const { desk } = care;
  return createWebChannel({
    ...base,
    undelivered: (reason) => monitoring.onUndelivered(`web|${reason}`),
    receive: createReceive({ journal, clock, ring: care.ring }),
    greet: care.greet,
    typing: care.typing,
    stateOf: async (conversationId) => {
      const conversation = await journal.load(conversationId);
      return conversation === null ? null : care.outlook(conversation);
    },
    moves: {
      leaveLine: async (conversationId) => void (await desk.leaveLine(conversationId)),
      leaveContact: async (conversationId, email) => void (await desk.leaveContact(conversationId, email)),
    },
    limits: limitsOf(base),
    settings: {
      directLineSecret: config.DIRECT_LINE_SECRET,
      identitySecret: config.WIDGET_IDENTITY_SECRET,
      shopName: dialogs.policy.shop.name,
      defaultLanguage: dialogs.policy.shop.languages[0],
    },
  });
}

function limitsOf({ limits, config }: Base) {
  const perMinute = config.SESSIONS_PER_MINUTE;
  const newSession = limits.allowance('sessions', { burst: perMinute, perSecond: perMinute / 60 });
  return {
    newSession: (address: string) => newSession(networkOf(address)),
    message: limits.allowance('messages', { burst: config.MESSAGE_BURST, perSecond: config.MESSAGES_PER_SECOND }),
    upload: createUploadLimits({ limits, networkOf, megabytesPerDay: config.FILE_MEGABYTES_PER_DAY }),
  };
}
