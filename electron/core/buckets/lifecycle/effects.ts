import type { Amount, Effect } from '../../../../shared/contract/lifecycle.ts';
import type { KeyEvent } from './keyFuture.ts';
import type { SeenVersion } from './rules.ts';

/** Sums of what happens by one moment. Each version counts once, by the gravest that has happened to it. */
export type EffectSum = ReturnType<typeof createEffectSum>;

const GRAVITY = { moved: 1, gone: 2, hidden: 2, deleted: 3 } as const;
type Fate = Extract<KeyEvent, { kind: keyof typeof GRAVITY }>;

function isFate(event: KeyEvent): event is Fate {
  return event.kind in GRAVITY;
}

/** Of two, the graver one; of two moves the later one, which tells the class that the version ends in. */
function graver(one: Fate, other: Fate): Fate {
  const difference = GRAVITY[other.kind] - GRAVITY[one.kind] || other.at - one.at;
  return difference >= 0 ? other : one;
}

export const none = (): Amount => ({ count: 0, bytes: 0 });

export function addTo(amount: Amount, bytes: number): void {
  amount.count += 1;
  amount.bytes += bytes;
}

/** Adds up keys and uploads for one moment (ms): what happens later does not count. */
export function createEffectSum(until: number) {
  const expired = none();
  const noncurrentDeleted = none();
  const moved = new Map<string, Amount>();
  let markersRemoved = 0;
  let uploadsAborted = 0;

  const movedTo = (storageClass: string): Amount => {
    const known = moved.get(storageClass) ?? none();
    moved.set(storageClass, known);
    return known;
  };

  return {
    /** Adds what happens to one key; `versions` are those that the events speak of. */
    addKey(versions: readonly SeenVersion[], events: readonly KeyEvent[]): void {
      const fates = new Map<number, Fate>();
      const markers = new Set<number>();
      for (const event of events) {
        if (event.at > until) continue;
        if (event.kind === 'marker-removed') markers.add(event.index);
        if (!isFate(event)) continue;
        const known = fates.get(event.index);
        fates.set(event.index, known ? graver(known, event) : event);
      }
      markersRemoved += markers.size;
      for (const [index, fate] of fates) {
        const bytes = versions[index]?.size ?? 0;
        if (fate.kind === 'deleted') addTo(noncurrentDeleted, bytes);
        else if (fate.kind === 'moved') addTo(movedTo(fate.storageClass), bytes);
        else addTo(expired, bytes);
      }
    },
    addUpload(due: number): void {
      if (due <= until) uploadsAborted += 1;
    },
    effect: (): Effect => ({
      expired,
      noncurrentDeleted,
      moved: [...moved].map(([storageClass, amount]) => ({ storageClass, ...amount })),
      markersRemoved,
      uploadsAborted,
    }),
  };
}
