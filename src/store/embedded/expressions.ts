// Aggregation expressions and pipelines, computed by mingo on plain JavaScript values; $match and $sort stages are ours, so that
// a pipeline orders and matches exactly as find does. mingo is loaded when first needed: most starts never aggregate.
import type { Aggregator } from 'mingo/aggregator';
import type { Context } from 'mingo/core';
import type { Iterator as Rows } from 'mingo/lazy';
import { type Document, toPlain } from './bson-codec';
import { CommandError } from './command-error';

/** Reads a whole other collection, for $lookup and $unionWith. */
export type CollectionReader = (name: string) => Document[];

/** How $match and $sort stages behave; passed in because filters may contain expressions. */
export interface StageRules {
  match(filter: Document): (document: Document) => boolean;
  sort(documents: Document[], order: Document): Document[];
}

type StageOperators = NonNullable<NonNullable<Parameters<typeof Context.init>[0]>['pipeline']>;

interface Mingo {
  Aggregator: typeof Aggregator;
  context: Context;
}

const REFUSED_STAGES = new Set([
  '$out',
  '$merge',
  '$changeStream',
  '$geoNear',
  '$currentOp',
  '$indexStats',
  '$collStats',
]);

let plain: Mingo | undefined;

function loadMingo(): Mingo {
  plain ??= {
    Aggregator: (require('mingo/aggregator') as typeof import('mingo/aggregator')).Aggregator,
    context: loadContext(),
  };
  return plain;
}

function loadContext(): Context {
  const { Context } = require('mingo/core') as typeof import('mingo/core');
  return Context.init({
    accumulator: { ...(require('mingo/operators/accumulator') as object) },
    expression: { ...(require('mingo/operators/expression') as object) },
    pipeline: { ...(require('mingo/operators/pipeline') as object) },
    projection: { ...(require('mingo/operators/projection') as object) },
    query: { ...(require('mingo/operators/query') as object) },
    window: { ...(require('mingo/operators/window') as object) },
  });
}

/** The value of an aggregation expression for one document; undefined when it yields nothing. */
export function evaluateExpression(document: Document, expression: unknown): unknown {
  const [result] = runPipeline([toPlain(document) as Document], [{ $project: { _id: 0, value: toPlain(expression) } }]);
  return result?.value;
}

/** Runs pipeline stages over plain documents; refuses stages that write or watch. */
export function runPipeline(
  documents: Document[],
  stages: readonly unknown[],
  read?: CollectionReader,
  rules?: StageRules,
): Document[] {
  if (stages.length === 0) return documents;
  const { Aggregator, context } = loadMingo();
  const { Context } = require('mingo/core') as typeof import('mingo/core');
  const ours = rules === undefined ? context : Context.from(stageContext(Context, rules), context);
  const plainStages = stages.map((stage) => checkStage(toPlain(stage)));
  const options = { scriptEnabled: false, context: ours, ...(read === undefined ? {} : { collectionResolver: read }) };
  try {
    return new Aggregator(plainStages, options).run<Document>(documents);
  } catch (fault) {
    if (fault instanceof CommandError) throw fault;
    throw new CommandError('BadValue', fault instanceof Error ? fault.message : 'the pipeline cannot be computed');
  }
}

function stageContext(ContextClass: typeof Context, rules: StageRules): Context {
  const { Lazy } = require('mingo/lazy') as typeof import('mingo/lazy');
  const $match = (rows: Rows, filter: Document) => rows.filter(rules.match(filter));
  const $sort = (rows: Rows, order: Document) =>
    rows.transform((documents) => Lazy(rules.sort(documents as Document[], order)));
  // mingo's type of a stage is the intersection of all its own stages, which no single function can have.
  return ContextClass.init({ pipeline: { $match, $sort } as unknown as StageOperators });
}

function checkStage(stage: unknown): Document {
  const name = Object.keys(stage as Document)[0] ?? '';
  if (REFUSED_STAGES.has(name)) {
    throw new CommandError('CommandNotSupported', `${name} is not supported by the embedded store`);
  }
  return stage as Document;
}
