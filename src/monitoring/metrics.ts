// Everything this process counts, made once by app.ts. What counts is handed down as plain functions, so that the parts that
// call them know nothing of metrics. Every label comes from a closed set or from the code: never an id, never free words.

import { type LookName, lookNames } from '../handoff/looks';
import { accessTable } from '../http/access';
import type { OnServed } from '../http/handle';
import { knownCalls, type OnCall } from '../store/timed-rows';
import type { TurnReport } from '../turn/run-turn';
import { createCommitCount } from './commit-count';
import { createExposition, type Exposition } from './exposition';

export type Metrics = ReturnType<typeof createMetrics>;

/** Faults of ours, and limits where strangers meet them first; every other answer is shown once it was given. */
const knownAnswers = [
  ...[...Object.keys(accessTable), 'static', 'none'].map((route) => `${route}|500`),
  ...['POST /widget/session', 'POST /api/session'].map((route) => `${route}|429`),
];
/** Codes of every refusal with 429 or 503; `none` where the store was out of reach, or nobody gave one. */
const knownRefusals = [
  'overloaded',
  'too-many-requests',
  'too-many-attempts',
  'busy',
  'people-busy',
  'conversation-busy',
  'log-contended',
  'audit-contended',
  'erasure-taken',
  'no-room-to-scrub',
  'store-unreachable',
  'none',
];

/** Bounds of buckets in seconds. */
const brief = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const patient = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics() {
  const exposition = createExposition();
  const { counter } = exposition;
  return {
    exposition,
    onCommitted: createCommitCount(exposition),
    onTurn: countTurns(exposition),
    onServed: countRequests(exposition),
    onCall: countStoreCalls(exposition),
    jobs: countJobs(exposition),
    onUndelivered: countUndelivered(exposition),
    onLookFailed: countLooks(exposition),
    onGap: counter('ascolto_redis_gaps_total', 'Times that hints between processes may have been lost.'),
    onLogged: counter('ascolto_log_events_total', 'Warnings and errors logged.', ['level', 'event']),
  };
}

function countTurns({ histogram }: Exposition) {
  const took = histogram(
    'ascolto_turn_seconds',
    'From the first look at a message to the decision, by deciding step.',
    {
      labels: ['step'],
      buckets: patient,
    },
  );
  const waited = histogram('ascolto_turn_wait_seconds', 'How long a stored message waited for its turn to begin.', {
    buckets: patient,
  });
  const replied = histogram('ascolto_bot_reply_seconds', 'From a message to what the bot or a notice said about it.', {
    buckets: patient,
  });
  return ({ turn, said, waitedMs, tookMs }: TurnReport): void => {
    took(tookMs / 1000, turn.trail.at(-1) ?? 'trouble');
    waited(waitedMs / 1000);
    if (said > 0) replied((waitedMs + tookMs) / 1000);
  };
}

function countRequests({ counter, histogram }: Exposition): OnServed {
  const served = counter('ascolto_http_requests_total', 'Requests answered.', ['route', 'status'], knownAnswers);
  const help = 'Requests refused because of load or limits.';
  const refused = counter('ascolto_http_refusals_total', help, ['code'], knownRefusals);
  const took = histogram('ascolto_http_request_seconds', 'From a request to its answer.', {
    labels: ['route'],
    buckets: brief,
  });
  return ({ route, status, tookMs, code }) => {
    served(`${route}|${status}`);
    took(tookMs / 1000, route);
    if (status === 429 || status === 503) refused(code ?? 'none');
  };
}

function countStoreCalls({ counter, histogram }: Exposition): OnCall {
  const failures = counter('ascolto_store_errors_total', 'Calls of the store that failed.', ['call'], knownCalls);
  const took = histogram('ascolto_store_seconds', 'How long the store took, by kind of call.', {
    labels: ['call'],
    buckets: brief,
  });
  return (call, tookMs, failed) => {
    took(tookMs / 1000, call);
    if (failed) failures(call);
  };
}

type Undelivered = `web|${'not-read' | 'too-slow'}`;

/** Whatever fails is tried again or fetched by the customer's page; many failures mean that customers read late. */
function countUndelivered({ counter }: Exposition) {
  const help = 'Times that messages could not be handed to a customer at once.';
  const known = ['web|not-read', 'web|too-slow'] satisfies Undelivered[];
  const count = counter('ascolto_delivery_failures_total', help, ['channel', 'reason'], known);
  return (values: Undelivered): void => count(values);
}

function countLooks({ counter }: Exposition) {
  const help = 'Looks of the sweep, and conversations in them, that failed and will be tried again.';
  const count = counter('ascolto_sweep_failures_total', help, ['look'], lookNames);
  return (look: LookName): void => count(look);
}

function countJobs({ counter, histogram }: Exposition) {
  return {
    ran: counter('ascolto_job_runs_total', 'Jobs and bells that ran.', ['job', 'outcome']),
    gaveUp: counter('ascolto_jobs_given_up_total', 'Jobs whose tries are used up.', ['job']),
    late: histogram('ascolto_job_lag_seconds', 'How long after its moment a job began.', {
      labels: ['job'],
      buckets: patient,
    }),
  };
}
