// What customers, agents, time and death may do to one conversation of two processes (F12), and what the outside is told of it.
import fc from 'fast-check';
import { CareError } from '../../src/errors';
import type { DeskResult } from '../../src/handoff/desk';
import { createAuditLog } from '../../src/privacy/audit-log';
import { createOptOuts } from '../../src/privacy/opt-outs';
import { removeConversation } from '../../src/privacy/remove-conversation';
import type { Store } from '../../src/store/store';
import { anna, type CareWorld, people } from '../care-world';
import type { FakeClock } from '../fake-clock';

const minute = 60_000;

/** What the outside was told: messages and replies taken, and who was given the conversation at which version. */
export interface Model {
  said: Map<string, string>;
  owners: Map<number, string>;
  /** The customer was erased: from then on everything may find that nothing is there. */
  isErased: boolean;
}

export interface Real {
  worlds: CareWorld[];
  conversationId: string;
  /** Wishes under way: nobody waits for another one's. */
  underWay: Promise<unknown>[];
  doom(world: number): void;
}

type Command = fc.AsyncCommand<Model, Real>;

/** A wish sent to one of the two processes; what comes of it is heard whenever it comes. */
function wish(
  name: string,
  world: number,
  act: (at: CareWorld, real: Real, model: Model) => Promise<unknown>,
): Command {
  return {
    check: () => true,
    async run(model, real) {
      const at = real.worlds[world];
      if (at !== undefined)
        real.underWay.push(act(at, real, model).catch((fault: unknown) => expectRefusalOrDeath(fault, model)));
    },
    toString: () => `${name}@${world}`,
  };
}

const words = [
  'quanto costa la spedizione?',
  'voglio parlare con una persona',
  'È la terza volta che il pacco arriva rotto',
  'Non serve più',
  'vi denuncio',
];

const world = fc.nat(1);
const who = fc.constantFrom(...people);

const says = fc.tuple(world, fc.nat(5)).map(([at, id]) =>
  wish(`say ${id}`, at, async (process, { conversationId }, { said }) => {
    const text = words[id % words.length] ?? '';
    const message = await process.send(conversationId, text, String(id));
    said.set(message.key, text);
    await process.runTurn(conversationId);
  }),
);

/** An impatient widget whose tries reach both processes. */
const saysTwice = fc.nat(5).map((id) =>
  wish(`say ${id} twice`, 0, async (_process, { worlds, conversationId }, { said }) => {
    const text = words[id % words.length] ?? '';
    const taken = await Promise.all(worlds.map((one) => one.send(conversationId, text, String(id))));
    // One message, whichever process took it.
    expect(new Set(taken.map(({ seq }) => seq)).size).toBe(1);
    for (const { key } of taken) said.set(key, text);
  }),
);

type Moving = (process: CareWorld, conversationId: string) => Promise<DeskResult>;
const moves = (name: string, move: (by: (typeof people)[number]) => Moving) =>
  fc.tuple(world, who).map(([at, by]) =>
    wish(`${name} by ${by.id}`, at, async (process, { conversationId }, { owners }) => {
      const result = await move(by)(process, conversationId);
      if (result.kind === 'not-found') throw new Error(gone);
      const { version, owner } = result.conversation;
      const shown = `${owner.kind} ${owner.kind === 'agent' ? owner.id : ''}`;
      // I4: at any version exactly one owner, whoever asks and wherever.
      expect(owners.get(version) ?? shown).toBe(shown);
      owners.set(version, shown);
    }),
  );

const settled = { releaseReason: 'risolto' };
/** `clock` is everybody's; `store` is asked for when a wish comes. */
export const createCommands = ({ clock, store }: { clock: FakeClock; store(): Store }) => [
  says,
  says,
  saysTwice,
  moves(
    'claim',
    (by) =>
      ({ desk }, id) =>
        desk.claim(id, by),
  ),
  moves(
    'claim',
    (by) =>
      ({ desk }, id) =>
        desk.claim(id, by),
  ),
  moves(
    'reply',
    (by) =>
      ({ desk }, id) =>
        desk.reply(id, by, { text: 'Eccomi.', clientId: by.id }),
  ),
  moves(
    'release',
    (by) =>
      ({ desk }, id) =>
        desk.release(id, by),
  ),
  moves(
    'transfer',
    (by) =>
      ({ desk }, id) =>
        desk.transfer(id, by, 'marco'),
  ),
  moves(
    'hand back',
    (by) =>
      ({ desk }, id) =>
        desk.handBack(id, by, settled),
  ),
  moves(
    'close',
    (by) =>
      ({ desk }, id) =>
        desk.close(id, by, 'solved', settled),
  ),
  moves(
    'leave line',
    () =>
      ({ desk }, id) =>
        desk.leaveLine(id),
  ),
  world.map((at) => wish('sweep', at, (process) => process.sweep.often())),
  world.map((at) => wish('late turn', at, (process, { conversationId }) => process.runTurn(conversationId))),
  // After an erasure little is left to go wrong: most histories do without.
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(world, fc.boolean())
        .map(([at, isOptedOut]) =>
          wish(`opt ${isOptedOut ? 'out' : 'in'}`, at, ({ journal }, { conversationId }) =>
            createOptOuts({ store: store(), journal, clock, audit: createAuditLog({ store: store(), clock }) }).choose(
              conversationId,
              isOptedOut,
              anna,
            ),
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: world.map((at) =>
        wish('erase', at, async ({ journal, desk }, { conversationId }, model) => {
          model.isErased = true;
          await removeConversation({ store: store(), journal, letGo: desk.letGo }, conversationId);
        }),
      ),
    },
  ),
  world.map((at) => wish('dies', at, async (_process, { doom }) => doom(at))),
  fc.constantFrom(1, 6, 16, -60, 60).map((minutes) => ({
    check: () => true,
    // F4 too: the clock jumps an hour back and forth.
    run: async () =>
      minutes < 0 ? clock.set(new Date(clock.now().getTime() + minutes * minute)) : clock.advance(minutes * minute),
    toString: () => `${minutes} minutes`,
  })),
];

const gone = 'the conversation is gone';

function expectRefusalOrDeath(fault: unknown, { isErased }: Model): void {
  if (!(fault instanceof Error)) throw fault;
  const refusals = ['id-reused', 'conversation-busy', ...(isErased ? ['token-refused'] : [])];
  const isRefused = fault instanceof CareError && refusals.includes(fault.code);
  if (!isRefused && fault.message !== 'died' && !(isErased && fault.message === gone)) throw fault;
}
