import { useMemo, useSyncExternalStore } from 'react';
import { hrefOf, type Place, parsePlace } from './address';

/** `replace` leaves no step for the back button. */
export function go(place: Place, how: 'push' | 'replace' = 'push') {
  const href = hrefOf(place);
  if (how === 'push') window.location.hash = href;
  else {
    history.replaceState(null, '', href);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(watchHash, () => window.location.hash);
  return useMemo(() => parsePlace(hash), [hash]);
}

function watchHash(listener: () => void) {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
