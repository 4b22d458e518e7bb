import type { Grantee } from '../documents/common.ts';
import type { Problem } from '../problems.ts';
import { wrong } from './found.ts';

const NAMED_BY = { CanonicalUser: 'ID', AmazonCustomerByEmail: 'EmailAddress', Group: 'URI' } as const;

/** Each type of grantee is named by a property of its own (S3 API Reference, Grantee). */
export function granteeProblems(grantee: Grantee, path: Problem['path']): Problem[] {
  const name = NAMED_BY[grantee.Type];
  return grantee[name] ? [] : [wrong(`grantee-${name}`, [...path, name])];
}
