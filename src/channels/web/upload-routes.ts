// Files in and files out of a website conversation.
import type { Attachment } from '../../conversation/types';
import { CareError } from '../../errors';
import type { Allowance } from '../../jobs/limits';
import type { Route } from '../../route';
import type { Inbound, Receive } from '../channel';
import { attachmentPath } from './activity';
import { refuseTooMany } from './allowance';
import { toInbound } from './incoming-activity';
import { readUpload } from './multipart';
import type { Typing } from './typing';
import { largestUploadBytes, type Sender } from './upload-limits';
import type { StoredFile, Uploads } from './uploads';
import type { Visits } from './visits';

interface UploadParts {
  visits: Visits;
  uploads: Uploads;
  typing: Typing;
  /** Messages of one conversation. */
  limits: { message: Allowance };
  receive: Receive;
}

/** Names, boundaries and the activity beside the files. */
const formOverheadBytes = 128 * 1024;
/** Each holds several times its size while it is taken apart, or read from the store. */
const uploadsAtOnce = 3;
const downloadsAtOnce = 8;

export function createUploadRoutes({ visits, uploads, typing, limits, receive }: UploadParts): Route[] {
  /** Stores the files first, so that no row ever points at nothing; what turned out not to be needed is taken back. */
  async function say(from: Sender, inbound: Inbound, files: File[]): Promise<string> {
    const { conversationId } = from;
    const attachments = await uploads.keep(from, files);
    try {
      const message = await receive(conversationId, { ...inbound, attachments });
      if (!isIn(message.attachments, attachments)) await uploads.discard(attachments);
      return message.id;
    } catch (fault) {
      await uploads.discard(attachments);
      throw fault;
    }
  }

  return [
    {
      method: 'POST',
      path: '/v3/directline/conversations/:id/upload',
      body: { kind: 'raw', limitBytes: largestUploadBytes + formOverheadBytes },
      atOnce: uploadsAtOnce,
      async handle(request) {
        const { conversationId } = await visits.enter(request);
        refuseTooMany(await limits.message(conversationId));
        const { activity, files } = await readUpload(request.body, request.headers['content-type']);
        const id = await say({ conversationId, address: request.address }, toInbound(activity), files);
        typing.settle(conversationId);
        return { status: 200, json: { id } };
      },
    },
    {
      method: 'GET',
      path: attachmentPath(':id'),
      atOnce: downloadsAtOnce,
      async handle(request) {
        const file = await uploads.find(request.params.id ?? '');
        if (file === null) throw new CareError('unknown-file', 'There is no such file.', { status: 404 });
        return { status: 200, bytes: file.bytes, headers: headersOf(file) };
      },
    },
  ];
}

function isIn(stored: Attachment[] | undefined, kept: Attachment[]): boolean {
  return kept.every((attachment) => stored?.some((other) => other.id === attachment.id) === true);
}

/** A picture may be shown in a page; anything else is only ever saved. Neither may run anything. */
function headersOf({ name, contentType }: StoredFile): Record<string, string> {
  const disposition = contentType.startsWith('image/') ? 'inline' : 'attachment';
  return {
    'Content-Type': contentType,
    'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'private, max-age=86400, immutable',
  };
}
