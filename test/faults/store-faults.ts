// F6: the store is slow, silent, deaf, away or dead. Nothing is acknowledged that is not stored; who asks is told to come back
// before five seconds have passed; nothing is doubled by those who do.
import { cuts, type Injection, killStore, partition, slowStore, wires } from './injections';

const one = (fault: string, inject: Injection['inject']): Injection => ({ fault: `F6 store ${fault}`, inject });

export const storeFaults: readonly Injection[] = [
  one('drops every socket', cuts('toStore', 30, 200)),
  one('answers 5 s late', slowStore(5_000, 15_000)),
  one('answers 0.5 s late', slowStore(500, 8_000)),
  one('silent for 12 s (wire hangs)', wires('toStore', 'hang', 12_000)),
  one('deaf for 4 s, 3 times', wires('toStore', 'deaf', 4_000, 3)),
  one('refuses for 8 s', wires('toStore', 'refuse', 8_000)),
  one('silent to one process for 20 s', partition(20_000)),
  ...(process.env.MONGODB_URI ? [] : [one('killed and started again', killStore(5))]),
];

/** The short form: the worst of them, one after the other. */
export const storeFaultsInShort: Injection = one('dropped 5 times, deaf, silent', async (stand) => {
  const dropped = await cuts('toStore', 5, 100)(stand);
  const deaf = await wires('toStore', 'deaf', 1_500)(stand);
  return dropped + deaf + (await wires('toStore', 'hang', 6_000)(stand));
});
