import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { multipartEtag } from './multipart.ts';

const md5 = (text: string) => createHash('md5').update(text).digest();

test('the ETag of an object in parts is the MD5 of their MD5s, in the order of the parts', () => {
  const first = { partNumber: 1, etag: md5('first').toString('hex') };
  const second = { partNumber: 2, etag: md5('second').toString('hex') };
  const expected = createHash('md5')
    .update(Buffer.concat([md5('first'), md5('second')]))
    .digest('hex');
  expect(multipartEtag([second, first])).toBe(`${expected}-2`);
});

test('parts whose ETags are no MD5s foretell nothing', () => {
  const etags = ['abc', md5('x').toString('hex').toUpperCase(), `${md5('x').toString('hex')}-1`];
  for (const etag of etags) expect(multipartEtag([{ partNumber: 1, etag }])).toBeNull();
});
