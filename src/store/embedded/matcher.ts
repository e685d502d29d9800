// Decides whether a document matches a filter, with MongoDB's rules for arrays, null and missing fields. The planner only
// narrows what is looked at; this file has the last word.
import { BSONRegExp } from 'bson';
import { type Document, isDocument } from './bson-codec';
import { CommandError } from './command-error';
import { evaluateExpression } from './expressions';
import { compileOperators, type FieldTest, operatorsOf } from './match-operators';
import { parsePath } from './path-values';

export type Predicate = (document: Document) => boolean;

/** Compiles a filter once; throws BadValue for operators the engine does not know. */
export function compileFilter(filter: Document): Predicate {
  const predicates = Object.entries(filter).flatMap(([key, condition]) => compileEntry(key, condition));
  const [only] = predicates;
  if (only !== undefined && predicates.length === 1) return only;
  return (document) => predicates.every((predicate) => predicate(document));
}

/** The predicate of one entry, or none when the entry narrows nothing ($comment; $text, which the scan has answered). */
function compileEntry(key: string, condition: unknown): Predicate[] {
  if (!key.startsWith('$')) return [compileField(key, condition)];
  switch (key) {
    case '$and': {
      const all = compileList(key, condition);
      return [(document) => all.every((predicate) => predicate(document))];
    }
    case '$or': {
      const any = compileList(key, condition);
      return [(document) => any.some((predicate) => predicate(document))];
    }
    case '$nor': {
      const none = compileList(key, condition);
      return [(document) => !none.some((predicate) => predicate(document))];
    }
    case '$expr':
      return [(document) => isTruthyResult(evaluateExpression(document, condition))];
    case '$comment':
    case '$text':
      return [];
    default:
      throw new CommandError('BadValue', `unknown top level operator: ${key}`);
  }
}

function compileList(operator: string, filters: unknown): Predicate[] {
  if (!Array.isArray(filters) || filters.length === 0) {
    throw new CommandError('BadValue', `${operator} argument must be a non-empty array`);
  }
  return filters.map((filter) => {
    if (!isDocument(filter)) throw new CommandError('BadValue', `${operator} entries must be objects`);
    if ('$text' in filter) throw new CommandError('BadValue', '$text is understood at the top of a filter only');
    return compileFilter(filter);
  });
}

function isTruthyResult(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false && value !== 0;
}

function compileField(path: string, condition: unknown): Predicate {
  const parts = parsePath(path);
  const test: FieldTest = compileCondition(condition);
  return (document) => test.atPath(document, parts);
}

/** A condition on one field: operators, a regular expression or a value to equal. */
export function compileCondition(condition: unknown): FieldTest {
  const operators = operatorsOf(condition);
  if (operators !== undefined) return compileOperators(operators, { compileFilter, compileCondition });
  if (condition instanceof BSONRegExp || condition instanceof RegExp) {
    return compileOperators({ $regex: condition }, { compileFilter, compileCondition });
  }
  return compileOperators({ $eq: condition }, { compileFilter, compileCondition });
}
