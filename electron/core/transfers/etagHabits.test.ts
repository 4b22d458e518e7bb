import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { S3Connection } from '../s3/connection.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { hasOpaqueEtags, multipartEtag, noteOpaqueEtag } from './etagHabits.ts';

const md5 = (text: string) => createHash('md5').update(text).digest();

test('the ETag of an object in parts is the MD5 of their MD5s, and their number', () => {
  const expected = createHash('md5')
    .update(Buffer.concat([md5('first'), md5('second')]))
    .digest('hex');
  expect(multipartEtag([md5('first').toString('hex'), md5('second').toString('hex')])).toBe(`${expected}-2`);
});

test('what was seen of ETags counts for that bucket of that server', () => {
  const connection: S3Connection = {
    id: 'c',
    provider: 'custom',
    endpoint: 'http://127.0.0.1:9',
    region: 'us-east-1',
    addressing: 'path',
    accessKeyId: 'a',
    secretAccessKey: 's',
  };
  const stores = [createObjectStore(connection, 'transfer'), createObjectStore(connection, 'transfer')] as const;
  const at = (bucket: string, store = stores[0]) => ({ store, bucket, partEtags: 'md5' as const });
  expect(hasOpaqueEtags(at('a'))).toBe(false);
  noteOpaqueEtag(at('a'));
  expect(hasOpaqueEtags(at('a'))).toBe(true);
  expect(hasOpaqueEtags(at('b'))).toBe(false);
  expect(hasOpaqueEtags(at('a', stores[1]))).toBe(false);
  expect(hasOpaqueEtags({ ...at('b'), partEtags: 'opaque' })).toBe(true);
  for (const store of stores) store.close();
});
