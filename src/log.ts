// Structured logs. Callers pass ids, sizes and codes; never message text, names, tokens or query strings.
import { pino } from 'pino';

export interface Log {
  debug(fields: LogFields, event: string): void;
  info(fields: LogFields, event: string): void;
  warn(fields: LogFields, event: string): void;
  error(fields: LogFields, event: string): void;
}

/** Values that cannot carry prose by accident: short strings are ids and codes. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/** A pino logger on standard output at `level` (pino's names; `silent` switches it off). */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** What a log may say of a fault: its class, code and stack, never a driver's message, which may quote a document. */
export function describeFault(fault: unknown): LogFields {
  if (!(fault instanceof Error)) return { fault: typeof fault };
  const code = (fault as { code?: unknown }).code;
  return {
    fault: fault.name,
    code: typeof code === 'string' || typeof code === 'number' ? code : null,
    stack: framesOf(fault),
  };
}

/** A stack begins with the message, whose own lines may look like frames. */
function framesOf({ stack = '', message }: Error): string | undefined {
  const start = stack.indexOf(message);
  const frames = stack
    .slice(start === -1 ? 0 : start + message.length)
    .split('\n')
    .filter((line) => /^ {4}at .*(?::\d+:\d+\)?|<anonymous>\)?|native\)?)$/.test(line));
  return frames.length === 0 ? undefined : frames.slice(0, 6).join('\n');
}
