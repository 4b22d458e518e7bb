import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import type { Readable } from 'node:stream';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { createTestClient, emptyAndDeleteBucket } from '../../s3Client.ts';
import { type FaultProxy, startFaultProxy } from '../proxy.ts';

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run "npm run test:contract".`);
  return value;
}

export type Received = { bytes: Buffer; etag: string | undefined; error: Error | null };

export type BehindProxy = {
  proxy: FaultProxy;
  endpoint: string;
  secretAccessKey: string;
  bucket: string;
  /** Talks to the server by way of the proxy, over one connection, and tries everything once. */
  s3: S3Client;
  /** Talks to the server. */
  direct: S3Client;
  put(key: string, body: Buffer): Promise<unknown>;
  /** What of an object comes through, and what broke it off. Rejects when the answer does not even begin. */
  get(key: string, options?: { range?: string; ifMatch?: string }): Promise<Received>;
};

export const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex');
export { randomBytes };

/** A client that tries everything once, over as many connections. */
export function clientOf(endpoint: string, maxSockets: number): S3Client {
  return new S3Client({
    endpoint,
    region: setting('STAVE_TEST_REGION'),
    forcePathStyle: true,
    credentials: {
      accessKeyId: setting('STAVE_TEST_ACCESS_KEY'),
      secretAccessKey: setting('STAVE_TEST_SECRET_KEY'),
    },
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    expectContinueHeader: false,
    requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets }), socketTimeout: 2000 },
  });
}

/** A proxy before the test server and a bucket on it, for one test file. The proxy is as new for each test. */
export function behindProxy(): BehindProxy {
  const endpoint = setting('STAVE_TEST_ENDPOINT');
  const secretAccessKey = setting('STAVE_TEST_SECRET_KEY');
  const bucket = `stave-faults-${randomUUID().slice(0, 13)}`;
  // The rest is there before the first test.
  const t = { endpoint, secretAccessKey, bucket } as BehindProxy;

  t.put = (Key, Body) => t.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  t.get = async (Key, { range, ifMatch } = {}) => {
    const { Body, ETag } = await t.s3.send(
      new GetObjectCommand({ Bucket: bucket, Key, Range: range, IfMatch: ifMatch }),
    );
    const chunks: Buffer[] = [];
    const received = (error: Error | null) => ({ bytes: Buffer.concat(chunks), etag: ETag, error });
    // In Node it is a stream. An iterator would drop what had come before an error.
    const stream = Body as Readable;
    return new Promise((resolve) => {
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', (error) => resolve(received(error)));
      stream.on('end', () => resolve(received(null)));
    });
  };

  beforeAll(async () => {
    t.proxy = await startFaultProxy(endpoint);
    t.s3 = clientOf(t.proxy.url, 1);
    const region = setting('STAVE_TEST_REGION');
    t.direct = createTestClient({ endpoint, region, accessKeyId: setting('STAVE_TEST_ACCESS_KEY'), secretAccessKey });
    await t.direct.send(new CreateBucketCommand({ Bucket: bucket }));
  });
  afterEach(() => t.proxy.reset());
  afterAll(async () => {
    await t.proxy.close();
    await emptyAndDeleteBucket(t.direct, bucket);
    t.s3.destroy();
    t.direct.destroy();
  });
  return t;
}
