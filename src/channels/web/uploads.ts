// Files from customers: pictures and PDFs, believed by their bytes and not by what the client calls them.
import { randomBytes } from 'node:crypto';
import { filetypemime } from 'magic-bytes.js';
import type { Clock } from '../../clock';
import type { Attachment } from '../../conversation/types';
import { CareError } from '../../errors';
import { type AttachmentDocument, bytesOf } from '../../store/models/attachment';
import type { Store } from '../../store/store';
import { largestFileBytes, largestUploadBytes, mostFiles, type Sender, type UploadLimits } from './upload-limits';

export type Uploads = ReturnType<typeof createUploads>;

/** What may be kept; nothing here can run in a browser. */
const allowedTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'];
/** Every signature we accept lies in the first bytes. */
const sniffedBytes = 64;

export interface StoredFile {
  name: string;
  contentType: string;
  bytes: Buffer;
}

interface UploadsParts {
  store: Pick<Store, 'attachments'>;
  clock: Clock;
  limits: UploadLimits;
}

export function createUploads({ store, clock, limits }: UploadsParts) {
  return {
    /** Keeps the files of one message; throws 400, 413, 415, 429 or 507 before anything is stored. */
    async keep(from: Sender, files: File[]): Promise<Attachment[]> {
      const { conversationId } = from;
      const totalBytes = checkSizes(files);
      await limits.takeFiles(conversationId, files.length);
      const documents = await Promise.all(files.map((file) => toDocument(conversationId, file, clock.now())));
      await limits.takeBytes(from, totalBytes);
      // One by one: together they may be larger than one write of the store can be.
      for (const document of documents) await store.attachments.create(document);
      return documents.map(({ _id, name, contentType, sizeBytes }) => ({ id: _id, name, contentType, sizeBytes }));
    },

    /** Takes back files whose message was not stored, or was there already. */
    async discard(attachments: Attachment[]): Promise<void> {
      await store.attachments.deleteMany({ _id: { $in: attachments.map((attachment) => attachment.id) } });
    },

    /** Null when there is no such file. */
    async find(attachmentId: string): Promise<StoredFile | null> {
      const found = await store.attachments.findById(attachmentId).lean();
      return found === null ? null : { name: found.name, contentType: found.contentType, bytes: bytesOf(found) };
    },
  };
}

/** How many bytes they are together. */
function checkSizes(files: File[]): number {
  if (files.length === 0) throw new CareError('no-file', 'The upload has no file.', { status: 400 });
  const totalBytes = files.reduce((sum, file) => sum + file.size, 0);
  const isTooLarge = files.some((file) => file.size > largestFileBytes) || totalBytes > largestUploadBytes;
  if (isTooLarge || files.length > mostFiles) {
    throw new CareError('upload-too-large', 'At most 5 files of 5 MB each, 10 MB together.', {
      status: 413,
      details: { mostFiles, largestFileBytes, largestUploadBytes },
    });
  }
  if (files.some((file) => file.size === 0)) throw new CareError('empty-file', 'A file is empty.', { status: 400 });
  return totalBytes;
}

async function toDocument(conversationId: string, file: File, at: Date): Promise<AttachmentDocument> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const found = filetypemime(bytes.subarray(0, sniffedBytes));
  const contentType = allowedTypes.find((type) => found.includes(type));
  if (contentType === undefined) {
    throw new CareError('file-type-refused', 'Only pictures (PNG, JPEG, GIF, WebP) and PDF files are accepted.', {
      status: 415,
    });
  }
  const _id = randomBytes(32).toString('base64url');
  return { _id, conversationId, name: plainName(file.name), contentType, sizeBytes: bytes.length, bytes, at };
}

/** A file name without folders, control or direction characters, at most 120 characters. */
function plainName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .trim()
    .slice(0, 120);
  return /[^.\s]/.test(plain) ? plain : 'file';
}
