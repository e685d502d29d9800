// Stands before the engine on each connection: who comes by TCP proves the password first; the unix socket needs none, since
// only the owner of the data folder can open it.
import { Binary } from 'bson';
import { type Document, decodeExact } from './bson-codec';
import { CommandError } from './command-error';
import type { Engine } from './engine';
import type { Conversation } from './scram';
import type { WireRequest } from './wire-message';

/** Answers the requests of one connection in their order. */
export type Door = (request: WireRequest) => Promise<Buffer | Document>;

/** What a stranger may ask. */
const open = new Set(['hello', 'ismaster', 'ping', 'buildinfo', 'endsessions']);

export function openDoor(engine: Engine): Door {
  return ({ body, sequences }) => engine.execute(body, sequences);
}

export function guardedDoor(engine: Engine, newSignIn: () => Conversation): Door {
  let signIn: Conversation | null = null;
  let isSignedIn = false;
  function meet(body: Document): Document | 'let-in' {
    const name = (Object.keys(body)[0] ?? '').toLowerCase();
    if (name === 'saslstart') {
      if (body.mechanism !== 'SCRAM-SHA-256')
        throw new CommandError('MechanismUnavailable', 'only SCRAM-SHA-256 is known here');
      signIn = newSignIn();
      return reply(false, signIn.start(textOf(body)));
    }
    if (name === 'saslcontinue') {
      const proof = signIn?.finish(textOf(body));
      if (proof === undefined) throw new CommandError('ProtocolError', 'saslContinue without saslStart');
      isSignedIn = true;
      signIn = null;
      return reply(true, proof);
    }
    if (!open.has(name)) throw new CommandError('Unauthorized', `command ${name} requires authentication`);
    return 'let-in';
  }
  return async ({ body, sequences }) => {
    if (isSignedIn) return engine.execute(body, sequences);
    const met = meet(decodeExact(body));
    return met === 'let-in' ? engine.execute(body, sequences) : met;
  };
}

function reply(done: boolean, payload: string): Document {
  return { conversationId: 1, done, payload: new Binary(Buffer.from(payload)), ok: 1 };
}

function textOf({ payload }: Document): string {
  if (payload instanceof Binary) return Buffer.from(payload.buffer.subarray(0, payload.position)).toString('utf8');
  throw new CommandError('TypeMismatch', `'payload' must be binary`);
}
