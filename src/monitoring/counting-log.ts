// The same log, counting its warnings and errors by event: event names are words of the code, so their set is closed.
import type { Log } from '../log';

export function countingLog(log: Log, count: (values: string) => void): Log {
  return {
    debug: (fields, event) => log.debug(fields, event),
    info: (fields, event) => log.info(fields, event),
    warn(fields, event) {
      count(`warn|${event}`);
      log.warn(fields, event);
    },
    error(fields, event) {
      count(`error|${event}`);
      log.error(fields, event);
    },
  };
}
