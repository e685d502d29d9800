// The document an upsert starts from: what the filter says must be equal.
import { BSONRegExp } from 'bson';
import { applyUpdate, type Update } from './apply-update';
import { type Document, isDocument } from './bson-codec';
import { operatorsOf } from './match-operators';

/** The new document of an upsert that matched nothing; `newId` is used when neither filter nor update names an _id. */
export function upsertedDocument(update: Update, newId: () => unknown): Document {
  const seed = applyUpdate({}, { change: { $set: equalities(update.filter) }, filter: {} }, true);
  const isReplacement = !Array.isArray(update.change) && !Object.keys(update.change).some((key) => key.startsWith('$'));
  const start = isReplacement ? onlyId(seed) : seed;
  const { _id = newId(), ...rest } = applyUpdate(start, update, true);
  return { _id, ...rest };
}

function onlyId(seed: Document): Document {
  return seed._id === undefined ? {} : { _id: seed._id };
}

function equalities(filter: Document): Document {
  const found: Document = {};
  for (const [path, condition] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDocument(part)) Object.assign(found, equalities(part));
    } else if (!path.startsWith('$')) {
      const operators = operatorsOf(condition);
      if (operators === undefined && !(condition instanceof BSONRegExp)) found[path] = condition;
      else if (operators !== undefined && '$eq' in operators) found[path] = operators.$eq;
    }
  }
  return found;
}
