// For tests of hot queries: does the store answer from an index, without a scan and without sorting?
import type { Model } from 'mongoose';

interface Plan {
  steps: string[];
  sortsInMemory: boolean;
}

/** The embedded engine's plan of a find: SQLite's own words, step by step. */
export async function planOf<Row>(model: Model<Row>, filter: object, sort: Record<string, 1 | -1> = {}): Promise<Plan> {
  const explained: unknown = await model.collection.find(filter).sort(sort).explain();
  const { queryPlanner } = explained as { queryPlanner: { winningPlan: Plan } };
  return queryPlanner.winningPlan;
}

/** True when the find searches an index and needs neither a walk over the collection nor a sort. */
export async function usesIndex<Row>(
  model: Model<Row>,
  filter: object,
  sort: Record<string, 1 | -1> = {},
): Promise<boolean> {
  const { steps, sortsInMemory } = await planOf(model, filter, sort);
  const searches = steps.some((step) => /^SEARCH .* USING (COVERING )?INDEX/.test(step));
  return searches && !sortsInMemory && !steps.some((step) => /^SCAN|TEMP B-TREE/.test(step));
}
