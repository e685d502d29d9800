// How long each call of the hot collections takes and whether it failed: told where the calls are made, because the driver's
// own command monitoring costs a tenth of a command.
import type { mongo } from 'mongoose';
import { isDuplicate } from './duplicate';

/** `call` is one of a fixed set: `<collection>.<kind>`. A refused duplicate is an outcome, not a failure. */
export type OnCall = (call: string, tookMs: number, failed: boolean) => void;

const kinds = {
  insertOne: 'insert',
  insertMany: 'insert',
  updateOne: 'update',
  bulkWrite: 'update',
  findOneAndUpdate: 'update',
  findOne: 'find',
  countDocuments: 'count',
  deleteOne: 'delete',
  deleteMany: 'delete',
  findOneAndDelete: 'delete',
} as const;

/** The collections on a message's way. */
const timedCollections = ['conversations', 'messages', 'events', 'jobs', 'erasedConversations'] as const;

/** Every `call` that is ever told. */
export const knownCalls: readonly string[] = timedCollections.flatMap((collection) =>
  [...new Set(Object.values(kinds))].map((kind) => `${collection}.${kind}`),
);

// biome-ignore lint/suspicious/noExplicitAny: each method keeps its own arguments and result; only the time is taken.
type Method = (...args: any[]) => Promise<unknown>;

/** The same collection, telling `onCall` of every call (of a cursor read row by row: of every row), not of what it does inside. */
export function timed<Row extends mongo.Document>(
  rows: mongo.Collection<Row>,
  name: string,
  onCall: OnCall,
): mongo.Collection<Row> {
  const methods = rows as unknown as Record<string, Method>;
  const view: Record<string, unknown> = Object.create(rows);
  for (const [method, kind] of Object.entries(kinds)) {
    const call = methods[method]?.bind(rows);
    if (call !== undefined) view[method] = clocked(call, `${name}.${kind}`, onCall);
  }
  const find = rows.find.bind(rows) as (...args: unknown[]) => object;
  view.find = (...args: unknown[]) => clockCursor(find(...args), `${name}.find`, onCall);
  return view as unknown as mongo.Collection<Row>;
}

function clockCursor(cursor: object, call: string, onCall: OnCall): object {
  const methods = cursor as Record<'toArray' | 'next', Method>;
  const toArray = methods.toArray.bind(cursor);
  const next = methods.next.bind(cursor);
  methods.next = clocked(next, call, onCall);
  // Reading all goes row by row inside.
  methods.toArray = clocked(
    () => {
      methods.next = next;
      return toArray();
    },
    call,
    onCall,
  );
  return cursor;
}

function clocked(method: Method, call: string, onCall: OnCall): Method {
  return (...args) => {
    // Monotonic: it measures and decides nothing.
    const startMs = performance.now();
    const result = method(...args);
    result.then(
      () => onCall(call, performance.now() - startMs, false),
      (fault: unknown) => onCall(call, performance.now() - startMs, !isDuplicate(fault)),
    );
    return result;
  };
}
