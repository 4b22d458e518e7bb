import { GetObjectAclCommand, type GetObjectAclCommandOutput, PutObjectAclCommand } from '@aws-sdk/client-s3';
import type { CannedAcl, ObjectAclSaved, ObjectAclState } from '../../../shared/contract/objectAccess.ts';
import { AppError, appError } from '../../../shared/errors.ts';
import { isPublicAcl, namesNobody } from '../../../shared/objectAcl.ts';
import { type AclDocument, type AclGrant, acl as aclSchema } from '../../../shared/settings/documents/access.ts';
import { sameDocument } from '../../../shared/settings/sameDocument.ts';
import type { ObjectAddress, ObjectStore } from '../s3/objectStore.ts';

type Store = Pick<ObjectStore, 'send'>;

/** What AWS answers where the bucket's owner owns all and ACLs are off (S3 User Guide, "Controlling ownership"). */
const ACLS_ARE_OFF = 'AccessControlListNotSupported';

function absent(error: AppError | null): ObjectAclState {
  const { data } = error ?? { data: null };
  const isIgnored = data === null || (data.status !== undefined && data.status < 300);
  return { state: 'absent', kind: isIgnored ? 'ignored' : 'refused', error: data, since: new Date().toISOString() };
}

function saysNoAcls({ data }: AppError): boolean {
  return data.code === 'unsupported' || data.s3Code === ACLS_ARE_OFF;
}

/** The ACL of an object, or of one version of it. Throws what is neither "not on this server" nor "not allowed". */
export async function readObjectAcl(
  { send }: Store,
  { bucket, key, versionId }: ObjectAddress,
  signal?: AbortSignal,
): Promise<ObjectAclState> {
  const command = new GetObjectAclCommand({ Bucket: bucket, Key: key, VersionId: versionId });
  const document = { root: 'AccessControlPolicy', empty: 'unsupported' } as const;
  let answer: GetObjectAclCommandOutput;
  try {
    answer = await send(command, { bucket, key, document, signal });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.data.code === 'access-denied') return { state: 'denied', error: error.data };
    if (saysNoAcls(error)) return absent(error);
    throw error;
  }
  const { Owner, Grants = [] } = answer;
  const read = aclSchema.safeParse({ ...(Owner && { Owner }), Grants });
  if (!read.success)
    throw appError('unsupported', 'GetObjectAcl: grants of another kind', { details: { bucket, key } });
  // MinIO has no ACLs and answers every such question with one that names nobody.
  return namesNobody(read.data) ? absent(null) : { state: 'set', document: read.data };
}

/** Servers put grants in an order of their own. */
function sameGrants(a: AclDocument, b: AclDocument): boolean {
  const isIn = ({ Grants }: AclDocument, grant: AclGrant) => Grants.some((one) => sameDocument(one, grant));
  return a.Grants.every((grant) => isIn(b, grant)) && b.Grants.every((grant) => isIn(a, grant));
}

function isAsSent(state: ObjectAclState, sent: CannedAcl | AclDocument): boolean {
  if (state.state !== 'set') return false;
  if (sent === 'private') return !isPublicAcl(state.document);
  if (sent === 'public-read') return isPublicAcl(state.document);
  return sameGrants(state.document, sent);
}

/** Puts an ACL and reads it back. Throws `access-denied` where the keys, or the bucket's settings, do not allow it. */
export async function writeObjectAcl(
  store: Store,
  address: ObjectAddress,
  acl: CannedAcl | AclDocument,
  signal?: AbortSignal,
): Promise<ObjectAclSaved> {
  const { bucket, key, versionId } = address;
  const command = new PutObjectAclCommand({
    Bucket: bucket,
    Key: key,
    VersionId: versionId,
    ...(typeof acl === 'string' ? { ACL: acl } : { AccessControlPolicy: acl }),
  });
  try {
    await store.send(command, { bucket, key, signal });
  } catch (error) {
    if (error instanceof AppError && saysNoAcls(error)) return { state: absent(error), isAsSent: false };
    throw error;
  }
  const state = await readObjectAcl(store, address, signal);
  return { state, isAsSent: isAsSent(state, acl) };
}
