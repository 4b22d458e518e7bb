import type { PolicyDocument, PolicyStatement } from '../settings/documents/policy.ts';
import { accountOf, bucketArn, objectArn } from './arns.ts';
import { literal } from './wildcards.ts';

/** What a template may ask for. `account`: an account's ID or the ARN of an account, user or role. */
export type TemplateParams = { prefix: string; account: string; access: 'read' | 'read-write' };
export type TemplateParam = keyof TemplateParams;

export const TEMPLATE_IDS = [
  'private',
  'public-read',
  'public-prefix',
  'account',
  'https-only',
  'no-deletion',
] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** A policy ready made. `document` is null for "no policy": only the owner may do anything. */
export type PolicyTemplate = {
  id: TemplateId;
  params: readonly TemplateParam[];
  document(bucket: string, params: TemplateParams): PolicyDocument | null;
};

const LONGEST_SID_PART = 40;

/** FNV-1a: tells names apart that look the same without their punctuation. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** A Sid may hold letters and digits alone (IAM User Guide, "IAM JSON policy elements: Sid"). */
function sid(words: string, parameter = ''): string {
  const plain = parameter.replace(/[^A-Za-z0-9]/g, '').slice(0, LONGEST_SID_PART);
  return words + plain + (plain === parameter ? '' : fingerprint(parameter));
}

function policyOf(...statements: PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

function publicPrefix(bucket: string, prefix: string): PolicyDocument {
  const list: PolicyStatement = {
    Sid: sid('AnyoneMayList', prefix),
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:ListBucket',
    Resource: bucketArn(bucket),
  };
  const below = { StringLike: { 's3:prefix': `${literal(prefix)}*` } };
  return policyOf(prefix === '' ? list : { ...list, Condition: below }, {
    Sid: sid('AnyoneMayRead', prefix),
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: objectArn(bucket, `${literal(prefix)}*`),
  });
}

const BUCKET_ACTIONS = {
  read: ['s3:ListBucket', 's3:GetBucketLocation'],
  'read-write': ['s3:ListBucket', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
};
const OBJECT_ACTIONS = {
  read: ['s3:GetObject'],
  'read-write': [
    's3:GetObject',
    's3:PutObject',
    's3:DeleteObject',
    's3:AbortMultipartUpload',
    's3:ListMultipartUploadParts',
  ],
};

/** An account is named by its root (IAM User Guide, "AWS JSON policy elements: Principal"). */
function principalArn(account: string): string {
  return account === accountOf(account) ? `arn:aws:iam::${account}:root` : account;
}

function otherAccount(bucket: string, account: string, access: TemplateParams['access']): PolicyDocument {
  const Principal = { AWS: principalArn(account) };
  return policyOf(
    {
      Sid: sid('OtherMayList', account),
      Effect: 'Allow',
      Principal,
      Action: BUCKET_ACTIONS[access],
      Resource: bucketArn(bucket),
    },
    {
      Sid: sid('OtherMayUseObjects', account),
      Effect: 'Allow',
      Principal,
      Action: OBJECT_ACTIONS[access],
      Resource: objectArn(bucket, '*'),
    },
  );
}

const documents: Record<TemplateId, Omit<PolicyTemplate, 'id'>> = {
  private: { params: [], document: () => null },
  'public-read': {
    params: [],
    document: (bucket) =>
      policyOf({
        Sid: 'AnyoneMayRead',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: objectArn(bucket, '*'),
      }),
  },
  'public-prefix': { params: ['prefix'], document: (bucket, { prefix }) => publicPrefix(bucket, prefix) },
  account: {
    params: ['account', 'access'],
    document: (bucket, { account, access }) => otherAccount(bucket, account, access),
  },
  'https-only': {
    params: [],
    document: (bucket) =>
      policyOf({
        Sid: 'HttpsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [bucketArn(bucket), objectArn(bucket, '*')],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
  },
  'no-deletion': {
    params: [],
    document: (bucket) =>
      policyOf({
        Sid: 'NoDeletion',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:DeleteBucket'],
        Resource: [bucketArn(bucket), objectArn(bucket, '*')],
      }),
  },
};

export const TEMPLATES: readonly PolicyTemplate[] = TEMPLATE_IDS.map((id) => ({ id, ...documents[id] }));

/**
 * The policy with these statements in it as well: one with the same Sid is replaced where it stands, others come last.
 * All else stays as it is.
 */
export function addStatements(policy: PolicyDocument | null, added: PolicyDocument): PolicyDocument {
  if (policy === null) return added;
  const statements = [policy.Statement].flat();
  for (const statement of [added.Statement].flat()) {
    const at = statements.findIndex(({ Sid }) => Sid !== undefined && Sid === statement.Sid);
    if (at === -1) statements.push(statement);
    else statements[at] = statement;
  }
  return { ...policy, Statement: statements };
}
