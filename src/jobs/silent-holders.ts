// Whose holder has fallen silent. No clock is compared between machines: a lease that did not move for as long as this process
// itself measured is over, whatever moment it names. Who wakes up from a long sleep finds it moved, and so takes nothing.
import type { Clock } from '../clock';

export interface HeldJob {
  _id: string;
  holder: string | null;
  claimableAt: Date;
}

export interface SilentHolders {
  /** Those of the jobs held now whose lease has not moved for its whole length. */
  among(held: readonly HeldJob[]): HeldJob[];
  stop(): void;
}

interface Seen {
  mark: string;
  isSilent: boolean;
  cancel(): void;
}

export interface SilentHoldersParts {
  clock: Clock;
  leaseMs: number;
  onSilent(): void;
}

export function createSilentHolders({ clock, leaseMs, onSilent }: SilentHoldersParts): SilentHolders {
  const seen = new Map<string, Seen>();

  function forget(id: string): void {
    seen.get(id)?.cancel();
    seen.delete(id);
  }

  function isSilent({ _id, holder, claimableAt }: HeldJob): boolean {
    const mark = `${holder} ${claimableAt.getTime()}`;
    const before = seen.get(_id);
    if (before?.mark === mark) return before.isSilent;
    forget(_id);
    const now: Seen = { mark, isSilent: false, cancel: () => undefined };
    now.cancel = clock.after(leaseMs, () => {
      now.isSilent = true;
      onSilent();
    });
    seen.set(_id, now);
    return false;
  }

  return {
    among(held) {
      const ids = new Set(held.map(({ _id }) => _id));
      for (const id of [...seen.keys()]) if (!ids.has(id)) forget(id);
      return held.filter(isSilent);
    },
    stop() {
      for (const id of [...seen.keys()]) forget(id);
    },
  };
}
