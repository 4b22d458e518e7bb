import type { PresignedLink, SigningKeys } from '../../../shared/contract/objectAccess.ts';
import { AppError, isCancelled } from '../../../shared/errors.ts';
import { contentDisposition, formConditions } from '../../../shared/presign.ts';
import type { Handlers } from '../ports.ts';
import type { S3Connection } from '../s3/connection.ts';
import type { PresignRequest } from '../s3/presigning.ts';
import { plainUrl } from '../s3/presigning.ts';
import type { StorePool } from '../s3/storePool.ts';
import { anonymousStatus } from './anonymousStatus.ts';
import { readObjectAcl, writeObjectAcl } from './objectAcl.ts';
import { tokenExpiry } from './tokenExpiry.ts';

type ObjectAccessHandlers = Pick<
  Handlers,
  | 'objectAccess.getAcl'
  | 'objectAccess.putAcl'
  | 'objectAccess.presignGet'
  | 'objectAccess.presignPut'
  | 'objectAccess.presignPost'
  | 'objectAccess.publicLink'
>;

type Deps = {
  stores: StorePool;
  connectionOf: (connectionId: string) => Promise<S3Connection>;
};

export function createObjectAccessHandlers({ stores, connectionOf }: Deps): ObjectAccessHandlers {
  async function keysOf(connectionId: string): Promise<SigningKeys> {
    const { sessionToken } = await connectionOf(connectionId);
    return { temporary: sessionToken !== undefined, expireAt: sessionToken ? tokenExpiry(sessionToken) : null };
  }

  async function link(connectionId: string, request: PresignRequest, signal: AbortSignal): Promise<PresignedLink> {
    const store = await stores.storeOf(connectionId);
    const { url, expiresAt } = await store.presign(request, signal);
    return { url, expiresAt, credentials: await keysOf(connectionId) };
  }

  return {
    async 'objectAccess.getAcl'({ connectionId, bucket, key, versionId }, { signal }) {
      return readObjectAcl(await stores.storeOf(connectionId), { bucket, key, versionId }, signal);
    },

    async 'objectAccess.putAcl'({ connectionId, bucket, key, versionId, acl }, { signal }) {
      return writeObjectAcl(await stores.storeOf(connectionId), { bucket, key, versionId }, acl, signal);
    },

    'objectAccess.presignGet': ({ connectionId, fileName, inline = false, ...object }, { signal }) =>
      link(
        connectionId,
        { method: 'GET', ...object, contentDisposition: contentDisposition(inline, fileName) },
        signal,
      ),

    'objectAccess.presignPut': ({ connectionId, ...object }, { signal }) =>
      link(connectionId, { method: 'PUT', ...object }, signal),

    async 'objectAccess.presignPost'({ connectionId, bucket, expiresIn, ...wanted }, { signal }) {
      const store = await stores.storeOf(connectionId);
      const { size } = wanted;
      const request = { method: 'POST', bucket, expiresIn, size, ...formConditions(wanted) } as const;
      const form = await store.presign(request, signal);
      return { ...form, credentials: await keysOf(connectionId) };
    },

    async 'objectAccess.publicLink'({ connectionId, bucket, key, versionId }, { signal }) {
      const store = await stores.storeOf(connectionId);
      const url = await plainUrl(store.presign, { bucket, key, versionId }, signal);
      const place = { host: new URL(url).host, operation: 'HeadObject', bucket, key };
      try {
        return { url, status: await anonymousStatus(url, place, signal), error: null };
      } catch (error) {
        if (!(error instanceof AppError) || isCancelled(error)) throw error;
        return { url, status: null, error: error.data };
      }
    },
  };
}
