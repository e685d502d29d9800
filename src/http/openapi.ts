// The HTTP contract, written from the routes and their schemas themselves, so that it cannot fall behind them.
import { z } from 'zod';
import type { Route } from '../route';
import { type Access, type AccessTable, accessOf } from './access';

const path = '/api/openapi.json';

/** `GET /api/openapi.json`, describing `routes` and itself. */
export function createOpenApiRoute(routes: readonly Route[], table: AccessTable): Route {
  const route: Route = { method: 'GET', path, handle: () => ({ status: 200, json: describe() }) };
  // Built on first use: a start should not wait for a document that few ask for.
  let document: object | undefined;
  const describe = () => {
    document ??= describeRoutes([...routes, route], table);
    return document;
  };
  return route;
}

function describeRoutes(routes: readonly Route[], table: AccessTable): object {
  const access = accessOf(routes, table);
  const paths: Record<string, Record<string, object>> = {};
  routes.forEach((route, index) => {
    const name = route.path.replace(/:(\w+)/g, '{$1}');
    paths[name] = { ...paths[name], [route.method.toLowerCase()]: operationOf(route, access[index] ?? []) };
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ascolto',
      version: '1',
      description: 'Lists answer {items, nextCursor}; times are ISO 8601 in UTC.',
    },
    paths,
    components: { securitySchemes, schemas: { Problem: problem } },
  };
}

const securitySchemes = {
  signIn: { type: 'apiKey', in: 'cookie', name: 'ascolto', description: '`__Host-ascolto` over https.' },
  directLine: { type: 'http', scheme: 'bearer' },
  scraper: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN; without one, the private network.' },
};

const problem = {
  type: 'object',
  required: ['code', 'message'],
  properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'object' } },
};

function operationOf(route: Route, access: Access): object {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/\W+(\w)/g, (_, first: string) => first.toUpperCase())}`,
    tags: [route.path.split('/')[1] ?? ''],
    ...(names.length === 0 ? {} : { parameters: names.map(parameterOf) }),
    ...bodyOf(route),
    ...securityOf(access),
    responses: {
      '2XX': { description: 'Done.' },
      default: {
        description: 'Refused: a stable code and a plain sentence.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
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
