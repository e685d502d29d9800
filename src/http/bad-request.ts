// What a schema found wrong, as plain sentences that never quote what was sent.
import type { ZodError } from 'zod';
import { CareError } from '../errors';

type Mistake = ZodError['issues'][number];

/** `bad-request` (400) with one sentence, and each mistake with its field under `details.mistakes`. */
export function describeMistakes(error: ZodError): CareError {
  const mistakes = error.issues.slice(0, 20).map((issue) => ({ field: fieldOf(issue), problem: problemOf(issue) }));
  const message = mistakes.map(({ field, problem }) => `${field} ${problem}.`).join(' ');
  return new CareError('bad-request', message, { status: 400, details: { mistakes } });
}

function fieldOf(issue: Mistake): string {
  if (issue.path.length === 0) return 'The body';
  return issue.path.map((part) => (/^\w{1,40}$/.test(String(part)) ? String(part) : '…')).join('.');
}

function problemOf(issue: Mistake): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined') ? 'is missing' : `must be of type ${issue.expected}`;
    case 'too_small':
      return `must have at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `must have at most ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return formProblemOf(issue.format, issue.message);
    case 'unrecognized_keys':
      return 'has fields that are not known';
    case 'custom':
      return issue.message.replace(/\.$/, '');
    default:
      return 'is not valid';
  }
}

const forms: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address',
  url: 'must be a web address',
  datetime: 'must be a date with its time, as in 2026-03-04T09:00:00Z',
};

/** What the schema itself says, if it says more than the library does. */
function formProblemOf(format: string, message: string): string {
  if (!message.startsWith('Invalid ')) return message.replace(/\.$/, '');
  return forms[format] ?? 'has characters or a form that is not allowed here';
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' || origin === 'set' ? ' entries' : '';
}
