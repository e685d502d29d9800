// Agents' notes: seen by agents alone, never part of the log.
import { type Connection, type Model, Schema } from 'mongoose';

export interface NoteDocument {
  _id: string;
  conversationId: string;
  by: { id: string; name: string };
  text: string;
  at: Date;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    by: { type: Schema.Types.Mixed, required: true },
    text: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ conversationId: 1, at: 1 });

export function defineNotes(connection: Connection): Model<NoteDocument> {
  return connection.model<NoteDocument>('Note', schema as unknown as Schema<NoteDocument>, 'notes');
}
