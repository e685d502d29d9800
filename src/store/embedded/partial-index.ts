// When does a filter imply that every match lies inside a sparse or partial index? Only then may that index be used.
// Says yes only for what it can prove.
import { type Document, isDocument, isTruthy } from './bson-codec';
import type { Index } from './catalog';
import { operatorsOf } from './match-operators';
import { compareValues, sameValue, TypeByte, typeByteOf } from './ordered-bytes';
import { typeBytesOf } from './type-names';

/** One operator of a filter on one path; a filter's top level and its $and are all true at once. */
interface Fact {
  path: string;
  operator: string;
  operand: unknown;
}

/** True when a document that matches the filter is surely inside the index. */
export function implies(filter: Document, index: Index): boolean {
  const facts = factsOf(filter);
  if (index.partialFilter !== undefined) {
    return (
      factsOf(index.partialFilter).every((needed) => facts.some((fact) => proves(fact, needed))) &&
      isPlain(index.partialFilter)
    );
  }
  return index.isSparse && index.fields.some(({ path }) => facts.some((fact) => fact.path === path && isPresent(fact)));
}

function factsOf(filter: Document): Fact[] {
  return Object.entries(filter).flatMap(([path, condition]) => {
    if (path === '$and' && Array.isArray(condition)) return condition.filter(isDocument).flatMap(factsOf);
    if (path.startsWith('$')) return [];
    const operators = operatorsOf(condition) ?? { $eq: condition };
    return Object.entries(operators).map(([operator, operand]) => ({ path, operator, operand }));
  });
}

/** A filter whose every entry became facts. */
function isPlain(filter: Document): boolean {
  return Object.entries(filter).every(([path, condition]) =>
    path === '$and'
      ? Array.isArray(condition) && condition.every((part) => isDocument(part) && isPlain(part))
      : !path.startsWith('$'),
  );
}

/** The fact holds for existing, non-null scalars only. */
function isPresent({ operator, operand }: Fact): boolean {
  switch (operator) {
    case '$exists':
      return isTruthy(operand);
    case '$eq':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return isScalar(operand);
    case '$in':
      return Array.isArray(operand) && operand.every(isScalar);
    case '$type':
      return true;
    default:
      return false;
  }
}

function isScalar(value: unknown): boolean {
  const type = typeByteOf(value);
  return (
    type !== TypeByte.null &&
    type !== TypeByte.array &&
    type !== TypeByte.regex &&
    type < TypeByte.other &&
    type > TypeByte.minKey
  );
}

function proves(fact: Fact, needed: Fact): boolean {
  if (fact.path !== needed.path) return false;
  if (fact.operator === needed.operator && sameValue(fact.operand, needed.operand)) return true;
  switch (needed.operator) {
    case '$exists':
      return isTruthy(needed.operand) && isPresent(fact);
    case '$type':
      return valuesOf(fact).some((value) => provesType(value, needed.operand)) && hasOneType(fact);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return provesRange(fact, needed);
    case '$in':
      return fact.operator === '$eq' && isScalar(fact.operand) && includes(needed.operand, fact.operand);
    default:
      return false;
  }
}

function valuesOf({ operator, operand }: Fact): unknown[] {
  if (operator === '$in') return Array.isArray(operand) ? operand : [];
  return ['$eq', '$gt', '$gte', '$lt', '$lte'].includes(operator) && isScalar(operand) ? [operand] : [];
}

function hasOneType(fact: Fact): boolean {
  return new Set(valuesOf(fact).map(typeByteOf)).size === 1 && valuesOf(fact).every(isScalar);
}

/** Numbers are left out: their type byte does not tell int from double. */
function provesType(value: unknown, types: unknown): boolean {
  const type = typeByteOf(value);
  if (type === TypeByte.number) return types === 'number';
  return typeBytesOf(types).includes(type);
}

function provesRange(fact: Fact, needed: Fact): boolean {
  const [value] = valuesOf(fact);
  if (value === undefined || fact.operator === '$in' || typeByteOf(value) !== typeByteOf(needed.operand)) return false;
  const order = compareValues(value, needed.operand);
  const isUpward = needed.operator.startsWith('$g');
  const sameSide = fact.operator === '$eq' || fact.operator.startsWith(isUpward ? '$g' : '$l');
  if (!sameSide) return false;
  if (order !== 0) return order > 0 === isUpward;
  return needed.operator.endsWith('e') || !(fact.operator === '$eq' || fact.operator.endsWith('e'));
}

function includes(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.some((choice) => sameValue(choice, value));
}
