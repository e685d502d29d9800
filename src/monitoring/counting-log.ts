// The same log, counting its warnings and errors by event (event names are words of the code, so their set is closed) and
// keeping a flood of the same one from filling a disk: an outage fails every request in the same way.
import type { Clock } from '../clock';
import type { Log, LogFields } from '../log';

const windowMs = 10_000;
/** Lines of one event per window; what is kept back is told by the next one. */
const mostPerWindow = 20;

export interface CountingLogParts {
  log: Log;
  clock: Clock;
  /** Called for every warning and error, told or kept back, with `<level>|<event>`. */
  count(values: string): void;
}

export function countingLog({ log, clock, count }: CountingLogParts): Log {
  const windows = new Map<string, { startMs: number; told: number; keptBack: number }>();

  /** What to add to the line; null keeps it back. */
  function admit(event: string): LogFields | null {
    const nowMs = clock.now().getTime();
    const window = windows.get(event);
    // A clock that was set back must not keep it quiet.
    if (window === undefined || Math.abs(nowMs - window.startMs) >= windowMs) {
      windows.set(event, { startMs: nowMs, told: 1, keptBack: 0 });
      return window !== undefined && window.keptBack > 0 ? { keptBack: window.keptBack } : {};
    }
    window.told += 1;
    if (window.told <= mostPerWindow) return {};
    window.keptBack += 1;
    return null;
  }

  const tell = (level: 'warn' | 'error') => (fields: LogFields, event: string) => {
    count(`${level}|${event}`);
    const more = admit(event);
    if (more !== null) log[level]({ ...fields, ...more }, event);
  };
  return {
    debug: (fields, event) => log.debug(fields, event),
    info: (fields, event) => log.info(fields, event),
    warn: tell('warn'),
    error: tell('error'),
  };
}
