// The app's indexes are the migrations' business; models that only tests have build theirs here.
import type { Model } from 'mongoose';

/** Makes each collection and its declared indexes. */
export async function buildIndexes(
  ...models: Pick<Model<unknown>, 'createCollection' | 'createIndexes'>[]
): Promise<void> {
  for (const model of models) {
    await model.createCollection();
    await model.createIndexes();
  }
}
