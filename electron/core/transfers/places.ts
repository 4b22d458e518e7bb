import type { Clock } from '../ports.ts';
import type { EngineEvents } from './engine.ts';

type Place = Parameters<EngineEvents['objectsChanged']>[0];

/** Least time between two messages about one place. */
const PERIOD_MS = 500;

/** Tells where objects have changed: at once, then at most twice a second a place, and after the last change. */
export type Places = { changed(place: Place): void; close(): void };

export function createPlaces(deps: { clock: Clock; emit: (place: Place) => void }): Places {
  const { clock, emit } = deps;
  const closed = new AbortController();
  /** Places that were told of a moment ago, and those of them that have changed since. */
  const resting = new Set<string>();
  const changedSince = new Map<string, Place>();

  function tell(id: string, place: Place) {
    emit(place);
    resting.add(id);
    clock.sleep(PERIOD_MS, closed.signal).then(
      () => {
        resting.delete(id);
        const again = changedSince.get(id);
        changedSince.delete(id);
        if (again) tell(id, again);
      },
      () => {}, // Closed: close() has told the rest.
    );
  }

  return {
    changed(place) {
      if (closed.signal.aborted) return;
      const id = JSON.stringify(place);
      if (resting.has(id)) changedSince.set(id, place);
      else tell(id, place);
    },
    close() {
      closed.abort();
      for (const place of changedSince.values()) emit(place);
      changedSince.clear();
    },
  };
}
