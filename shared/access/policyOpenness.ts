import { bucketArn, objectArn, parseS3Arn } from '../policy/arns.ts';
import { applies, type Decision, decide, type PolicyRequest } from '../policy/evaluate.ts';
import { opensToEveryone } from '../policy/openness.ts';
import type { Statement } from '../policy/statements.ts';
import type { RequestContext } from '../policy/wildcards.ts';

export const ACCESSES = ['read', 'list', 'write'] as const;
export type Access = (typeof ACCESSES)[number];

/** `some-keys`: below a prefix, or single keys. `depends`: on what a request brings with it, as its address or account. */
export type Openness = 'private' | 'some-keys' | 'depends' | 'public' | 'unknown';

const ORDER: readonly Openness[] = ['private', 'unknown', 'depends', 'some-keys', 'public'];

/** The widest of them. */
export function widest(all: readonly Openness[]): Openness {
  return all.reduce((a, b) => (ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a), 'private');
}

/** Stands for any key: nobody names one so. */
const ANY_KEY = '\u{10fffd}';
/** Stands for an account that the bucket has nothing to do with. */
const STRANGER = { account: ANY_KEY };

const OF_OBJECTS: Record<Access, string[]> = {
  read: ['s3:GetObject', 's3:GetObjectVersion'],
  list: [],
  write: ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'],
};
/** Who may change the policy or the ACL may do everything in the end; a lifecycle deletes, a replication writes and reads. */
const OF_BUCKET: Record<Access, string[]> = {
  read: [],
  list: ['s3:ListBucket', 's3:ListBucketVersions'],
  write: [
    's3:PutBucketPolicy',
    's3:DeleteBucketPolicy',
    's3:PutBucketAcl',
    's3:PutBucketPublicAccessBlock',
    's3:PutLifecycleConfiguration',
    's3:PutReplicationConfiguration',
    's3:PutBucketVersioning',
    's3:DeleteBucket',
  ],
};

/** A text that fits a pattern. */
function sampleOf(pattern: string): string {
  const special: Record<string, string> = { '*': ANY_KEY, '?': 'x' };
  return pattern.replace(/\$\{([*?$])\}|\$\{[^}]*\}|[*?]/g, (piece, own?: string) => own ?? special[piece] ?? 'x');
}

/** Keys to ask about besides any key: one for each resource that is not all objects. */
function sampleKeys({ resources }: Statement): string[] {
  const patterns = resources?.values.map((resource) => parseS3Arn(resource)?.key ?? null) ?? [];
  return patterns.flatMap((pattern) => (pattern === null ? [] : [sampleOf(pattern)])).filter((key) => key !== ANY_KEY);
}

function samplePrefixes({ conditions }: Statement): string[] {
  return conditions
    .filter(({ key }) => key.toLowerCase() === 's3:prefix')
    .flatMap(({ values }) => values.map(sampleOf));
}

type Question = { action: string; resource: string; context: RequestContext; isWhole: boolean };

function questions(access: Access, statement: Statement, bucket: string): Question[] {
  const keys = [ANY_KEY, ...sampleKeys(statement)];
  const ofObjects = OF_OBJECTS[access].flatMap((action) =>
    keys.map((key) => ({ action, resource: objectArn(bucket, key), context: {}, isWhole: key === ANY_KEY })),
  );
  const resource = bucketArn(bucket);
  const whole = OF_BUCKET[access].map((action) => ({
    action,
    resource,
    context: { 's3:prefix': null },
    isWhole: true,
  }));
  const below = (access === 'list' ? OF_BUCKET.list : []).flatMap((action) =>
    samplePrefixes(statement).map((prefix) => {
      const isWhole = prefix === '' || prefix === ANY_KEY;
      return { action, resource, context: { 's3:prefix': prefix }, isWhole };
    }),
  );
  return [...ofObjects, ...whole, ...below];
}

function opennessOf(decision: Decision, isWhole: boolean): Openness {
  if (decision === 'allow') return isWhole ? 'public' : 'some-keys';
  return decision === 'depends' ? 'depends' : 'private';
}

/** How far one Allow opens the bucket in the face of all the Denies. */
function opennessBy(statement: Statement, all: readonly Statement[], access: Access, bucket: string): Openness {
  const statements = [statement, ...all.filter(({ effect }) => effect === 'Deny')];
  const answers = questions(access, statement, bucket).map(({ isWhole, ...question }) => {
    const asked: PolicyRequest = { ...question, principal: 'anonymous' };
    if (applies(statement, asked) !== 'no') return opennessOf(decide(statements, asked), isWhole);
    // It may want keys of whatever account: those anyone can get.
    const byStranger: PolicyRequest = { ...question, principal: STRANGER };
    if (applies(statement, byStranger) === 'no') return 'private';
    const asStranger = decide(statements, byStranger);
    return asStranger === 'allow' || asStranger === 'depends' ? 'depends' : 'private';
  });
  return widest(answers);
}

export type OpeningStatement = { index: number; sid: string | null; opens: Partial<Record<Access, Openness>> };

/** The statements that open a bucket to everyone, and how far each does. */
export function openingStatements(statements: readonly Statement[], bucket: string): OpeningStatement[] {
  return statements.filter(opensToEveryone).flatMap((statement) => {
    const found = ACCESSES.map((access) => [access, opennessBy(statement, statements, access, bucket)] as const);
    const opens = Object.fromEntries(found.filter(([, openness]) => openness !== 'private'));
    return Object.keys(opens).length === 0 ? [] : [{ index: statement.index, sid: statement.sid, opens }];
  });
}
