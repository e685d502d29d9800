// The HTTP contract, written from the routes and their schemas themselves, so that it cannot fall behind them.
import { z } from 'zod';
import type { Route } from '../route';
import { type Access, type AccessTable, accessOf } from './access';
import { type AnswerDocs, describeAnswers } from './openapi-answers';

const path = '/api/openapi.json';

/** `GET /api/openapi.json`, describing `routes` and itself. */
export function createOpenApiRoute(routes: readonly Route[], table: AccessTable): Route {
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  const route: Route = { method: 'GET', path, handle: () => ({ status: 200, bytes: describe(), headers }) };
  // Built on first use: a start should not wait for a document that few ask for.
  let document: string | undefined;
  const describe = () => {
    document ??= JSON.stringify(describeRoutes([...routes, route], table));
    return document;
  };
  return route;
}

function describeRoutes(routes: readonly Route[], table: AccessTable): object {
  const access = accessOf(routes, table);
  const answers = describeAnswers();
  const paths: Record<string, Record<string, object>> = {};
  routes.forEach((route, index) => {
    const name = route.path.replace(/:(\w+)/g, '{$1}');
    paths[name] = { ...paths[name], [route.method.toLowerCase()]: operationOf(route, access[index] ?? [], answers) };
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ascolto',
      version: '1',
      description: 'Lists answer {items, nextCursor}; times are ISO 8601 in UTC.',
    },
    paths,
    components: { securitySchemes, schemas: answers.schemas },
  };
}

const securitySchemes = {
  signIn: { type: 'apiKey', in: 'cookie', name: 'ascolto', description: '`__Host-ascolto` over https.' },
  directLine: { type: 'http', scheme: 'bearer' },
  scraper: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN; without one, the private network.' },
};

function operationOf(route: Route, access: Access, answers: AnswerDocs): object {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/\W+(\w)/g, (_, first: string) => first.toUpperCase())}`,
    tags: [route.path.split('/')[1] ?? ''],
    ...(names.length === 0 ? {} : { parameters: names.map(parameterOf) }),
    ...bodyOf(route),
    ...securityOf(access),
    responses: answers.responsesOf(route),
  };
}

function parameterOf(name: string | undefined): object {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

function bodyOf({ body }: Route): object {
  if (body === undefined) return {};
  if (body.kind === 'raw') return { requestBody: { required: true, content: { '*/*': {} } } };
  const { $schema: _, ...schema } = z.toJSONSchema(body.schema, { io: 'input', unrepresentable: 'any' });
  return { requestBody: { required: body.optional !== true, content: { 'application/json': { schema } } } };
}

function securityOf(access: Access): object {
  if (access === 'anyone') return { security: [] };
  if (access === 'direct-line') return { security: [{ directLine: [] }] };
  if (access === 'scraper') return { security: [{ scraper: [] }] };
  const roles = typeof access === 'string' ? {} : { description: `Roles: ${access.join(', ')}.` };
  return { security: [{ signIn: [] }], ...roles };
}
