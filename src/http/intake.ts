// All bodies on their way in, within one budget of memory. When it runs out, the one that has taken longest makes room: who sends
// at a usual pace is never turned away for those who do not.
import type { IncomingMessage } from 'node:http';

export interface Intake {
  /** The whole body, or why there is none. */
  receive(
    request: IncomingMessage,
    bounds: { limitBytes: number; withinMs: number },
  ): Promise<Buffer | 'too-large' | 'too-slow' | 'broken-off' | 'no-room'>;
  /** What is held now. */
  heldBytes(): number;
}

export function createIntake(budgetBytes: number): Intake {
  /** In the order in which they began. */
  const receiving = new Set<() => void>();
  let heldBytes = 0;

  function makeRoom(): void {
    for (const giveUp of receiving) {
      if (heldBytes <= budgetBytes) return;
      giveUp();
    }
  }

  return {
    receive(request, { limitBytes, withinMs }) {
      return new Promise((resolve) => {
        const chunks: Buffer[] = [];
        let sizeBytes = 0;
        const settle = (end: 'whole' | 'too-large' | 'too-slow' | 'broken-off' | 'no-room') => {
          clearTimeout(timer);
          receiving.delete(giveUp);
          request.off('data', take).off('end', finish).off('close', abort).off('error', abort);
          heldBytes -= sizeBytes;
          if (end === 'whole') return resolve(Buffer.concat(chunks, sizeBytes));
          chunks.length = 0;
          request.pause();
          resolve(end);
        };
        const giveUp = () => settle('no-room');
        const take = (chunk: Buffer) => {
          sizeBytes += chunk.length;
          heldBytes += chunk.length;
          if (sizeBytes > limitBytes) return settle('too-large');
          chunks.push(chunk);
          if (heldBytes > budgetBytes) makeRoom();
        };
        const finish = () => settle('whole');
        const abort = () => settle('broken-off');
        // Real time on purpose: it measures the caller's network.
        const timer = setTimeout(() => settle('too-slow'), withinMs);
        receiving.add(giveUp);
        request.on('data', take).on('end', finish).on('close', abort).on('error', abort);
      });
    },
    heldBytes: () => heldBytes,
  };
}
