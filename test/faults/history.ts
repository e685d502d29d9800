// Plays a history over HTTP against the real process and says what went wrong in it.
import type { Store } from '../../src/store/store';
import { type Reply, rest, until } from './caller';
import type { Colleague } from './colleague';
import { type Customer, enterShop, words } from './customer';
import { brokenRulesOf, lostMessages, lostReplies, viewFaults } from './debts';
import type { Rig } from './rig';
import { openStreamView } from './views';
import { type AgentWish, dueAnswer, type History, type Shown, type Wish } from './wishes';

export interface Stage {
  rig: Rig;
  agents: readonly Colleague[];
  /** The store beside the running process; asked for anew after each restart. */
  store(): Promise<Store>;
  restart(how: 'kill -9' | 'stop'): Promise<void>;
}

interface Act {
  wish: Wish;
  reply: Reply | null;
  /** This agent's reply had been answered 200 before. */
  repeats?: boolean;
}

/** Everything that must not happen and did; empty for a sound history. */
export async function play(stage: Stage, { groups, restart }: History): Promise<string[]> {
  const customer = await enterShop(stage.rig.caller);
  const view = openStreamView(stage.rig.caller, customer);
  const troubles: string[] = [];
  try {
    let shown = await atRest(stage, customer);
    for (const [n, group] of groups.entries()) {
      const restarts = restart !== null && restart.during % groups.length === n;
      const acts = group.map((wish) => act(stage, customer, wish));
      if (restarts) await rest(n * 3).then(() => stage.restart(restart.how));
      const done = await Promise.all(acts);
      troubles.push(...done.flatMap(unexpected));
      const [only] = done;
      const after = await atRest(stage, customer);
      if (done.length === 1 && only !== undefined && !restarts) troubles.push(...judge(stage, only, shown, after));
      shown = after;
    }
    const store = await stage.store();
    const owes = async () => viewFaults(store, customer.conversationId, view);
    await until(async () => (await owes()).length === 0, 'the view', 5_000).catch(() => null);
    troubles.push(
      ...[
        ...(await brokenRulesOf(store, customer.conversationId, stage.agents)),
        ...(await lostMessages(store, [customer])),
        ...(await lostReplies(store, stage.agents.map(only(customer)))),
        ...(await owes()),
      ].map(({ kind, about }) => `${kind}: ${about}`),
    );
  } finally {
    await view.end();
  }
  return troubles;
}

const only =
  ({ conversationId }: Customer) =>
  (agent: Colleague): Colleague => ({
    ...agent,
    acknowledged: agent.acknowledged.filter((one) => one.conversationId === conversationId),
  });

/** A reply of one agent always carries the same client id: said once, however often it is sent. */
const replyId = 'una-risposta';

async function act({ agents }: Stage, customer: Customer, wish: Wish): Promise<Act> {
  const { conversationId } = customer;
  if (wish.do === 'say') {
    // The words depend on the id alone, so that an id sent twice is the same message.
    await customer.say(words[wish.clientId % words.length] ?? '', { clientId: `c${wish.clientId}` });
    return { wish, reply: null };
  }
  if (wish.do === 'leave-line') return { wish, reply: await customer.leaveLine().then(() => null) };
  const agent = agentOf(agents, wish.agent);
  if (wish.do === 'reply') {
    const repeats = agent.acknowledged.some((one) => one.conversationId === conversationId);
    return { wish, repeats, reply: await agent.reply(conversationId, `Sono ${agent.name}.`, replyId) };
  }
  return { wish, reply: await agent.move(conversationId, wish.do, bodyOf(agents, wish)) };
}

function bodyOf(agents: readonly Colleague[], wish: AgentWish): object {
  switch (wish.do) {
    case 'transfer':
      return { to: agentOf(agents, wish.to).id };
    case 'hand-back':
      return wish.settles ? { release: { reason: 'risolto' } } : {};
    case 'close':
      return { outcome: 'solved', ...(wish.settles ? { release: { reason: 'risolto' } } : {}) };
    case 'claim':
    case 'release':
    case 'reply':
      return {};
    default:
      return wish satisfies never;
  }
}

function agentOf(agents: readonly Colleague[], n: number): Colleague {
  const agent = agents[n];
  if (agent === undefined) throw new Error(`no agent ${n}`);
  return agent;
}

function unexpected({ wish, reply }: Act): string[] {
  return reply === null || reply.status === 200 || reply.status === 409
    ? []
    : [`${wish.do} was answered ${reply.status} ${reply.body?.code}`];
}

/** Nobody asked for anything else meanwhile: there is one right answer. */
function judge({ agents }: Stage, { wish, reply, repeats = false }: Act, shown: Shown, after: Shown): string[] {
  if (reply === null || wish.do === 'say' || wish.do === 'leave-line') return [];
  const by = agentOf(agents, wish.agent);
  const to = wish.do === 'transfer' ? agentOf(agents, wish.to).id : '';
  const due = dueAnswer(wish, shown, by, { to, repeats });
  const told = `${wish.do} by ${by.name} on ${JSON.stringify(shown)}`;
  if ('refused' in due)
    return reply.body?.code === due.refused ? [] : [`${told}: ${reply.status} ${reply.body?.code}, not ${due.refused}`];
  const isDone = reply.status === 200 && after.phase === due.phase && after.ownerId === due.ownerId;
  return isDone ? [] : [`${told}: ${reply.status} ${reply.body?.code}, then ${JSON.stringify(after)}`];
}

/** Waits until every message of the customer is decided; what the console shows then. */
async function atRest({ agents }: Stage, { conversationId }: Customer): Promise<Shown> {
  const reader = agentOf(agents, 0);
  const isDecided = async (): Promise<boolean> => {
    const { body } = await reader.read(conversationId);
    const messages: { from: { kind: string }; signals?: unknown }[] = body.messages;
    return messages.every(({ from, signals }) => from.kind !== 'customer' || signals !== undefined);
  };
  await until(isDecided, 'every message to be decided', 30_000);
  // Read again: in one answer the messages may be a moment younger than the state.
  const { body } = await reader.read(conversationId);
  return { phase: body.phase, ownerId: body.owner.id, promiseOpen: body.promise?.state === 'open' };
}
