// The widget's scripts, the sample shop page and the console. All files are read at start: a request's path is only ever a
// key of the index and never reaches the disk.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Surface } from './headers';

interface StaticAnswer {
  surface: Surface;
  status: number;
  bytes: Uint8Array;
  headers: Record<string, string>;
}

export interface StaticFiles {
  /** Paths to serve, exact or ending in `*`. */
  paths: string[];
  /** The file at `path`, as the caller's Accept-Encoding and If-None-Match want it; null when there is none. */
  answer(path: string, headers: IncomingHttpHeaders): Promise<StaticAnswer | null>;
}

interface File {
  bytes: Buffer;
  type: string;
  etag: string;
  cacheControl: string;
  surface: Surface;
  /** Compressed on first use, then kept. */
  encoded: Map<string, Promise<Buffer>>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
};
const compress: Record<string, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};
/** Vite writes a hash of the content into the names under assets/. */
const hashedName = /\/assets\/.*-[\w-]{8}\.\w+$/;

/** Reads every file under `webRoot` (a missing folder is an empty one). */
export function createStaticFiles(webRoot: string): StaticFiles {
  const files = new Map(filesUnder(webRoot).map((path) => [`/${path}`, readFile(webRoot, path)]));
  for (const folder of ['/demo', '/console']) {
    const index = files.get(`${folder}/index.html`);
    if (index === undefined) continue;
    files.set(folder, index).set(`${folder}/`, index);
    if (folder === '/demo' && !files.has('/')) files.set('/', index);
  }
  const roots = [...files.keys()].filter((path) => !/^\/(?:demo|console)\//.test(path));
  return {
    paths: [...roots, ...['/demo/*', '/console/*'].filter((path) => files.has(path.slice(0, -2)))],
    async answer(path, headers) {
      const file = files.get(path) ?? (isConsolePage(path) ? files.get('/console') : undefined);
      return file === undefined ? null : answerWith(file, headers);
    },
  };
}

/** An address inside the console's app, not a file of it. */
function isConsolePage(path: string): boolean {
  return path.startsWith('/console/') && extname(path) === '';
}

async function answerWith(file: File, request: IncomingHttpHeaders): Promise<StaticAnswer> {
  const encoding = encodingFor(file, request['accept-encoding']);
  const headers: Record<string, string> = {
    'Content-Type': file.type,
    'Cache-Control': file.cacheControl,
    Vary: 'Accept-Encoding',
    ETag: encoding === null ? `"${file.etag}"` : `"${file.etag}-${encoding}"`,
  };
  const { surface } = file;
  if (request['if-none-match']?.includes(file.etag)) return { surface, status: 304, bytes: Buffer.alloc(0), headers };
  if (encoding === null) return { surface, status: 200, bytes: file.bytes, headers };
  return {
    surface,
    status: 200,
    bytes: await encodedBy(file, encoding),
    headers: { ...headers, 'Content-Encoding': encoding },
  };
}

function encodingFor(file: File, accepted: string | string[] | undefined): string | null {
  if (file.bytes.length < 1024 || !/text|json|svg|javascript/.test(file.type)) return null;
  const offers = String(accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  const isAccepted = (name: string) =>
    offers.some((offer) => offer.split(';')[0]?.trim() === name && !/;\s*q=0(?:\.0*)?$/.test(offer));
  return Object.keys(compress).find(isAccepted) ?? null;
}

function encodedBy(file: File, encoding: string): Promise<Buffer> {
  const kept = file.encoded.get(encoding);
  if (kept !== undefined) return kept;
  const fresh = compress[encoding]?.(file.bytes) ?? Promise.resolve(file.bytes);
  file.encoded.set(encoding, fresh);
  return fresh;
}

function readFile(webRoot: string, path: string): File {
  const bytes = readFileSync(join(webRoot, path));
  return {
    bytes,
    type: types[extname(path).toLowerCase()] ?? 'application/octet-stream',
    etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
    cacheControl: cacheControlOf(`/${path}`),
    surface: surfaceOf(path),
    encoded: new Map(),
  };
}

function cacheControlOf(path: string): string {
  if (hashedName.test(path)) return 'public, max-age=31536000, immutable';
  return path.startsWith('/widget') ? 'public, max-age=300' : 'no-cache';
}

function surfaceOf(path: string): Surface {
  if (path.startsWith('console/')) return 'console';
  return path.startsWith('demo/') || path.endsWith('.html') ? 'demo' : 'script';
}

function filesUnder(webRoot: string): string[] {
  try {
    return readdirSync(webRoot, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => relative(webRoot, join(entry.parentPath, entry.name)).split(sep).join('/'));
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw fault;
  }
}
