import type { Check } from '../checks.ts';
import type { CorsRule } from '../documents/access.ts';
import type { Problem } from '../problems.ts';
import { doubtful, repeated, wrong } from './found.ts';

type Path = Problem['path'];

/** At most one `*` in each (S3 User Guide, "Elements of a CORS configuration"). */
function starProblems(texts: readonly string[], path: Path): Problem[] {
  return texts.flatMap((text, index) => (text.split('*').length > 2 ? [wrong('many-stars', [...path, index])] : []));
}

/** A browser sends scheme, host and port, and no more (RFC 6454, "Serializing Origins"). */
function originProblems(origins: readonly string[], path: Path): Problem[] {
  return origins.flatMap((origin, index) =>
    origin === '*' || /^[a-z*][a-z0-9+.*-]*:\/\/[^/?#\s]+$/i.test(origin)
      ? []
      : [doubtful('not-an-origin', [...path, index])],
  );
}

/** AWS refuses it, other servers do not ("ExposeHeader contains wildcard", PutBucketCors). */
function exposedProblems(headers: readonly string[], path: Path): Problem[] {
  return headers.flatMap((header, index) => (header.includes('*') ? [doubtful('exposed-star', [...path, index])] : []));
}

function ruleProblems({ AllowedOrigins, AllowedHeaders = [], ExposeHeaders = [] }: CorsRule, path: Path): Problem[] {
  return [
    ...starProblems(AllowedOrigins, [...path, 'AllowedOrigins']),
    ...originProblems(AllowedOrigins, [...path, 'AllowedOrigins']),
    ...starProblems(AllowedHeaders, [...path, 'AllowedHeaders']),
    ...exposedProblems(ExposeHeaders, [...path, 'ExposeHeaders']),
  ];
}

export const checkCors: Check<'cors'> = ({ CORSRules }) => [
  ...CORSRules.flatMap((rule, index) => ruleProblems(rule, ['CORSRules', index])),
  ...repeated(
    CORSRules.map((rule) => rule.ID),
    (index) => ['CORSRules', index, 'ID'],
  ),
];
