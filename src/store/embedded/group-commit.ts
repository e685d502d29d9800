// All writes that arrive in one tick share one transaction and one sync to disk; none is answered before that. Each is undone
// alone when it fails, and all of them when the commit fails.
import type { Catalog } from './catalog';
import { CommandError } from './command-error';
import type { SqliteFile } from './sqlite-file';

export interface GroupCommit {
  /** Runs a write in the next transaction; resolves when it is on disk. */
  add<Result>(write: () => Result): Promise<Result>;
  /** Commits what waits, at once. */
  flush(): void;
}

interface Waiting {
  run(): () => void;
  refuse(fault: unknown): void;
}

/** Bounds how long one transaction may hold up reads. */
const MAX_GROUP = 256;

export function createGroupCommit(file: SqliteFile, catalog: Catalog): GroupCommit {
  let waiting: Waiting[] = [];
  function flush(): void {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MAX_GROUP);
      waiting = waiting.slice(MAX_GROUP);
      commitGroup(file, catalog, group);
    }
  }
  return {
    add<Result>(write: () => Result): Promise<Result> {
      return new Promise((resolve, reject) => {
        const run = () => {
          const result = write();
          return () => resolve(result);
        };
        waiting.push({ run, refuse: reject });
        if (waiting.length === 1) setImmediate(flush);
      });
    },
    flush,
  };
}

function commitGroup(file: SqliteFile, catalog: Catalog, group: readonly Waiting[]): void {
  const answers: (() => void)[] = [];
  try {
    file.run('BEGIN IMMEDIATE');
    for (const write of group) answers.push(runAlone(file, catalog, write));
    file.run('COMMIT');
    catalog.settle();
  } catch (fault) {
    undoGroup(file, catalog);
    const lost = new CommandError('OutOfDiskSpace', `the write could not be committed: ${messageOf(fault)}`);
    for (const write of group) write.refuse(lost);
    return;
  }
  for (const answer of answers) answer();
}

/** Runs one write inside a savepoint; returns how to answer it once the group is on disk. */
function runAlone(file: SqliteFile, catalog: Catalog, write: Waiting): () => void {
  file.run('SAVEPOINT one');
  try {
    const answer = write.run();
    file.run('RELEASE one');
    return answer;
  } catch (fault) {
    // A full disk or a failing one ends the whole transaction: then there is nothing left to continue.
    if (!file.isInTransaction()) throw fault;
    file.run('ROLLBACK TO one');
    file.run('RELEASE one');
    catalog.reloadIfChanged();
    return () => write.refuse(fault);
  }
}

function undoGroup(file: SqliteFile, catalog: Catalog): void {
  if (file.isInTransaction()) file.run('ROLLBACK');
  catalog.reloadIfChanged();
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : 'unknown fault';
}
