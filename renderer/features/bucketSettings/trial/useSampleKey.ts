import { useEffect, useState } from 'react';
import type { BucketRef } from '../../../api/settings.ts';
import { runListing } from '../../../stores/listingRun.ts';

/** How many folders deep an object is looked for. */
const DEEPEST = 5;

/** The key of some object of the bucket; null while none is known, and where these keys may not list. */
export function useSampleKey({ connectionId, bucket }: BucketRef): string | null {
  const [key, setKey] = useState<string | null>(null);
  useEffect(() => {
    let stop = () => {};
    const lookIn = (prefix: string, depth: number) => {
      stop = runListing(
        { connectionId, bucket, prefix, showDeleted: false },
        {
          onPage({ objects, prefixes }) {
            stop();
            // A key that is its folder's own name is an empty marker, not an object people mean.
            const found = objects.find((object) => object.key !== prefix);
            if (found) setKey(found.key);
            else if (prefixes[0] !== undefined && depth < DEEPEST) lookIn(prefixes[0], depth + 1);
          },
          onShow() {},
          // Where listing is refused the key is typed; the refusal itself is among the answers of the trial.
          onEnd() {},
        },
      );
    };
    lookIn('', 1);
    return () => stop();
  }, [connectionId, bucket]);
  return key;
}
