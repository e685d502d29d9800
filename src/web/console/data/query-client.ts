import { QueryCache, QueryClient } from '@tanstack/react-query';
import { keys } from './queries';
import { ApiError, pauseAfter } from './request';

/** Passing faults are tried twice more; a 401 anywhere means that the sign-in has ended. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => noticeSignOut(client, error) }),
    defaultOptions: {
      queries: {
        staleTime: 20_000,
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.isPassing,
        retryDelay: (failures, error) => pauseAfter(error, 1000 * 2 ** failures),
      },
      mutations: { networkMode: 'always', onError: (error) => noticeSignOut(client, error) },
    },
  });
  return client;
}

/** Shows the sign-in page; drafts and unsent replies are kept. */
export function noticeSignOut(client: QueryClient, error: unknown) {
  if (error instanceof ApiError && error.status === 401 && client.getQueryData(keys.me)) {
    client.setQueryData(keys.me, null);
  }
}
