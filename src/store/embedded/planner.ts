// Turns a filter into SQL that every matching row satisfies. When the SQL says exactly what the filter says, rows need no
// further test; otherwise the matcher decides. Paths that ever held an array are left out: their columns do not tell everything.
import { BSONRegExp, MaxKey, MinKey } from 'bson';
import { type Document, isDocument, toNumber } from './bson-codec';
import { type Collection, searchColumn } from './catalog';
import { operatorsOf } from './match-operators';
import { NULL_BYTES, orderedBytes, TypeByte, typeByteOf } from './ordered-bytes';
import { implies } from './partial-index';
import type { SortField } from './sort-order';
import type { SqlValue } from './sqlite-file';
import { textCondition, textSource } from './text-search';
import { typeBytesOf } from './type-names';

export interface Condition {
  sql: string;
  parameters: SqlValue[];
  /** True when the SQL holds for exactly the matching rows. */
  isExact: boolean;
}

/** A condition with what stands after FROM. */
export interface FilterPlan extends Condition {
  source: string;
}

const ALL: Condition = { sql: '1', parameters: [], isExact: true };
const UNKNOWN: Condition = { sql: '1', parameters: [], isExact: false };
const MAX_CHOICES = 1000;

/** The SQL condition of a whole filter, with the flags of sparse and partial indexes that the filter implies. */
export function planFilter(collection: Collection, { $text, ...filter }: Document): FilterPlan {
  const flags = collection.indexes
    .filter((index) => index.flagColumn !== undefined && implies(filter, index))
    .map((index): Condition => ({ sql: `${index.flagColumn} = 1`, parameters: [], isExact: true }));
  if ($text === undefined) return { ...both([...entriesOf(collection, filter), ...flags]), source: collection.table };
  const text: Condition = { ...textCondition(collection, $text), isExact: true };
  return { ...both([text, ...entriesOf(collection, filter), ...flags]), source: textSource(collection) };
}

/** Every row, each to be tested by the matcher. */
export function planWalk(collection: Collection): FilterPlan {
  return { ...UNKNOWN, source: collection.table };
}

/** ORDER BY for a sort that key columns answer; undefined when documents have to be sorted in memory. */
export function planSort(collection: Collection, fields: readonly SortField[]): string | undefined {
  const terms: string[] = [];
  for (const { path, isDescending } of fields) {
    const column = path === '$natural' ? 'rid' : searchColumn(collection, path);
    if (column === undefined) return undefined;
    terms.push(`${column} ${isDescending ? 'DESC' : 'ASC'}`);
  }
  return terms.length === 0 ? '' : `ORDER BY ${terms.join(', ')}`;
}

function entriesOf(collection: Collection, filter: Document): Condition[] {
  return Object.entries(filter).map(([key, condition]) => planEntry(collection, key, condition));
}

function planEntry(collection: Collection, key: string, condition: unknown): Condition {
  if (key === '$and' && Array.isArray(condition)) return both(filtersOf(collection, condition));
  if (key === '$or' && Array.isArray(condition)) return either(filtersOf(collection, condition));
  if (key === '$comment') return ALL;
  if (key.startsWith('$')) return UNKNOWN;
  const column = searchColumn(collection, key);
  if (column === undefined) return UNKNOWN;
  const operators = operatorsOf(condition);
  if (operators === undefined) return planOperator(column, '$eq', condition);
  return both(Object.entries(operators).map(([operator, operand]) => planOperator(column, operator, operand)));
}

function filtersOf(collection: Collection, filters: readonly unknown[]): Condition[] {
  return filters.map((filter) => (isDocument(filter) ? both(entriesOf(collection, filter)) : UNKNOWN));
}

function both(conditions: readonly Condition[]): Condition {
  const narrowing = conditions.filter(({ sql }) => sql !== '1');
  return {
    sql: narrowing.length === 0 ? '1' : narrowing.map(({ sql }) => sql).join(' AND '),
    parameters: narrowing.flatMap(({ parameters }) => parameters),
    isExact: conditions.every(({ isExact }) => isExact),
  };
}

function either(conditions: readonly Condition[]): Condition {
  const isExact = conditions.every((condition) => condition.isExact);
  if (conditions.some(({ sql }) => sql === '1')) return { ...ALL, isExact };
  const sql = `(${conditions.map((condition) => `(${condition.sql})`).join(' OR ')})`;
  return { sql, parameters: conditions.flatMap(({ parameters }) => parameters), isExact };
}

function planOperator(column: string, operator: string, operand: unknown): Condition {
  switch (operator) {
    case '$eq':
      return isComparable(operand) ? exactly(`${column} = ?`, orderedBytes(operand)) : UNKNOWN;
    case '$ne':
      return isComparable(operand) ? exactly(`${column} <> ?`, orderedBytes(operand)) : UNKNOWN;
    case '$in':
      return planChoices(column, 'IN', operand);
    case '$nin':
      return planChoices(column, 'NOT IN', operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return planRange(column, operator, operand);
    case '$exists':
      return operand === false ? { ...exactly(`${column} = ?`, NULL_BYTES), isExact: false } : UNKNOWN;
    case '$type':
      return planTypes(column, operand);
    default:
      return UNKNOWN;
  }
}

function exactly(sql: string, ...parameters: SqlValue[]): Condition {
  return { sql, parameters, isExact: true };
}

/** Arrays and regular expressions mean more than equality. */
function isComparable(operand: unknown): boolean {
  return !Array.isArray(operand) && !isRegex(operand);
}

function isRegex(value: unknown): boolean {
  return value instanceof BSONRegExp || value instanceof RegExp;
}

/** The list is filled up to a power of two, so that few different statements are prepared. */
function planChoices(column: string, word: 'IN' | 'NOT IN', operand: unknown): Condition {
  if (!Array.isArray(operand) || operand.length > MAX_CHOICES || !operand.every(isComparable)) return UNKNOWN;
  if (operand.length === 0) return exactly(word === 'IN' ? '0' : '1');
  const keys: SqlValue[] = operand.map(orderedBytes);
  const last = keys[keys.length - 1] ?? null;
  while (!Number.isInteger(Math.log2(keys.length))) keys.push(last);
  return exactly(`${column} ${word} (${keys.map(() => '?')})`, ...keys);
}

/** Only values of the operand's own type can be greater or less: the range ends where the next type begins. */
function planRange(column: string, operator: string, operand: unknown): Condition {
  const type = typeByteOf(operand);
  const isOdd = Number.isNaN(toNumber(operand) ?? 0) || operand instanceof MinKey || operand instanceof MaxKey;
  if (isOdd || type === TypeByte.null || type === TypeByte.array || !isComparable(operand)) return UNKNOWN;
  const key = orderedBytes(operand);
  const sign = operator.startsWith('$g') ? '>' : '<';
  const comparison = `${column} ${sign}${operator.endsWith('e') ? '=' : ''} ?`;
  if (sign === '>') return exactly(`${comparison} AND ${column} < ?`, key, Buffer.from([type + 1]));
  // Numbers less than another: NaN, which sorts first, is not one of them.
  const from = type === TypeByte.number ? Buffer.from([type, 0x02]) : Buffer.from([type]);
  return exactly(`${comparison} AND ${column} >= ?`, key, from);
}

function planTypes(column: string, operand: unknown): Condition {
  const types = [...new Set(typeBytesOf(operand))];
  const ranges = types.map(() => `(${column} >= ? AND ${column} < ?)`).join(' OR ');
  const parameters = types.flatMap((type) => [Buffer.from([type]), Buffer.from([type + 1])]);
  return { sql: types.length === 1 ? ranges : `(${ranges})`, parameters, isExact: false };
}
