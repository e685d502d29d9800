// What can happen to Redis under a running process, by name.
import type { RedisServer } from '../redis-server';
import { rest } from './until';

export const redisFaults: [string, (server: RedisServer) => Promise<void>][] = [
  [
    'SIGKILL and a restart',
    async (server) => {
      await server.kill();
      await rest(500);
      await server.start();
    },
  ],
  [
    'SIGSTOP for two seconds',
    async (server) => {
      server.pause();
      await rest(2_000);
      server.resume();
    },
  ],
  ['cut connections', (server) => server.cutConnections()],
  ['FLUSHALL', (server) => server.flush()],
];
