import { expect, test } from 'vitest';
import { testServers } from './index.ts';

const keys = { STAVE_S3_ACCESS_KEY: 'key', STAVE_S3_SECRET_KEY: 'secret' };
const names = (env: NodeJS.ProcessEnv) => testServers(env).map(({ name }) => name);

test('the Ceph gateway is the default, and STAVE_TEST_SERVERS names others', () => {
  expect(names({})).toEqual(['rgw']);
  expect(names({ STAVE_TEST_SERVERS: '' })).toEqual(['rgw']);
  expect(names({ STAVE_TEST_SERVERS: 'rgw, minio' })).toEqual(['rgw', 'minio']);
});

test('an unknown server fails the run instead of being left out', () => {
  expect(() => testServers({ STAVE_TEST_SERVERS: 'rgw,azure' })).toThrow('"azure"');
});

test("the caller's own server wins, and without its keys it is refused", async () => {
  const env = { STAVE_TEST_SERVERS: 'rgw', STAVE_S3_ENDPOINT: 'https://s3.example', ...keys };
  expect(names(env)).toEqual(['given']);
  const server = await testServers(env)[0]?.start();
  expect(server).toMatchObject({ endpoint: 'https://s3.example', region: 'us-east-1', accessKeyId: 'key' });
  expect(() => testServers({ STAVE_S3_ENDPOINT: 'https://s3.example' })).toThrow('STAVE_S3_ACCESS_KEY');
});
