import { HeadBucketCommand, type S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterEach, expect, test, vi } from 'vitest';
import { createClients } from './client.ts';
import type { S3Connection } from './connection.ts';

type Sent = { method: string; protocol: string; hostname: string; path: string; headers: Record<string, string> };

const aws: S3Connection = {
  id: 'c',
  provider: 'aws',
  endpoint: '',
  region: 'eu-west-1',
  addressing: 'virtual-host',
  accessKeyId: 'KEY',
  secretAccessKey: 'SECRET',
};
const ceph: S3Connection = { ...aws, provider: 'ceph', endpoint: 'http://s3.example.org:7480', addressing: 'path' };

afterEach(() => vi.unstubAllEnvs());

/** The request as it would have gone out, signed. */
async function requestOf(connection: S3Connection, send: (client: S3Client) => Promise<unknown>): Promise<Sent> {
  const clients = createClients(connection, 'transfer');
  let sent: Sent | undefined;
  clients.quick.middlewareStack.add(
    () => async (args) => {
      sent = args.request as Sent;
      throw new Error('not sent');
    },
    { step: 'deserialize', priority: 'low', name: 'capture' },
  );
  await expect(send(clients.quick)).rejects.toThrow('not sent');
  clients.close();
  if (!sent) throw new Error('there was no request');
  return sent;
}

const headBucket = (client: S3Client) => client.send(new HeadBucketCommand({ Bucket: 'bucket' }));
const uploadPart = (client: S3Client) => {
  const body = Buffer.alloc(3 * 1024 * 1024);
  const input = { Bucket: 'bucket', Key: 'key', UploadId: 'u', PartNumber: 1, Body: body };
  return client.send(new UploadPartCommand(input));
};

test('a bucket is named as the connection says', async () => {
  expect(await requestOf(aws, headBucket)).toMatchObject({
    protocol: 'https:',
    hostname: 'bucket.s3.eu-west-1.amazonaws.com',
    path: '/',
  });
  expect(await requestOf(ceph, headBucket)).toMatchObject({
    protocol: 'http:',
    hostname: 's3.example.org',
    path: '/bucket/',
  });
});

test('what the environment says of AWS does not lead elsewhere', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
  vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:9');
  vi.stubEnv('AWS_REGION', 'us-west-2');
  vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true');
  vi.stubEnv('AWS_USE_DUALSTACK_ENDPOINT', 'true');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'OTHER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'OTHER');
  vi.stubEnv('AWS_SESSION_TOKEN', 'OTHER');
  const { hostname, headers } = await requestOf(aws, headBucket);
  expect(hostname).toBe('bucket.s3.eu-west-1.amazonaws.com');
  expect(headers.authorization).toContain('Credential=KEY/');
  expect(headers.authorization).toContain('/eu-west-1/s3/');
  expect(headers).not.toHaveProperty('x-amz-security-token');
});

test('a part is sent without asking first, with its length, and with a checksum on AWS alone', async () => {
  const toAws = await requestOf(aws, uploadPart);
  const toCeph = await requestOf(ceph, uploadPart);
  for (const { headers } of [toAws, toCeph]) {
    expect(headers).toMatchObject({ 'content-length': String(3 * 1024 * 1024) });
    expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('expect');
  }
  expect(toAws.headers).toHaveProperty('x-amz-checksum-crc32');
  expect(Object.keys(toCeph.headers).filter((name) => name.includes('checksum'))).toEqual([]);
});
