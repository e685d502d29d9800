// $text on SQLite's full-text search (FTS5, Porter stemming, accents ignored): one virtual table beside the collection's table.
import { BSONSymbol } from 'bson';
import { type Document, isDocument } from './bson-codec';
import { type Collection, textIndexOf, textTable } from './catalog';
import { CommandError } from './command-error';
import { leafValues, parsePath } from './path-values';
import type { SqliteFile, SqlValue } from './sqlite-file';

/** What the text index of the collection finds a document by, a text per field; null when there is no such index. */
export function textsOf(collection: Collection, document: Document): string[] | null {
  const index = textIndexOf(collection);
  if (index === undefined) return null;
  return index.fields.map(({ path }) =>
    leafValues(document, parsePath(path), undefined)
      .map((value) => (value instanceof BSONSymbol ? value.value : value))
      .filter((value) => typeof value === 'string')
      .join(' '),
  );
}

/** Makes a row that has no texts yet findable. */
export function putText(file: SqliteFile, collection: Collection, rid: number, document: Document): void {
  const texts = textsOf(collection, document);
  if (texts === null) return;
  const columns = texts.map((_, at) => `, c${at}`).join('');
  const marks = texts.map(() => ',?').join('');
  file.run(`INSERT INTO ${textTable(collection)}(rowid${columns}) VALUES(?${marks})`, [rid, ...texts]);
}

export function removeText(file: SqliteFile, collection: Collection, rid: number): void {
  if (textIndexOf(collection) === undefined) return;
  file.run(`DELETE FROM ${textTable(collection)} WHERE rowid = ?`, [rid]);
}

export function createTextTable(file: SqliteFile, collection: Collection, fieldCount: number): void {
  const columns = Array.from({ length: fieldCount }, (_, at) => `c${at}`).join(', ');
  file.changeLayout(
    `CREATE VIRTUAL TABLE ${textTable(collection)} USING fts5(${columns}, tokenize='porter unicode61')`,
  );
  eraseWordsAtOnce(file, collection);
}

/** Otherwise the words of deleted rows stay in the index until it happens to merge them. */
export function eraseWordsAtOnce(file: SqliteFile, collection: Collection): void {
  const table = textTable(collection);
  if (file.all(`SELECT v FROM ${table}_config WHERE k = 'secure-delete'`).length > 0) return;
  file.run(`INSERT INTO ${table}(${table}, rank) VALUES('secure-delete', 1)`);
}

/** Joins a search to its rows one by one, so that a limit ends it early. */
export function textSource(collection: Collection): string {
  const text = textTable(collection);
  return `${text} CROSS JOIN ${collection.table} ON ${collection.table}.rid = ${text}.rowid`;
}

/** SQL that holds for the rows a $text search finds, with its parameter. */
export function textCondition(collection: Collection, search: unknown): { sql: string; parameters: SqlValue[] } {
  if (textIndexOf(collection) === undefined) {
    throw new CommandError('IndexNotFound', 'text index required for $text query');
  }
  if (!isDocument(search) || typeof search.$search !== 'string') {
    throw new CommandError('BadValue', '$text needs $search, a string');
  }
  return { sql: `${textTable(collection)} MATCH ?`, parameters: [matchExpression(search.$search)] };
}

/** Words are alternatives, "quoted phrases" must occur, -words must not, as in MongoDB. */
function matchExpression(search: string): string {
  const wanted: string[] = [];
  const required: string[] = [];
  const unwanted: string[] = [];
  for (const [, minus, phrase, word] of search.matchAll(/(-?)(?:"([^"]*)"|([^\s"]+))/g)) {
    const tokens = (phrase ?? word ?? '').match(/[\p{L}\p{N}]+/gu);
    if (tokens === null) continue;
    const quoted = `"${tokens.join(' ')}"`;
    if (minus === '-') unwanted.push(quoted);
    else if (phrase !== undefined) required.push(quoted);
    else wanted.push(...tokens.map((token) => `"${token}"`));
  }
  const positive = required.length > 0 ? required.join(' AND ') : wanted.join(' OR ');
  if (positive === '') return '""';
  return unwanted.length === 0 ? positive : `(${positive}) NOT (${unwanted.join(' OR ')})`;
}
