// Cuts the power of a process: runs it on a disk that forgets what was not synced (power-cut.c), and lays out what a machine
// may find when the power comes back.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random';

export interface ForgetfulDisk {
  /** Settings for the process that runs on it. */
  environment(options?: { lies: boolean }): Record<string, string>;
  /** Puts into `target` what the disk holds: what was synced and, by chance, some of what was not. */
  layOut(target: string, chance: Random | null): void;
}

/** True when C can be compiled here. */
export function hasCompiler(): boolean {
  try {
    execFileSync('gcc', ['--version'], { stdio: 'ignore' });
    return process.platform === 'linux';
  } catch {
    return false;
  }
}

/** A disk under `folder` for a process whose data folder is `dataDir`. */
export function createForgetfulDisk(folder: string, dataDir: string): ForgetfulDisk {
  const shim = join(folder, 'power-cut.so');
  const disk = join(folder, 'disk');
  mkdirSync(join(disk, 'content'), { recursive: true });
  execFileSync('gcc', ['-shared', '-fPIC', '-O2', '-o', shim, join(__dirname, 'power-cut.c'), '-ldl', '-lpthread']);
  return {
    environment: ({ lies } = { lies: false }) => ({
      LD_PRELOAD: shim,
      POWER_CUT_DIR: dataDir,
      POWER_CUT_DISK: disk,
      ...(lies ? { POWER_CUT_LIES: '1' } : {}),
    }),
    layOut(target, chance) {
      mkdirSync(target, { recursive: true });
      for (const { name, identity } of readListing(disk)) {
        const kept = join(disk, 'content', identity);
        const to = join(target, name);
        if (existsSync(kept)) copyFileSync(kept, to);
        else writeFileSync(to, '');
        if (chance !== null) tear(to, join(dataDir, name), identity, chance);
      }
    },
  };
}

/** The folder's names at its last sync; none when it never was synced. */
function readListing(disk: string): { name: string; identity: string }[] {
  const path = join(disk, 'listing');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const space = line.indexOf(' ');
    return { identity: line.slice(0, space), name: line.slice(space + 1) };
  });
}

const sectorBytes = 512;

/** A disk writes sectors in an order of its own: of those not synced, any may have arrived, and the last one in part. */
function tear(synced: string, live: string, identity: string, chance: Random): void {
  if (!existsSync(live) || String(statSync(live).ino) !== identity.split('-', 1)[0]) return;
  const before = readFileSync(synced);
  const after = readFileSync(live);
  const longest = Math.max(before.length, after.length);
  const shortest = Math.min(before.length, after.length);
  const torn = Buffer.alloc(chance.between(shortest, longest));
  before.copy(torn);
  const share = chance.pick([0.1, 0.5, 0.9]);
  for (let at = 0; at < after.length; at += sectorBytes) {
    const end = Math.min(at + sectorBytes, after.length);
    const isSame = end <= before.length && before.subarray(at, end).equals(after.subarray(at, end));
    if (!isSame && chance.chance(share)) after.copy(torn, at, at, end);
  }
  writeFileSync(synced, torn);
}
