// Files customers sent: bytes in the store, so that several processes share them and backups hold them.
import { type Connection, type Model, mongo, Schema } from 'mongoose';

export interface AttachmentDocument {
  /** 256 random bits, url-safe: knowing it is the right to read the file. */
  _id: string;
  conversationId: string;
  name: string;
  /** What the bytes are, not what the client called them. */
  contentType: string;
  sizeBytes: number;
  bytes: Buffer;
  at: Date;
}

const schema = new Schema(
  {
    _id: { type: String, required: true },
    conversationId: { type: String, required: true },
    name: { type: String, required: true },
    contentType: { type: String, required: true },
    sizeBytes: { type: Number, required: true },
    bytes: { type: Buffer, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ conversationId: 1, at: 1 });
schema.index({ at: 1, _id: 1 });

export function defineAttachments(connection: Connection): Model<AttachmentDocument> {
  return connection.model<AttachmentDocument>(
    'Attachment',
    schema as unknown as Schema<AttachmentDocument>,
    'attachments',
  );
}

/** The file's bytes: a lean document carries the driver's Binary where the type says Buffer. */
export function bytesOf(document: AttachmentDocument): Buffer {
  const stored: unknown = document.bytes;
  return stored instanceof mongo.Binary ? Buffer.from(stored.buffer) : document.bytes;
}
