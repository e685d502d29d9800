// Troubles on the console's feed: told to whoever opens it and again when they change, without an event id, because what holds
// now is no part of what happened. They are of this very process, so they never travel to others.
import type { ServerResponse } from 'node:http';
import type { Route } from '../route';
import type { Troubles } from './troubles';

/** The same feed, with `event: status` and `{troubles: [{kind, since}]}` on it. */
export function withTroubles(feed: Route, troubles: Troubles): Route {
  return {
    ...feed,
    async handle(request) {
      const answer = await feed.handle(request);
      if (!('stream' in answer)) return answer;
      return {
        stream(response) {
          const stop = answer.stream(response);
          const stopTelling = tell(response, troubles);
          return () => {
            stopTelling();
            stop();
          };
        },
      };
    },
  };
}

function tell(response: ServerResponse, troubles: Troubles): () => void {
  const write = () => {
    const frame = JSON.stringify({ troubles: troubles.current() });
    if (!response.writableEnded) response.write(`event: status\ndata: ${frame}\n\n`);
  };
  write();
  return troubles.onChange(write);
}
