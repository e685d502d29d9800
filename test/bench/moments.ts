// How long people wait: a new customer for the first reply, and an agent for a customer who asked for a person.
import { request } from 'node:http';
import type { Caller } from '../faults/caller';
import { type Colleague, hire } from '../faults/colleague';
import { type Line, median, ms, percentile } from './figures';
import { openTalker } from './talker';

const newCustomers = 60;
const handoffs = 60;

export async function measureFirstReply(caller: Caller): Promise<Line[]> {
  const tookMs: number[] = [];
  for (let n = 0; n < newCustomers; n++) {
    const talker = await openTalker(caller);
    tookMs.push(await talker.ask('Quanto costa la spedizione?'));
    talker.close();
  }
  const p95 = percentile(tookMs, 0.95);
  return [{ what: 'first reply', figure: spread(tookMs), aim: 'p95 ≤ 300 ms', isMet: p95 <= 300 }];
}

/** From the customer's words to the feed's sign and the list that shows the conversation. */
export async function measureHandoff(caller: Caller): Promise<Line[]> {
  const agent = await hire(caller, 900);
  const feed = await openFeed(caller, agent);
  const tookMs: number[] = [];
  try {
    for (let n = 0; n < handoffs; n++) {
      const talker = await openTalker(caller);
      const from = performance.now();
      const signed = feed.waitsFor(talker.conversationId);
      const replied = talker.ask('È la terza volta che il pacco arriva rotto, voglio parlare con una persona');
      await signed;
      if (!(await agent.waiting()).includes(talker.conversationId)) throw new Error('signed and not in the list');
      tookMs.push(performance.now() - from);
      await replied;
      talker.close();
      await agent.move(talker.conversationId, 'close', { outcome: 'solved', release: { reason: 'prova' } });
    }
  } finally {
    feed.close();
  }
  const p95 = percentile(tookMs, 0.95);
  return [{ what: 'handoff visible at the console', figure: spread(tookMs), aim: 'p95 ≤ 250 ms', isMet: p95 <= 250 }];
}

const spread = (tookMs: number[]) => `p50 ${ms(median(tookMs))}, p95 ${ms(percentile(tookMs, 0.95))}`;

interface Feed {
  /** Resolves at the first sign that this conversation waits. */
  waitsFor(conversationId: string): Promise<void>;
  close(): void;
}

const patienceMs = 20_000;

function openFeed(caller: Caller, agent: Colleague): Promise<Feed> {
  const listeners = new Map<string, () => void>();
  const hear = (line: string): void => {
    if (!line.startsWith('data:')) return;
    const { conversationId, phase, toldFirst, first } = JSON.parse(line.slice('data:'.length));
    if (phase === 'waiting' || first !== undefined || toldFirst !== undefined) listeners.get(conversationId)?.();
  };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: caller.port, path: '/api/feed', headers: agent.headers });
    asked.on('error', reject);
    asked.on('response', (response) => {
      let rest = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        lines.forEach(hear);
      });
      response.on('error', () => undefined);
      resolve({
        waitsFor: (conversationId) =>
          new Promise((done, late) => {
            const timer = setTimeout(() => late(new Error('no sign on the feed')), patienceMs);
            listeners.set(conversationId, () => {
              clearTimeout(timer);
              listeners.delete(conversationId);
              done();
            });
          }),
        close: () => asked.destroy(),
      });
    });
    asked.end();
  });
}
