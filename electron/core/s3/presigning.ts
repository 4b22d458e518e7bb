import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { type Clients, hostOf } from './client.ts';
import type { S3Connection } from './connection.ts';
import { type CallPlace, toAppError } from './errors.ts';
import type { ObjectAddress } from './objectStore.ts';
import type { Regions } from './regions.ts';
import { percentEncode } from './tags.ts';

/** What a signature allows whoever has it, for `expiresIn` seconds. */
export type PresignRequest = { bucket: string; key: string; expiresIn: number } & (
  | { method: 'GET'; versionId?: string | undefined; contentDisposition?: string | undefined }
  /** With a content type the upload must name the same one. */
  | { method: 'PUT'; contentType?: string | undefined }
  /**
   * A key that ends with `${filename}` is completed by the server. Sizes in bytes, both inclusive; `fields` and
   * `conditions` as S3 has them in a POST policy (S3 API Reference, "Creating a POST policy").
   */
  | {
      method: 'POST';
      size: { min: number; max: number };
      fields: Record<string, string>;
      conditions: readonly ['starts-with', string, string][];
    }
);

/** `fields`: what a form sends besides the file; none for a link. `expiresAt`: an ISO time, by the server's clock. */
export type Presigned = { url: string; fields: Record<string, string>; expiresAt: string };

export type Presign = (request: PresignRequest, signal?: AbortSignal) => Promise<Presigned>;

/** S3 counts in whole seconds. */
function expiryOf(signedAt: Date, expiresIn: number): string {
  return new Date((Math.floor(signedAt.getTime() / 1000) + expiresIn) * 1000).toISOString();
}

/**
 * Signs in the region of the bucket and by the clock of its server, both of which the server itself has told; nothing of
 * the signature goes into an error. `clientsFor` makes clients that add no checksums: those would be signed, and whoever
 * uses the link does not send them.
 */
export function createPresign(
  connection: S3Connection,
  regions: Regions,
  clientsFor: (connection: S3Connection) => Clients,
): { presign: Presign; close(): void } {
  const signers = new Map<string, Clients>();

  function signerIn(region: string): Clients {
    const signer = signers.get(region) ?? clientsFor({ ...connection, region });
    signers.set(region, signer);
    return signer;
  }

  async function sign(request: PresignRequest, { region, clockOffset }: { region: string; clockOffset: number }) {
    const { quick: client } = signerIn(region);
    const { bucket: Bucket, key: Key, expiresIn } = request;
    const signedAt = new Date(Date.now() + clockOffset);
    const expiresAt = expiryOf(signedAt, expiresIn);
    const link = { expiresIn, signingDate: signedAt };
    if (request.method === 'GET') {
      const { versionId: VersionId, contentDisposition: ResponseContentDisposition } = request;
      const command = new GetObjectCommand({ Bucket, Key, VersionId, ResponseContentDisposition });
      return { url: await getSignedUrl(client, command, link), fields: {}, expiresAt };
    }
    if (request.method === 'PUT') {
      const { contentType } = request;
      const command = new PutObjectCommand({ Bucket, Key, ContentType: contentType });
      // The SDK gives each PUT a type of its own, and signs none unless told: then any type would do.
      const signed = contentType === undefined ? {} : { signableHeaders: new Set(['host', 'content-type']) };
      return { url: await getSignedUrl(client, command, { ...link, ...signed }), fields: {}, expiresAt };
    }
    const { size, fields: Fields, conditions } = request;
    const Conditions: PresignedPostOptions['Conditions'] = [
      ['content-length-range', size.min, size.max],
      ...conditions,
    ];
    client.config.systemClockOffset = clockOffset;
    const post = await createPresignedPost(client, { Bucket, Key, Expires: expiresIn, Fields, Conditions });
    return { ...post, expiresAt };
  }

  return {
    async presign(request, signal) {
      const { bucket, key } = request;
      const whereabouts = await regions.whereIs(bucket, signal);
      const place: CallPlace = { host: hostOf(connection), operation: `Presign${request.method}`, bucket, key };
      try {
        return await sign(request, whereabouts);
      } catch (error) {
        throw toAppError(error, place, signal);
      }
    },
    close() {
      for (const signer of signers.values()) signer.close();
    },
  };
}

/** The address that `presign` signs, without what signs it. */
export async function plainUrl(presign: Presign, address: ObjectAddress, signal?: AbortSignal): Promise<string> {
  const { bucket, key, versionId } = address;
  const { url } = await presign({ method: 'GET', bucket, key, expiresIn: 1 }, signal);
  // A `?` of the key stands percent-encoded.
  const path = url.slice(0, url.indexOf('?'));
  return versionId === undefined ? path : `${path}?versionId=${percentEncode(versionId)}`;
}
