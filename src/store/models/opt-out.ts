// Customers who want to hear from the shop only when they wrote first. Kept by customer, across their conversations.
import { type Connection, type Model, Schema } from 'mongoose';

export interface OptOutDocument {
  /** The customer's id. */
  _id: string;
  at: Date;
  /** The agent who noted it. */
  by: string;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
  },
  { versionKey: false },
);

export function defineOptOuts(connection: Connection): Model<OptOutDocument> {
  return connection.model<OptOutDocument>('OptOut', schema as unknown as Schema<OptOutDocument>, 'optOuts');
}
