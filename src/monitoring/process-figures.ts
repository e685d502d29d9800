// This process as the system sees it, under the names that dashboards for Node know.
import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Exposition } from './exposition';

/** The loop is looked at this often; what is above it is delay. */
const lookEveryMs = 20;

export interface ProcessFigures {
  /** How late the process was at worst, the slowest hundredth aside, since this was last asked; milliseconds. */
  takeLagMs(): number;
  close(): void;
}

export function showProcess(exposition: Exposition): ProcessFigures {
  const sinceScrape = monitorEventLoopDelay({ resolution: lookEveryMs });
  const sinceAsked = monitorEventLoopDelay({ resolution: lookEveryMs });
  sinceScrape.enable();
  sinceAsked.enable();
  const help = 'How late the event loop ran since the last scrape, by quantile.';
  exposition.labelledGauge('nodejs_eventloop_lag_seconds', help, 'quantile', () => {
    const figures = {
      '0.5': lateMs(sinceScrape.percentile(50)) / 1000,
      '0.99': lateMs(sinceScrape.percentile(99)) / 1000,
      '1': lateMs(sinceScrape.max) / 1000,
    };
    sinceScrape.reset();
    return figures;
  });
  showSystem(exposition);
  return {
    takeLagMs() {
      const lagMs = lateMs(sinceAsked.percentile(99));
      sinceAsked.reset();
      return lagMs;
    },
    close() {
      sinceScrape.disable();
      sinceAsked.disable();
    },
  };
}

function lateMs(nanoseconds: number): number {
  const late = nanoseconds / 1e6 - lookEveryMs;
  return Number.isFinite(late) ? Math.max(0, late) : 0;
}

function showSystem({ gauge, total }: Exposition): void {
  total('process_cpu_seconds_total', 'Processor time used by this process.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  const startedAt = performance.timeOrigin / 1000;
  gauge('process_start_time_seconds', 'When this process started, seconds since 1970.', () => startedAt);
  gauge('process_resident_memory_bytes', 'Memory that this process holds.', () => process.memoryUsage.rss());
  gauge('nodejs_heap_size_used_bytes', 'JavaScript objects in memory.', () => process.memoryUsage().heapUsed);
  gauge('process_open_fds', 'Open files and sockets.', countOpenFiles);
}

/** Null where the system has no /proc. */
function countOpenFiles(): number | null {
  try {
    return readdirSync('/proc/self/fd').length - 1;
  } catch {
    return null;
  }
}
