import { expect, test } from 'vitest';
import { createPresign } from './presign.ts';

test("signs Amazon's own example as Amazon does", () => {
  const presign = createPresign(
    {
      endpoint: 'https://examplebucket.s3.amazonaws.com',
      region: 'us-east-1',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    },
    new Date('2013-05-24T00:00:00Z'),
  );
  const { searchParams } = new URL(presign('GET', '/test.txt'), 'https://examplebucket.s3.amazonaws.com');
  expect(searchParams.get('X-Amz-Signature')).toBe('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
});
