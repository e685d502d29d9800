// What the conversation shows, line by line: the log of the server followed by what it has not echoed yet.
import type { AuthorKind, QuickReply, ShownAttachment, ShownMessage } from '../chat/activity';
import type { NamedFile, Outgoing } from '../chat/outbox';

export interface Line {
  /** Stays the same from sending to echo, so that a line is drawn and announced once. */
  key: string;
  author: AuthorKind;
  name: string | undefined;
  text: string;
  at: Date;
  attachments: readonly ShownAttachment[];
  removedFiles: readonly string[];
  file: NamedFile | undefined;
  /** Set while the server has not echoed it. */
  outgoing: Outgoing | undefined;
  /** First of several lines in a row by the same author: shows name and picture. */
  opensGroup: boolean;
  opensDay: boolean;
  /** `sent` or `read` under the customer's latest line. */
  delivery: 'sent' | 'read' | undefined;
}

export function linesOf(messages: readonly ShownMessage[], outgoing: readonly Outgoing[], readSeq: number): Line[] {
  const lastOwn = messages.findLast((message) => message.author === 'customer');
  const lines = [...messages.map((message) => lineOf(message, lastOwn, readSeq)), ...outgoing.map(unsentLine)];
  return lines.map((line, index) => {
    const before = lines[index - 1];
    const opensDay = before === undefined || before.at.toDateString() !== line.at.toDateString();
    return { ...line, opensDay, opensGroup: opensDay || before.author !== line.author || before.name !== line.name };
  });
}

/** Buttons are offered under the latest line only, and go with the next one. */
export function offeredReplies(messages: readonly ShownMessage[], outgoing: readonly Outgoing[]): QuickReply[] {
  return outgoing.length > 0 ? [] : (messages.at(-1)?.quickReplies ?? []);
}

function lineOf(message: ShownMessage, lastOwn: ShownMessage | undefined, readSeq: number): Line {
  const isRead = message.seq > 0 && message.seq <= readSeq;
  return {
    key: message.clientId ?? message.id,
    author: message.author,
    name: message.author === 'agent' ? message.name : undefined,
    text: message.text,
    at: message.at,
    attachments: message.attachments,
    removedFiles: message.removedFiles,
    file: undefined,
    outgoing: undefined,
    opensGroup: false,
    opensDay: false,
    delivery: message === lastOwn ? (isRead ? 'read' : 'sent') : undefined,
  };
}

function unsentLine(outgoing: Outgoing): Line {
  return {
    key: outgoing.clientId,
    author: 'customer',
    name: undefined,
    text: outgoing.text,
    at: outgoing.at,
    attachments: [],
    removedFiles: [],
    file: outgoing.file,
    outgoing,
    opensGroup: false,
    opensDay: false,
    delivery: undefined,
  };
}
