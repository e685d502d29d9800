// Background jobs waiting for their moment; src/jobs/job-rows.ts is their only reader and writer.
import { type Connection, type Model, Schema } from 'mongoose';

/** What to do and when; kept apart in `again` while an earlier run of the same id is still going on. */
interface JobOrder {
  name: string;
  data: Record<string, string | number | boolean | null>;
  runAt: Date;
  attempts: number;
  backoffMs: number;
}

export interface JobDocument extends JobOrder {
  _id: string;
  /** Tries begun so far. */
  attempt: number;
  /** Its moment; while it is held it moves with every sign of life of its holder. */
  claimableAt: Date;
  /** Who runs it; null while it waits. */
  holder: string | null;
  again: JobOrder | null;
}

const order = {
  name: { type: String, required: true },
  data: { type: Schema.Types.Mixed, required: true },
  runAt: { type: Date, required: true },
  attempts: { type: Number, required: true },
  backoffMs: { type: Number, required: true },
} as const;

const schema = new Schema(
  {
    _id: { type: String, required: true },
    ...order,
    attempt: { type: Number, required: true },
    claimableAt: { type: Date, required: true },
    holder: { type: String, default: null },
    again: { type: Schema.Types.Mixed, default: null },
  },
  { versionKey: false, minimize: false },
);
schema.index({ name: 1, claimableAt: 1 });
schema.index({ holder: 1 }, { partialFilterExpression: { holder: { $type: 'string' } } });

export function defineJobs(connection: Connection): Model<JobDocument> {
  return connection.model<JobDocument>('Job', schema as unknown as Schema<JobDocument>, 'jobs');
}
