// Reads Direct Line's upload: a part `activity` and parts `file`. Node's own parser does the work.
import { CareError } from '../../errors';
import { activitySchema, badActivity, type IncomingActivity } from './incoming-activity';

const largestActivityBytes = 64 * 1024;

export interface Upload {
  activity: IncomingActivity;
  /** In the order in which the activity names them. */
  files: File[];
}

/** Throws 400 for what is no multipart form or no activity, 415 for another kind of body. */
export async function readUpload(bytes: Buffer, contentType: string | undefined): Promise<Upload> {
  if (contentType === undefined || !/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new CareError('unsupported-media-type', 'An upload must be multipart/form-data.', { status: 415 });
  }
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData().catch(() => null);
  if (form === null) throw badActivity('The upload is not a valid multipart form.');
  const activity = await readActivity(form.get('activity'));
  const files = form.getAll('file').filter((part) => typeof part !== 'string');
  return { activity, files: inOrderOf(activity, files) };
}

async function readActivity(part: File | string | null): Promise<IncomingActivity> {
  if (part === null) return { type: 'message' };
  const text = typeof part === 'string' ? part : part.size > largestActivityBytes ? '' : await part.text();
  if (text.length > largestActivityBytes) throw badActivity('The activity is too large.');
  const parsed = activitySchema.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.type !== 'message') throw badActivity('The upload has no valid message activity.');
  return { ...parsed.data, text: parsed.data.text?.replace(/\p{Surrogate}/gu, '\ufffd') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Parts arrive in any order (botframework-directlinejs fetches its files side by side); the names tell the meant one. */
function inOrderOf({ attachments }: IncomingActivity, files: File[]): File[] {
  const names = (attachments ?? []).map((attachment) => attachment.name);
  const place = (file: File): number => {
    const index = names.indexOf(file.name);
    return index === -1 ? names.length : index;
  };
  return files.toSorted((one, other) => place(one) - place(other));
}
