import type { WatchRule } from '../../../shared/watch/rule.ts';
import { useExpanded } from '../../stores/expanded.ts';
import { useInspector } from '../../stores/inspector.ts';
import { useListing } from '../../stores/listing.ts';
import { usePlace } from '../../stores/place.ts';
import { templatePrefix } from './sentence.ts';

type Bucket = Pick<WatchRule, 'connectionId' | 'bucket'>;

function goTo({ connectionId, bucket }: Bucket, prefix: string): void {
  useExpanded.getState().expand(connectionId);
  usePlace.getState().go({ view: 'bucket', connectionId, bucket, prefix });
}

/** Shows an object in its folder, selected; `versions` with its versions beside it. */
export function openObject({ connectionId, bucket }: Bucket, key: string, show: 'object' | 'versions'): void {
  const prefix = key.slice(0, key.lastIndexOf('/') + 1);
  useListing.getState().reveal({ connectionId, bucket, prefix }, key);
  if (show === 'versions') void useInspector.getState().show('versions');
  goTo({ connectionId, bucket }, prefix);
}

/** Shows the folder of the bucket that a rule uploads to. */
export function openTarget({ connectionId, bucket, keyTemplate }: WatchRule): void {
  goTo({ connectionId, bucket }, templatePrefix(keyTemplate));
}
