// Reads what a process asks of its store on the wire, so that a test can act at a named place of the way of a message
// without a word of it in the product.
import { deserialize } from 'bson';
import { createMessageReader, readMessage } from '../../src/store/embedded/wire-message';
import type { FaultProxy, Watcher } from './fault-proxy';

// biome-ignore lint/suspicious/noExplicitAny: commands have many shapes.
type Loose = any;

/** One command as the driver sent it. */
export interface WireCommand {
  /** insert, update, find … */
  name: string;
  collection: string;
  /** Rows of an insert. */
  documents: Loose[];
  /** Statements of an update: `{q, u}`. */
  updates: Loose[];
}

/** Cuts a direction into whole wire messages. */
export const splitWire = createMessageReader;

/** asked: before the store hears of it. stored: after it acted, before the process is told. */
export type WireMoment = 'asked' | 'stored';

/**
 * Calls `strike` once, at the first command that `isIt` recognises, and swallows the command or its answer: the process
 * never learns. The returned function gives up watching.
 */
export function strikeAt(
  proxy: FaultProxy,
  moment: WireMoment,
  isIt: (command: WireCommand) => boolean,
  strike: () => void,
): () => void {
  let awaited: number | null = null;
  let struck = false;
  const watcher: Watcher = {
    asked(piece) {
      if (struck || awaited !== null) return struck;
      const command = readCommand(piece);
      if (command === null || !isIt(command)) return false;
      if (moment === 'stored') {
        awaited = piece.readInt32LE(4);
        return false;
      }
      struck = true;
      strike();
      return true;
    },
    answered(piece) {
      if (!struck && awaited !== null && piece.readInt32LE(8) === awaited) {
        struck = true;
        strike();
      }
      return struck;
    },
  };
  proxy.watch(watcher);
  return () => proxy.watch(null);
}

const written = new Set(['insert', 'update', 'delete', 'findAndModify', 'findandmodify']);

/** Null for what changes nothing. */
function readCommand(piece: Buffer): WireCommand | null {
  const { body, sequences } = readMessage(piece);
  const command: Loose = deserialize(body);
  const [name] = Object.keys(command);
  if (name === undefined || !written.has(name)) return null;
  const documents: Loose[] = sequences.documents ?? command.documents ?? [];
  return {
    name,
    collection: String(command[name]),
    documents: documents.map((one) => (Buffer.isBuffer(one) ? deserialize(one) : one)),
    updates: [...(sequences.updates ?? command.updates ?? [])],
  };
}
