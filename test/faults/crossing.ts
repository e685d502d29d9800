// How long a person's reply takes from the process where the agent works to the socket that the customer has at another one.
import { randomUUID } from 'node:crypto';
import { percentile } from '../bench/figures';
import { until } from './caller';
import { type Colleague, hire } from './colleague';
import { enterShop } from './customer';
import type { Stand } from './stand';
import { openStreamView } from './views';

export interface Crossing {
  p50Ms: number;
  p95Ms: number;
  replies: number;
}

const conversations = 8;

/** Measures with nothing else going on: one reply after the other. */
export async function measureCrossing(stand: Stand, repliesEach: number): Promise<Crossing> {
  const [near, far] = stand.apps;
  if (near === undefined || far === undefined) throw new Error('two processes are needed');
  const agent = await hire(near.caller, 50);
  const took: number[] = [];
  for (let n = 0; n < conversations; n++) {
    const customer = await enterShop(far.caller);
    const view = openStreamView(far.caller, customer);
    try {
      await customer.say('voglio parlare con una persona');
      await until(async () => (await agent.move(customer.conversationId, 'claim')).status === 200, 'the claim');
      for (let k = 0; k < repliesEach; k++) took.push(await replyAcross(agent, customer.conversationId, view));
    } finally {
      await view.end();
    }
  }
  return { p50Ms: percentile(took, 0.5), p95Ms: percentile(took, 0.95), replies: took.length };
}

async function replyAcross(agent: Colleague, conversationId: string, view: ReturnType<typeof openStreamView>) {
  const text = `Eccomi ${randomUUID()}`;
  const from = performance.now();
  const sent = agent.reply(conversationId, text);
  await until(() => view.rows.some((row) => row.text === text), 'the reply on the screen', 10_000);
  const seenAt = view.rows.find((row) => row.text === text)?.shownAtMs ?? Number.NaN;
  await sent;
  return seenAt - from;
}
