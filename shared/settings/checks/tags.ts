import type { Check } from '../checks.ts';
import { doubtful, repeated } from './found.ts';

/**
 * Names are unique, and those in `aws:` are AWS's own: they cannot be added or changed, but a bucket that has some keeps
 * them only when they are sent again (S3 User Guide, "Tagging restrictions"), so that they do not stop anyone from saving.
 */
export const checkTags: Check<'tags'> = ({ TagSet }) => [
  ...repeated(
    TagSet.map((tag) => tag.Key),
    (index) => ['TagSet', index, 'Key'],
  ),
  ...TagSet.flatMap((tag, index) =>
    tag.Key.toLowerCase().startsWith('aws:') ? [doubtful('reserved-tag', ['TagSet', index, 'Key'])] : [],
  ),
];
