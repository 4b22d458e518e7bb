import { bucketArn, objectArn, parseS3Arn } from '../../../../shared/policy/arns.ts';
import { hasWildcard, literal } from '../../../../shared/policy/wildcards.ts';

/** What a statement covers. `objects` are those whose keys begin with the prefix; `arns` is anything else. */
export type Where =
  | { kind: 'whole' }
  | { kind: 'bucket' }
  | { kind: 'objects'; prefix: string }
  | { kind: 'arns'; arns: string[] };

/** What `literal` has made of a text, back. */
function unescaped(pattern: string): string {
  return pattern.replace(/\$\{([*?$])\}/g, '$1');
}

/** What the resources of a statement mean for this bucket. */
export function whereOf(resources: readonly string[], bucket: string): Where {
  const other: Where = { kind: 'arns', arns: [...resources] };
  const parsed = resources.map(parseS3Arn);
  if (!parsed.every((arn) => arn?.bucket === bucket && arn.tenant === '')) return other;
  const keys = parsed.map((arn) => arn?.key ?? null);
  if (keys.length === 2 && keys.includes(null) && keys.includes('*')) return { kind: 'whole' };
  const [only] = keys;
  if (keys.length !== 1 || only === undefined) return other;
  if (only === null) return { kind: 'bucket' };
  const start = only.slice(0, -1);
  return only.endsWith('*') && !hasWildcard(start) ? { kind: 'objects', prefix: unescaped(start) } : other;
}

/** The ARNs of a place in this bucket. */
export function resourcesOf(where: Where, bucket: string): string[] {
  if (where.kind === 'whole') return [bucketArn(bucket), objectArn(bucket, '*')];
  if (where.kind === 'bucket') return [bucketArn(bucket)];
  if (where.kind === 'objects') return [objectArn(bucket, `${literal(where.prefix)}*`)];
  return where.arns;
}
