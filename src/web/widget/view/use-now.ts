// The present moment for what counts down on screen.
import { useEffect, useState } from 'preact/hooks';

/** Renews itself every `everyMs` while `isOn`. */
export function useNow(everyMs: number, isOn: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!isOn) return undefined;
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, isOn]);
  return now;
}
