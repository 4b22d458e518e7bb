import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { FileSizes } from './payload.ts';

/** A bucket that one run, or the downloads of one case, have for themselves. */
export async function createBucket(s3: S3Client, name: string): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: name }));
}

/** The size of each object by its key. */
export async function remoteSizes(s3: S3Client, bucket: string): Promise<FileSizes> {
  const sizes: FileSizes = new Map();
  let token: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    for (const { Key, Size } of page.Contents ?? []) sizes.set(Key ?? '', Size ?? -1);
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return sizes;
}

const KEYS_A_REQUEST = 1000;

/** Removes the bucket and its objects, so that no run works beside the garbage of the one before it. */
export async function removeBucket(s3: S3Client, bucket: string): Promise<void> {
  const keys = [...(await remoteSizes(s3, bucket)).keys()];
  const requests = Array.from({ length: Math.ceil(keys.length / KEYS_A_REQUEST) }, (_, i) =>
    keys.slice(i * KEYS_A_REQUEST, (i + 1) * KEYS_A_REQUEST),
  );
  await Promise.all(
    requests.map(async (some) => {
      const Objects = some.map((Key) => ({ Key }));
      const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
      if (Errors?.length) throw new Error(`${bucket}: ${Errors.length} objects cannot be removed (${Errors[0]?.Code})`);
    }),
  );
  await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
}
