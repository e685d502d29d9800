// Answers that stay open (server-sent events, large files): known here so that a sign-out, an expired sign-in or a stop ends them.
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { type Clock, every } from '../clock';
import { describeFault, type Log } from '../log';
import type { Actor } from '../route';
import { overloaded } from './gate';

/** Who is signed in by the call's cookie; null: nobody. */
export type Authenticate = (call: { headers: IncomingHttpHeaders; isHttps: boolean }) => Promise<Actor | null>;

interface StreamCall {
  headers: IncomingHttpHeaders;
  isHttps: boolean;
  /** Absent on streams that need no signed-in person. */
  actor: Actor | undefined;
  /** Ended before its own end it would look whole: it is cut off instead. */
  isFile: boolean;
}

interface StreamParts {
  clock: Clock;
  authenticate: Authenticate;
  log: Log;
  limits: { streams: number };
}

export interface Streams {
  /**
   * Lets `begin` write to a response that stays open; what it returns runs once, when the caller or we end it. Throws
   * `overloaded` (503) when too many are open.
   */
  hold(response: ServerResponse, call: StreamCall, begin: (response: ServerResponse) => () => void): void;
  /** Ends the streams of one person, or of one of their sign-ins. */
  endOf(agentId: string, sessionId?: string): void;
  /** How many are open now. */
  count(): number;
  /** Ends all and stops looking after them. */
  close(): Promise<void>;
}

/** An open feed counts as use of the console: it keeps the sign-in from idling out, until the sign-in itself is over. */
const recheckMs = 30_000;

export function createStreams(parts: StreamParts): Streams {
  const open = new Map<ServerResponse, StreamCall>();
  const stopRechecks = every(parts.clock, recheckMs, async () => {
    for (const [response, call] of open) {
      if (call.actor !== undefined && !(await isStillSignedIn(call))) finish(response, call);
    }
  });
  async function isStillSignedIn(call: StreamCall): Promise<boolean> {
    try {
      return (await parts.authenticate(call)) !== null;
    } catch (fault) {
      parts.log.warn(describeFault(fault), 'stream-recheck-failed');
      return true;
    }
  }
  return {
    hold(response, call, begin) {
      if (open.size >= parts.limits.streams) throw overloaded(10);
      const stop = begin(response);
      const release = () => {
        if (open.delete(response)) stop();
      };
      open.set(response, call);
      if (!response.headersSent) response.flushHeaders();
      if (response.destroyed || response.writableEnded) release();
      else response.once('close', release);
    },
    endOf(agentId, sessionId) {
      for (const [response, call] of open) {
        const { actor } = call;
        const isTheirs = actor?.agentId === agentId && (sessionId === undefined || actor.sessionId === sessionId);
        if (isTheirs) finish(response, call);
      }
    },
    count: () => open.size,
    async close() {
      for (const [response, call] of open) finish(response, call);
      await stopRechecks();
    },
  };
}

/** A file whose last byte is on its way may arrive. */
function finish(response: ServerResponse, { isFile }: StreamCall): void {
  if (isFile && !response.writableEnded) response.destroy();
  else response.end();
}
