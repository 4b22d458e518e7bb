import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { foreignETags, ignoreRange } from './rewrites.ts';
import { behindProxy, md5, randomBytes } from './testing/behindProxy.ts';

const MIB = 1024 * 1024;
const times = Number.POSITIVE_INFINITY;

const t = behindProxy();

test('Range is ignored, though it is signed', async () => {
  const body = randomBytes(MIB);
  await t.put('a b', body);
  const fired = t.proxy.inject({ on: () => true, action: ignoreRange(t.secretAccessKey), times });
  const { etag } = await t.get('a b');
  expect(fired()).toBe(0);
  expect(await t.get('a b', { range: 'bytes=10-19', ifMatch: etag ?? '' })).toMatchObject({
    etag,
    error: null,
    bytes: { byteLength: MIB },
  });
  expect(fired()).toBe(1);
  expect(t.proxy.seen.at(-1)).toMatchObject({ status: 200 });
  expect(t.proxy.seen.at(-1)?.headers.authorization).toContain(';range;');
});

test('heads and documents of answers are changed', async () => {
  await t.put('asked', randomBytes(10));
  const fired = t.proxy.inject({
    on: () => true,
    action: {
      kind: 'rewrite',
      head: (head) => ({ ...head, headers: { ...head.headers, 'x-amz-server': 'mars' } }),
      xml: (document) => document.replaceAll('<Key>asked', '<Key>something else'),
    },
  });
  const { Contents } = await t.s3.send(new ListObjectsV2Command({ Bucket: t.bucket, Prefix: 'asked' }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(['something else']);
  expect(fired()).toBe(1);
});

test('ETags are no MD5 sums, and good for all else', async () => {
  t.proxy.inject({ on: () => true, action: foreignETags(t.secretAccessKey), times });
  const small = randomBytes(100);
  await t.put('small', small);
  const { etag = '' } = await t.get('small');
  expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
  expect(etag).not.toBe(`"${md5(small)}"`);
  expect((await t.get('small', { ifMatch: etag })).bytes).toEqual(small);
  await expect(t.get('small', { ifMatch: `"${md5(small)}"` })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  const listed = await t.s3.send(new ListObjectsV2Command({ Bucket: t.bucket, Prefix: 'small' }));
  expect(listed.Contents?.[0]?.ETag).toBe(etag);

  const object = { Bucket: t.bucket, Key: 'large' };
  const bodies = [randomBytes(5 * MIB), randomBytes(10)];
  const { UploadId } = await t.s3.send(new CreateMultipartUploadCommand(object));
  const parts: { PartNumber: number; ETag: string | undefined }[] = [];
  for (const [i, Body] of bodies.entries()) {
    const { ETag } = await t.s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber: i + 1, Body }));
    expect(ETag).not.toBe(`"${md5(Body)}"`);
    parts.push({ PartNumber: i + 1, ETag });
  }
  const { Parts } = await t.s3.send(new ListPartsCommand({ ...object, UploadId }));
  expect(Parts?.map(({ ETag }) => ETag)).toEqual(parts.map(({ ETag }) => ETag));
  await t.s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts: parts } }));
  const head = await t.s3.send(new HeadObjectCommand(object));
  expect(head.ContentLength).toBe(5 * MIB + 10);
  expect(head.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  await t.s3.send(new HeadObjectCommand({ ...object, IfMatch: head.ETag }));
  const own = await t.direct.send(new HeadObjectCommand(object));
  expect(own.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  expect(own.ETag).not.toBe(head.ETag);
  t.proxy.assertAllFired();
});
