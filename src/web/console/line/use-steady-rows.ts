import { useState } from 'react';
import type { Row } from '../data/contract';
import { type Steady, settle } from './steady-rows';

/** `listKey` names the list: another view or search starts anew. */
export function useSteadyRows(fresh: Row[], isHeld: boolean, listKey: string): Steady {
  const [shown, setShown] = useState<{ listKey: string; fresh: Row[]; isHeld: boolean; steady: Steady }>(() => ({
    listKey,
    fresh,
    isHeld,
    steady: settle([], fresh, false),
  }));
  if (shown.fresh === fresh && shown.isHeld === isHeld && shown.listKey === listKey) return shown.steady;
  const before = shown.listKey === listKey ? shown.steady.rows : [];
  const steady = settle(before, fresh, isHeld);
  setShown({ listKey, fresh, isHeld, steady });
  return steady;
}
