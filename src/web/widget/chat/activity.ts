// One Direct Line activity, read into what the widget shows.
import { field, listField, numberField, textField } from './json';

export type AuthorKind = 'customer' | 'bot' | 'agent' | 'system';

export interface QuickReply {
  title: string;
  value: string;
}

export interface ShownAttachment {
  contentType: string;
  url: string;
  name: string;
}

/** A line of the conversation as everybody can see it. */
export interface ShownMessage {
  kind: 'message';
  id: string;
  /** 1..n of the server's log; 0 when the server did not say. */
  seq: number;
  /** Set on the customer's own lines: links the echo to what was sent. */
  clientId?: string;
  author: AuthorKind;
  name?: string;
  text: string;
  at: Date;
  attachments: ShownAttachment[];
  /** What is said in the place of files whose time was over. */
  removedFiles: string[];
  quickReplies: QuickReply[];
}

export type Received =
  | ShownMessage
  | { kind: 'typing'; author: AuthorKind; name?: string }
  | { kind: 'state'; value: unknown }
  | { kind: 'receipts'; readSeq: number };

/** Null for activities that the widget does not show. */
export function readActivity(activity: unknown, now: Date): Received | null {
  const type = textField(activity, 'type');
  const name = textField(activity, 'name');
  if (type === 'typing') return { kind: 'typing', author: authorOf(activity), ...named(activity) };
  if (type === 'event' && name === 'ascolto.state') return { kind: 'state', value: field(activity, 'value') };
  if (type === 'event' && name === 'ascolto.receipts')
    return { kind: 'receipts', readSeq: numberField(field(activity, 'value'), 'readSeq') ?? 0 };
  return type === 'message' ? readMessage(activity, now) : null;
}

function readMessage(activity: unknown, now: Date): ShownMessage | null {
  const id = textField(activity, 'id');
  if (id === undefined) return null;
  const clientId = textField(field(activity, 'channelData'), 'clientActivityID');
  const author = authorOf(activity);
  const at = new Date(textField(activity, 'timestamp') ?? '');
  return {
    kind: 'message',
    id,
    seq: numberField(field(field(activity, 'channelData'), 'ascolto'), 'seq') ?? seqOfId(id),
    ...(clientId !== undefined && author === 'customer' ? { clientId } : {}),
    author,
    ...named(activity),
    text: textField(activity, 'text') ?? '',
    at: Number.isNaN(at.getTime()) ? now : at,
    attachments: listField(activity, 'attachments').flatMap(readAttachment),
    removedFiles: listField(field(field(activity, 'channelData'), 'ascolto'), 'removedFiles').map(String),
    quickReplies: listField(field(activity, 'suggestedActions'), 'actions').flatMap(readQuickReply),
  };
}

function authorOf(activity: unknown): AuthorKind {
  const said = textField(field(field(activity, 'channelData'), 'ascolto'), 'author');
  if (said === 'customer' || said === 'bot' || said === 'agent' || said === 'system') return said;
  return textField(field(activity, 'from'), 'role') === 'user' ? 'customer' : 'bot';
}

function named(activity: unknown): { name?: string } {
  const name = textField(field(activity, 'from'), 'name');
  return name === undefined ? {} : { name };
}

/** Ids are `<conversation>|<seq, 7 digits>`. */
function seqOfId(id: string): number {
  const seq = Number(id.slice(id.lastIndexOf('|') + 1));
  return Number.isInteger(seq) && seq > 0 ? seq : 0;
}

function readAttachment(attachment: unknown): ShownAttachment[] {
  const url = textField(attachment, 'contentUrl');
  if (url === undefined || !/^(https?:)?\//.test(url)) return [];
  const contentType = textField(attachment, 'contentType') ?? '';
  return [{ url, contentType, name: textField(attachment, 'name') ?? contentType }];
}

function readQuickReply(action: unknown): QuickReply[] {
  const title = textField(action, 'title') ?? textField(action, 'value');
  return title === undefined ? [] : [{ title, value: textField(action, 'value') ?? title }];
}
