import { type StaffServer, startStaffServer } from './staff-server';

let staff: StaffServer;
beforeAll(async () => {
  staff = await startStaffServer();
});
afterAll(() => staff.close());

const read = async (path: string) => {
  const answer = await fetch(staff.server.url + path);
  return { status: answer.status, json: await answer.json() };
};

test('a server with a store is alive and ready', async () => {
  expect(await read('/health/live')).toEqual({ status: 200, json: { status: 'ok' } });
  expect(await read('/health/ready')).toEqual({ status: 200, json: { status: 'ok' } });
  const head = await fetch(`${staff.server.url}/health/ready`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('the contract describes every route, its body and who may call it', async () => {
  const { json } = await read('/api/openapi.json');
  expect(json).toMatchObject({
    openapi: '3.1.0',
    paths: {
      '/api/session': {
        post: {
          operationId: 'postApiSession',
          security: [],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { type: 'object', required: ['email', 'password'] } } },
          },
        },
        delete: { security: [] },
      },
      '/api/agents/{id}': {
        patch: {
          parameters: [{ name: 'id', in: 'path', required: true }],
          security: [{ signIn: [] }],
          description: 'Roles: administrator.',
        },
      },
      '/api/openapi.json': { get: {} },
    },
  });
});

test('a server that stops answers requests in progress and then refuses connections', async () => {
  const stopping = await startStaffServer();
  const answers = Promise.all([1, 2, 3].map(() => fetch(`${stopping.server.url}/health/live`)));
  const statuses = (await answers).map((answer) => answer.status);
  await stopping.close();
  expect(statuses).toEqual([200, 200, 200]);
  await expect(fetch(`${stopping.server.url}/health/live`)).rejects.toThrow('fetch failed');
});
