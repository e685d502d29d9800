// What every part of the app stands on, whichever adapters app.ts chose: settings, words, store, jobs, log of conversations.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../clock';
import type { Config } from '../config';
import { createJournal, type Journal } from '../conversation/journal';
import { loadThresholds } from '../detection/thresholds-file';
import { loadCannedReplies } from '../dialogs/canned-replies';
import { loadPolicy } from '../dialogs/policy';
import { loadTexts } from '../dialogs/texts';
import type { FanOut } from '../jobs/fan-out';
import type { Jobs } from '../jobs/jobs';
import type { Lease } from '../jobs/lease';
import type { Limits } from '../jobs/limits';
import type { RedisLink } from '../jobs/redis';
import type { Signs } from '../jobs/signs';
import { loadKnowledge } from '../knowledge/knowledge-file';
import type { Log } from '../log';
import type { Monitoring } from '../monitoring/monitoring';
import { type AuditLog, createAuditLog } from '../privacy/audit-log';
import { noteMoves } from '../privacy/audit-moves';
import type { Store } from '../store/store';

/** What app.ts chose and opened. */
export interface Adapters {
  store: Store;
  jobs: Jobs;
  fanOut: FanOut;
  /** Who of the people is there, told between processes. */
  signs: Signs;
  /** How often somebody may do something, counted over all processes. */
  limits: Limits;
  /** Which of several workers sweeps; opened by those who work. */
  openLease(): Lease;
  /** Absent where no Redis is used. */
  redis?: Pick<RedisLink, 'isUp' | 'mayEvict' | 'onUp'> | undefined;
}

export interface Base extends Adapters {
  /** Who did what with people and data. */
  audit: AuditLog;
  monitoring: Monitoring;
  /** What is wrong now. */
  troubles: ReturnType<Monitoring['watch']>;
  config: Config;
  log: Log;
  clock: Clock;
  /** Folder that holds `dialogs/` and the built `dist/`. */
  root: string;
  dialogs: Dialogs;
  journal: Journal;
  /** Other processes may write to the same store; the embedded one has one owner. */
  isShared: boolean;
}

type Dialogs = ReturnType<typeof loadDialogs>;

/** Everything managers wrote; throws a sentence that names the file and the line when something in it is wrong. */
export function loadDialogs(root: string) {
  const folder = join(root, 'dialogs');
  return {
    texts: loadTexts(folder),
    policy: loadPolicy(folder),
    thresholds: loadThresholds(folder),
    canned: loadCannedReplies(folder),
    knowledge: loadKnowledge(folder),
  };
}

export function createBase(parts: Omit<Base, 'audit' | 'journal' | 'troubles' | 'isShared'>): Base {
  const { store, clock, fanOut, config, redis, monitoring } = parts;
  const isShared = config.MONGODB_URI !== undefined;
  const { onCommitted } = monitoring;
  const troubles = monitoring.watch({ store, redis: redis ?? null, onGap: fanOut.onGap });
  const audit = createAuditLog({ store, clock });
  const onEvents = noteMoves(audit);
  const journal = createJournal({ store, clock, fanOut, newId, isAlone: !isShared, onCommitted, onEvents });
  return { ...parts, audit, troubles, journal, isShared };
}

const newId = (): string => randomBytes(18).toString('base64url');
