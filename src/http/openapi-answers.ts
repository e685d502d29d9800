// The answers' half of the contract: every shape of answers.ts as a JSON schema with a name.
import { z } from 'zod';
import { type AnswerShape, answerTable, namedShapes } from './answers';

export interface AnswerDocs {
  /** For `components.schemas`. */
  schemas: Record<string, object>;
  /** The `responses` of a route; of one that is not in the table only its refusals. */
  responsesOf(route: { method: string; path: string }): Record<string, object>;
}

export function describeAnswers(): AnswerDocs {
  const names = new Map<z.ZodType, string>(Object.entries(namedShapes).map(([name, schema]) => [schema, name]));
  for (const [route, { schema, refusals = {} }] of Object.entries(answerTable)) {
    for (const [what, shape] of Object.entries({ Answer: schema, ...refusals }))
      if (shape !== undefined && !names.has(shape)) names.set(shape, `${pascalCase(route)}${what}`);
  }
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const answers = new Map(Object.entries(answerTable).map(([route, shape]) => [shapeOf(route), shape]));
  return {
    schemas: schemasOf(registry),
    responsesOf({ method, path }) {
      const answer = answers.get(shapeOf(`${method} ${path}`));
      const refusal = path.startsWith('/v3/directline') ? 'DirectLineProblem' : 'Problem';
      return {
        ...successOf(answer, names),
        ...refusalsOf(answer ?? {}, names),
        default: contentOf('Refused.', refusal),
      };
    },
  };
}

function successOf(answer: AnswerShape | undefined, names: Map<z.ZodType, string>): Record<string, object> {
  if (answer === undefined) return { '2XX': { description: 'Done.' } };
  const response = responseOf(answer, names);
  return Object.fromEntries([answer.status, ...(answer.also ?? [])].map((status) => [String(status), response]));
}

function responseOf({ schema, media }: AnswerShape, names: Map<z.ZodType, string>): object {
  if (schema !== undefined) return contentOf('Done.', names.get(schema));
  return { description: 'Done.', ...(media === undefined ? {} : { content: { [media]: {} } }) };
}

function refusalsOf({ refusals = {} }: Partial<AnswerShape>, names: Map<z.ZodType, string>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(refusals).map(([status, schema]) => [status, contentOf('Refused.', names.get(schema))]),
  );
}

function contentOf(description: string, name: string | undefined): object {
  return { description, content: { 'application/json': { schema: { $ref: refTo(String(name)) } } } };
}

function schemasOf(registry: z.core.$ZodRegistry<{ id: string }>): Record<string, object> {
  const { schemas } = z.toJSONSchema(registry, {
    uri: refTo,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => loosen(jsonSchema),
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [name, schema]),
  );
}

/** Ours are exact so that tests notice what is not described; callers should expect new fields. */
function loosen(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

const refTo = (name: string): string => `#/components/schemas/${name}`;

function pascalCase(route: string): string {
  return route.toLowerCase().replace(/(?:^|\W+)(\w)/g, (_, first: string) => first.toUpperCase());
}

function shapeOf(route: string): string {
  return route.replace(/:\w+/g, ':');
}
