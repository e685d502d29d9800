// Replies of cursor commands, put together around documents that are bytes already: they go out as they lie in the file.
import type { Long } from 'bson';

const DOUBLE_ONE = Buffer.from('01' + '6f6b00' + '000000000000f03f', 'hex');

/** `{cursor: {<name>: [documents], id, ns}, ok: 1}`. */
export function encodeBatch(
  name: 'firstBatch' | 'nextBatch',
  documents: readonly Uint8Array[],
  id: Long,
  ns: string,
): Buffer {
  const batch = element(0x04, name, wrap(documents.map((document, at) => element(0x03, String(at), document))));
  const cursor = wrap([batch, element(0x12, 'id', Buffer.from(id.toBytesLE())), element(0x02, 'ns', text(ns))]);
  return wrap([element(0x03, 'cursor', cursor), DOUBLE_ONE]);
}

function element(type: number, name: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), payload]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(`${value}\0`);
  const length = Buffer.alloc(4);
  length.writeInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function wrap(elements: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(4);
  const body = Buffer.concat([head, ...elements, Buffer.from([0])]);
  body.writeInt32LE(body.length);
  return body;
}
