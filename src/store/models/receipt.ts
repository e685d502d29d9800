// How far a website customer's screen has come in the log: two marks that only move forward.
import { type Connection, type Model, Schema } from 'mongoose';

export interface ReceiptDocument {
  /** The conversation's id. */
  _id: string;
  /** Highest seq written to one of their sockets or fetched by a poll; 0 when none. */
  deliveredSeq: number;
  /** Highest seq that the widget says was on screen; 0 when none. */
  readSeq: number;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    deliveredSeq: { type: Number, default: 0 },
    readSeq: { type: Number, default: 0 },
  },
  { versionKey: false },
);

export function defineReceipts(connection: Connection): Model<ReceiptDocument> {
  return connection.model<ReceiptDocument>('Receipt', schema as unknown as Schema<ReceiptDocument>, 'receipts');
}
