/** What an action does, in groups that people think in. */
export const ACTION_GROUPS = [
  'readObjects',
  'writeObjects',
  'deleteObjects',
  'deleteVersions',
  'list',
  'listVersions',
  'uploads',
  'readAcl',
  'writeAcl',
  'readTags',
  'writeTags',
  'readLock',
  'writeLock',
  'restore',
  'replicate',
  'readSettings',
  'writeSettings',
  'readPolicy',
  'writePolicy',
  'createBucket',
  'deleteBucket',
] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

/** An action of S3 that a bucket's policy may speak of, and the kind of resource it works on. */
export type S3Action = { name: string; resource: 'bucket' | 'object'; group: ActionGroup };

const BUCKET: Partial<Record<ActionGroup, string>> = {
  list: 'ListBucket',
  listVersions: 'ListBucketVersions',
  uploads: 'ListBucketMultipartUploads',
  createBucket: 'CreateBucket',
  deleteBucket: 'DeleteBucket',
  readPolicy: 'GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketOwnershipControls',
  writePolicy: 'PutBucketPolicy DeleteBucketPolicy PutBucketPublicAccessBlock PutBucketOwnershipControls',
  readAcl: 'GetBucketAcl',
  writeAcl: 'PutBucketAcl',
  readTags: 'GetBucketTagging',
  writeTags: 'PutBucketTagging',
  readLock: 'GetBucketObjectLockConfiguration',
  writeLock: 'PutBucketObjectLockConfiguration',
  readSettings: `GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketCORS GetBucketLocation GetBucketLogging
    GetBucketNotification GetBucketRequestPayment GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
    GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration
    GetReplicationConfiguration`,
  writeSettings: `PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketCORS PutBucketLogging
    PutBucketNotification PutBucketRequestPayment PutBucketVersioning PutBucketWebsite DeleteBucketWebsite
    PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration
    PutMetricsConfiguration PutReplicationConfiguration`,
};

const OBJECT: Partial<Record<ActionGroup, string>> = {
  readObjects:
    'GetObject GetObjectVersion GetObjectAttributes GetObjectVersionAttributes GetObjectTorrent GetObjectVersionTorrent',
  writeObjects: 'PutObject',
  deleteObjects: 'DeleteObject',
  deleteVersions: 'DeleteObjectVersion',
  uploads: 'AbortMultipartUpload ListMultipartUploadParts',
  readAcl: 'GetObjectAcl GetObjectVersionAcl',
  writeAcl: 'PutObjectAcl PutObjectVersionAcl ObjectOwnerOverrideToBucketOwner',
  readTags: 'GetObjectTagging GetObjectVersionTagging',
  writeTags: 'PutObjectTagging PutObjectVersionTagging DeleteObjectTagging DeleteObjectVersionTagging',
  readLock: 'GetObjectRetention GetObjectLegalHold',
  writeLock: 'PutObjectRetention PutObjectLegalHold BypassGovernanceRetention',
  restore: 'RestoreObject',
  replicate: 'GetObjectVersionForReplication InitiateReplication ReplicateObject ReplicateDelete ReplicateTags',
};

function actionsOf(groups: Partial<Record<ActionGroup, string>>, resource: S3Action['resource']): S3Action[] {
  return ACTION_GROUPS.flatMap((group) =>
    (groups[group] ?? '')
      .split(/\s+/)
      .filter((name) => name !== '')
      .map((name) => ({ name: `s3:${name}`, resource, group })),
  );
}

/** The actions of S3 for buckets and objects (Service Authorization Reference, "Actions defined by Amazon S3"). */
export const S3_ACTIONS: readonly S3Action[] = [...actionsOf(BUCKET, 'bucket'), ...actionsOf(OBJECT, 'object')];

/** What kind of values a condition key has: it says which operators fit. */
export type KeyKind = 'string' | 'bool' | 'number' | 'date' | 'address' | 'arn';
export type ConditionKey = { name: string; kind: KeyKind };

const KEYS: Record<KeyKind, string> = {
  string: `aws:PrincipalAccount aws:PrincipalOrgID aws:PrincipalOrgPaths aws:PrincipalType aws:Referer aws:RequestedRegion
    aws:ResourceAccount aws:ResourceOrgID aws:SourceAccount aws:SourceOrgID aws:SourceVpc aws:SourceVpce aws:UserAgent
    aws:userid aws:username s3:ExistingObjectTag/ s3:LocationConstraint s3:RequestObjectTag/ s3:RequestObjectTagKeys
    s3:VersionId s3:authType s3:delimiter s3:object-lock-legal-hold s3:object-lock-mode s3:prefix s3:signatureversion
    s3:x-amz-acl s3:x-amz-content-sha256 s3:x-amz-copy-source s3:x-amz-grant-full-control s3:x-amz-grant-read
    s3:x-amz-grant-write s3:x-amz-metadata-directive s3:x-amz-server-side-encryption
    s3:x-amz-server-side-encryption-aws-kms-key-id s3:x-amz-storage-class s3:x-amz-website-redirect-location`,
  bool: 'aws:MultiFactorAuthPresent aws:PrincipalIsAWSService aws:SecureTransport aws:ViaAWSService',
  number: 'aws:MultiFactorAuthAge s3:TlsVersion s3:max-keys s3:object-lock-remaining-retention-days s3:signatureAge',
  date: 'aws:CurrentTime aws:EpochTime s3:object-lock-retain-until-date',
  address: 'aws:SourceIp aws:VpcSourceIp',
  arn: 'aws:PrincipalArn aws:SourceArn s3:DataAccessPointArn',
};

/** Condition keys of S3 and of AWS in general. Those that end with `/` go on with the key of a tag. */
export const CONDITION_KEYS: readonly ConditionKey[] = Object.entries(KEYS).flatMap(([kind, names]) =>
  names.split(/\s+/).map((name) => ({ name, kind: kind as KeyKind })),
);

/** The action of this name, in any case. */
export function actionOf(name: string): S3Action | undefined {
  return S3_ACTIONS.find((action) => action.name.toLowerCase() === name.toLowerCase());
}
