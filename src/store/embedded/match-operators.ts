// The operators of a filter's field conditions ($eq … $elemMatch), each as a test of the values found at a path.
import { BSONRegExp, BSONSymbol, MaxKey, MinKey } from 'bson';
import { type Document, isDocument, isTruthy, toNumber } from './bson-codec';
import { CommandError } from './command-error';
import { orderedBytes, sameValue, TypeByte, typeByteOf } from './ordered-bytes';
import { type Path, someValueAt } from './path-values';
import { compileRegex } from './regex';
import { typeTest } from './type-names';

/** One condition, asked of a document's path or of one array element. */
export interface FieldTest {
  atPath(document: Document, path: Path): boolean;
  ofElement(value: unknown): boolean;
}

/** The compilers that live above this file, passed in because conditions nest. */
export interface Compilers {
  compileFilter(filter: Document): (document: Document) => boolean;
  compileCondition(condition: unknown): FieldTest;
}

type ValueTest = (value: unknown) => boolean;

/** The operators of a condition, or undefined when the condition is a plain value. */
export function operatorsOf(condition: unknown): Document | undefined {
  if (!isDocument(condition)) return undefined;
  const [first] = Object.keys(condition);
  return first?.startsWith('$') && first !== '$ref' && first !== '$id' ? condition : undefined;
}

/** All operators of one condition; every one must hold. */
export function compileOperators(operators: Document, compilers: Compilers): FieldTest {
  const tests = Object.entries(operators).flatMap(([operator, operand]) =>
    operator === '$options' ? [] : [compileOperator(operator, operand, operators, compilers)],
  );
  return {
    atPath: (document, path) => tests.every((test) => test.atPath(document, path)),
    ofElement: (value) => tests.every((test) => test.ofElement(value)),
  };
}

function compileOperator(operator: string, operand: unknown, all: Document, compilers: Compilers): FieldTest {
  switch (operator) {
    case '$ne':
      return negated(compilers.compileCondition({ $eq: operand }));
    case '$nin':
      return negated(compilers.compileCondition({ $in: operand }));
    case '$not':
      return negated(compileNot(operand, compilers));
    case '$exists':
      return isTruthy(operand) ? whole((value) => value !== undefined) : negated(whole((value) => value !== undefined));
    case '$size':
      return whole((value) => Array.isArray(value) && value.length === toNumber(operand));
    case '$elemMatch':
      return whole(elementTest(operand, compilers));
    case '$all':
      return compileAll(operand, compilers);
    default:
      return each(compileValueTest(operator, operand, all));
  }
}

/** Tests of single values, offered the elements of an array and the array itself. */
function compileValueTest(operator: string, operand: unknown, all: Document): ValueTest {
  switch (operator) {
    case '$eq':
      return (value) => sameValue(value, operand);
    case '$in':
      return inTest(operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(operator, operand);
    case '$type':
      return typeTest(operand);
    case '$regex':
      return regexTest(operand, all.$options);
    case '$mod':
      return modTest(operand);
    default:
      throw new CommandError('BadValue', `unknown operator: ${operator}`);
  }
}

function each(test: ValueTest): FieldTest {
  return { atPath: (document, path) => someValueAt(document, path, true, test), ofElement: test };
}

function whole(test: ValueTest): FieldTest {
  return { atPath: (document, path) => someValueAt(document, path, false, test), ofElement: test };
}

function negated(test: FieldTest): FieldTest {
  return {
    atPath: (document, path) => !test.atPath(document, path),
    ofElement: (value) => !test.ofElement(value),
  };
}

function compileNot(operand: unknown, compilers: Compilers): FieldTest {
  const isRegex = operand instanceof BSONRegExp || operand instanceof RegExp;
  if (!isRegex && operatorsOf(operand) === undefined) {
    throw new CommandError('BadValue', '$not needs a regex or a document of operators');
  }
  return compilers.compileCondition(operand);
}

/** Values of different types are never greater or less than each other; MinKey and MaxKey are the exceptions. */
function comparison(operator: string, operand: unknown): ValueTest {
  const bytes = orderedBytes(operand);
  const type = typeByteOf(operand);
  const allowsEqual = operator === '$gte' || operator === '$lte';
  const sign = operator.startsWith('$g') ? 1 : -1;
  const anyType = operand instanceof MinKey || operand instanceof MaxKey;
  const isNan = Number.isNaN(toNumber(operand) ?? 0);
  return (value) => {
    if (!anyType && typeByteOf(value) !== type) return false;
    const order = orderedBytes(value).compare(bytes);
    if (order === 0) return allowsEqual;
    const someNan = isNan || Number.isNaN(toNumber(value) ?? 0);
    return !someNan && Math.sign(order) === sign;
  };
}

function inTest(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$in needs an array');
  const regexes: ValueTest[] = [];
  const keys = new Set<string>();
  for (const choice of operand) {
    if (choice instanceof BSONRegExp || choice instanceof RegExp) regexes.push(regexTest(choice, undefined));
    else if (operatorsOf(choice) !== undefined) throw new CommandError('BadValue', 'cannot nest $ under $in');
    else keys.add(orderedBytes(choice).toString('latin1'));
  }
  return (value) => keys.has(orderedBytes(value).toString('latin1')) || regexes.some((test) => test(value));
}

function regexTest(operand: unknown, options: unknown): ValueTest {
  const regex = compileRegex(operand, options);
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    if (value instanceof BSONSymbol) return regex.test(value.value);
    return typeByteOf(value) === TypeByte.regex && operand instanceof BSONRegExp && sameValue(value, operand);
  };
}

function modTest(operand: unknown): ValueTest {
  const [divisor, remainder] = Array.isArray(operand) ? operand.map((part) => Math.trunc(toNumber(part) ?? 0)) : [];
  if (!divisor || remainder === undefined) throw new CommandError('BadValue', '$mod needs [divisor, remainder]');
  return (value) => {
    const number = toNumber(value);
    return number !== undefined && Number.isFinite(number) && Math.trunc(number) % divisor === remainder;
  };
}

function elementTest(operand: unknown, compilers: Compilers): ValueTest {
  if (!isDocument(operand)) throw new CommandError('BadValue', '$elemMatch needs an object');
  const logical = ['$and', '$or', '$nor', '$expr'];
  const operators = operatorsOf(operand);
  if (operators !== undefined && !logical.includes(Object.keys(operators)[0] ?? '')) {
    const test = compilers.compileCondition(operators);
    return (value) => Array.isArray(value) && value.some((element) => test.ofElement(element));
  }
  const predicate = compilers.compileFilter(operand);
  return (value) => Array.isArray(value) && value.some((element) => isDocument(element) && predicate(element));
}

function compileAll(operand: unknown, compilers: Compilers): FieldTest {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$all needs an array');
  const tests = operand.map((choice) => compilers.compileCondition(choice));
  return {
    atPath: (document, path) => tests.length > 0 && tests.every((test) => test.atPath(document, path)),
    ofElement: (value) => tests.length > 0 && tests.every((test) => test.ofElement(value)),
  };
}
