// Fan-out inside one process: the embedded default.
import type { FanOut, Hint } from './fan-out';

export function createLocalFanOut(): FanOut {
  const listeners = new Map<string, Set<(hint: Hint) => void>>();
  return {
    publish(topic, hint) {
      for (const listener of [...(listeners.get(topic) ?? [])]) listener(hint);
    },
    subscribe(topic, listener) {
      const ofTopic = listeners.get(topic) ?? new Set();
      listeners.set(topic, ofTopic.add(listener));
      return () => {
        ofTopic.delete(listener);
        if (ofTopic.size === 0 && listeners.get(topic) === ofTopic) listeners.delete(topic);
      };
    },
    // Inside one process nothing gets lost.
    onGap: () => () => undefined,
  };
}
