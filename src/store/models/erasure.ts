// Orders to erase a customer: stored before the first deletion, so that a death at any point is made good at the next
// start, and looked at again for a while, in case another process wrote behind the erasure. Gone when all is settled.
import { type Connection, type Model, Schema } from 'mongoose';

export interface ErasureDocument {
  _id: string;
  orderedAt: Date;
  /** An agent's id, or `command`. */
  by: string;
  /** `open`: not everything is gone yet. `settling`: it is, and is looked at once more. */
  state: 'open' | 'settling';
  /** When to look next; whoever carries it out moves it on, and has the order until then. */
  dueAt: Date;
  /** How often it failed since it last succeeded. */
  failures?: number;
  /** Whom it is about, until everything is gone from the collections. */
  customerIds: string[];
  /** All that will have to go: after the deletion nothing else leads there. */
  conversationIds: string[];
  found: ErasedCounts;
}

/** How much there was. */
export interface ErasedCounts {
  conversations: number;
  messages: number;
  files: number;
  notes: number;
  /** Open promises that ended with it. */
  promises: number;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    orderedAt: { type: Date, required: true },
    by: { type: String, required: true },
    state: { type: String, required: true },
    dueAt: { type: Date, required: true },
    failures: Number,
    customerIds: { type: [String], required: true },
    conversationIds: { type: [String], required: true },
    found: { type: Schema.Types.Mixed, required: true },
  },
  { versionKey: false },
);
schema.index({ dueAt: 1 });

export function defineErasures(connection: Connection): Model<ErasureDocument> {
  return connection.model<ErasureDocument>('Erasure', schema as unknown as Schema<ErasureDocument>, 'erasures');
}
