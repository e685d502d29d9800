// MongoDB's wire protocol: cuts the byte stream into messages and reads OP_MSG and the legacy OP_QUERY handshake.
import type { Document } from './bson-codec';
import { decodeExact, encode } from './bson-codec';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const MAX_MESSAGE_BYTES = 48_000_000;

export interface WireRequest {
  id: number;
  isLegacy: boolean;
  /** False when the sender wants no answer. */
  wantsReply: boolean;
  /** The command document, still encoded. */
  body: Buffer;
  /** Document sequences: raw documents of an insert, decoded statements of everything else. */
  sequences: Document;
}

/** Collects chunks and hands out whole messages; throws on lengths no driver sends. */
export function createMessageReader(onMessage: (message: Buffer) => void): (chunk: Buffer) => void {
  let chunks: Buffer[] = [];
  let bytes = 0;
  return (chunk) => {
    chunks.push(chunk);
    bytes += chunk.length;
    while (bytes >= 4) {
      if ((chunks[0]?.length ?? 0) < 4) chunks = [Buffer.concat(chunks)];
      const length = chunks[0]?.readInt32LE(0) ?? 0;
      if (length < 16 || length > MAX_MESSAGE_BYTES) throw new RangeError(`a message of ${length} bytes`);
      if (bytes < length) return;
      const all = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
      const rest = all.subarray(length);
      chunks = rest.length === 0 ? [] : [rest];
      bytes = rest.length;
      onMessage(all.subarray(0, length));
    }
  };
}

/** Reads one message; throws when it is malformed or of a kind no current driver sends. */
export function readMessage(message: Buffer): WireRequest {
  const id = message.readInt32LE(4);
  const kind = message.readInt32LE(12);
  const content = message.subarray(16);
  if (kind === OP_MSG) return readOpMsg(id, content);
  if (kind === OP_QUERY) return readLegacyHello(id, content);
  throw new RangeError(`operation ${kind} is not spoken here`);
}

function readOpMsg(id: number, content: Buffer): WireRequest {
  const flags = content.readUInt32LE(0);
  const end = content.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  const request: WireRequest = {
    id,
    isLegacy: false,
    wantsReply: (flags & MORE_TO_COME) === 0,
    body: Buffer.alloc(0),
    sequences: {},
  };
  let at = 4;
  while (at < end) {
    const kind = content[at++];
    const length = content.readInt32LE(at);
    if (length < 5 || at + length > end) throw new RangeError('a section is longer than its message');
    const section = content.subarray(at, at + length);
    if (kind === 0) request.body = section;
    else if (kind === 1) addSequence(request.sequences, section);
    else throw new RangeError(`section kind ${kind} is not spoken here`);
    at += length;
  }
  if (request.body.length === 0) throw new RangeError('a message without a command');
  return request;
}

function addSequence(sequences: Document, section: Buffer): void {
  const nameEnd = section.indexOf(0, 4);
  const name = section.toString('utf8', 4, nameEnd);
  const documents: unknown[] = [];
  let at = nameEnd + 1;
  while (at < section.length) {
    const length = section.readInt32LE(at);
    if (length < 5 || at + length > section.length) throw new RangeError('a document is longer than its section');
    const bytes = section.subarray(at, at + length);
    documents.push(name === 'documents' ? bytes : decodeExact(bytes));
    at += length;
  }
  sequences[name] = documents;
}

function readLegacyHello(id: number, content: Buffer): WireRequest {
  const nameEnd = content.indexOf(0, 4);
  const at = nameEnd + 9;
  const body = content.subarray(at, at + content.readInt32LE(at));
  return { id, isLegacy: true, wantsReply: true, body, sequences: {} };
}

/** The bytes of an answer. */
export function writeReply(request: WireRequest, body: Buffer | Document): Buffer {
  const bytes = Buffer.isBuffer(body) ? body : encode(body);
  const head = Buffer.alloc(request.isLegacy ? 36 : 21);
  head.writeInt32LE(head.length + bytes.length, 0);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (request.isLegacy) {
    head.writeInt32LE(8, 16);
    head.writeInt32LE(1, 32);
  }
  return Buffer.concat([head, bytes]);
}
