import { accessOf, accessTable, needsPerson } from '../../src/http/access';
import type { Actor, Role, Route } from '../../src/route';
import { startTestServer, type TestServer } from './test-server';

const rows = Object.entries(accessTable);
const stub = (name: string, served: string[] = []): Route => {
  const [method, path] = name.split(' ') as [Route['method'], string];
  const handle: Route['handle'] = () => {
    served.push(name);
    return { status: 200, json: {} };
  };
  return { method, path, handle };
};
const people: Record<string, Role[]> = {
  nobody: [],
  agent: ['agent'],
  manager: ['manager'],
  administrator: ['administrator'],
};

describe('the access table', () => {
  let server: TestServer;
  const served: string[] = [];

  beforeAll(async () => {
    server = await startTestServer({
      routes: rows.map(([name]) => stub(name, served)),
      access: accessTable,
      async authenticate({ headers }): Promise<Actor | null> {
        const name = String(headers['x-person'] ?? 'nobody');
        const roles = people[name] ?? [];
        return name === 'nobody' ? null : { agentId: name, name, roles, languages: ['it'], sessionId: name };
      },
    });
  });
  afterAll(() => server.close());

  const cases = rows.flatMap(([name, access]) => Object.keys(people).map((person) => ({ name, access, person })));
  test.each(cases)('$name is decided for: $person', async ({ name, access, person }) => {
    const [method = '', path = ''] = name.split(' ');
    served.length = 0;
    const answer = await fetch(server.url + path.replace(/:\w+/g, 'x'), { method, headers: { 'x-person': person } });
    const isOpen = !needsPerson(access);
    const isAllowed = typeof access === 'string' || access.some((role) => people[person]?.includes(role));
    const expected = isOpen ? 200 : person === 'nobody' ? 401 : isAllowed ? 200 : 403;
    expect(answer.status).toBe(expected);
    expect(served).toEqual(expected === 200 ? [name] : []);
  });

  test('gives nobody but administrators a say over people', () => {
    expect(accessTable['POST /api/agents']).toEqual(['administrator']);
    expect(accessTable['PATCH /api/agents/:id']).toEqual(['administrator']);
  });

  test('lets callers without sign-in reach only what is made for them', () => {
    const open = rows.filter(([, access]) => !needsPerson(access)).map(([name]) => name);
    expect(open.filter((name) => name.includes(' /api/')).sort()).toEqual([
      'DELETE /api/session',
      'GET /api/openapi.json',
      'POST /api/session',
    ]);
  });
});

describe('a server whose routes and rows differ does not start', () => {
  const one = stub('GET /api/one');
  test('a route without a row', () => {
    expect(() => accessOf([one, stub('GET /api/two')], { 'GET /api/one': 'anyone' })).toThrow(
      'GET /api/two has no row',
    );
  });
  test('a row without a route', () => {
    const table = { 'GET /api/one': 'anyone', 'PUT /api/gone': 'signed-in' } as const;
    expect(() => accessOf([one], table)).toThrow('PUT /api/gone has no route');
  });
  test('a route that is there twice, whatever its parameter is called', () => {
    const table = { 'GET /api/:id': 'anyone' } as const;
    expect(() => accessOf([stub('GET /api/:a'), stub('GET /api/:b')], table)).toThrow('GET /api/:b is there twice');
  });
  test('the server itself refuses', async () => {
    await expect(startTestServer({ routes: [one], access: {} })).rejects.toMatchObject({ code: 'access-table' });
  });
});
