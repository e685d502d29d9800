// The `$` of updates and projections: which element of an array the filter matched.
import { type Document, isDocument } from './bson-codec';
import { compileFilter } from './matcher';
import { fieldOf } from './path-values';

/** Index of the first element of the top-level array `field` that the filter's conditions on it accept; undefined when none. */
export function matchedPosition(document: Document, field: string, filter: Document): number | undefined {
  const values = fieldOf(document, field);
  if (!Array.isArray(values)) return undefined;
  for (const [path, condition] of conditionsOn(filter, field)) {
    const matches = compileFilter({ [path]: condition });
    const position = values.findIndex((element) => matches({ [field]: [element] }));
    if (position >= 0) return position;
  }
  return undefined;
}

function conditionsOn(filter: Document, field: string): [string, unknown][] {
  return Object.entries(filter).flatMap(([path, condition]): [string, unknown][] => {
    if ((path === '$and' || path === '$or') && Array.isArray(condition)) {
      return condition.filter(isDocument).flatMap((part) => conditionsOn(part, field));
    }
    return path === field || path.startsWith(`${field}.`) ? [[path, condition]] : [];
  });
}
