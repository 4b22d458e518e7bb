import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../api/client.ts';
import { queryKeys } from '../../../api/query.ts';
import type { ObjectRef } from '../objectQueries.ts';

// As the rest of what is known of an object, both are read anew when it changes: their keys begin with its key.
const keyOf = ({ connectionId, bucket, key }: ObjectRef, what: string) => [
  ...queryKeys.object(connectionId, bucket, key),
  what,
];

/** The ACL of the current object. */
export function aclQuery(object: ObjectRef) {
  return queryOptions({
    queryKey: keyOf(object, 'acl'),
    queryFn: ({ signal }) => call('objectAccess.getAcl', object, { signal }),
    staleTime: 0,
  });
}

/** The plain address of the current object, and what a visitor without keys is answered there. */
export function publicLinkQuery(object: ObjectRef) {
  return queryOptions({
    queryKey: keyOf(object, 'publicLink'),
    queryFn: ({ signal }) => call('objectAccess.publicLink', object, { signal }),
    staleTime: 0,
  });
}
