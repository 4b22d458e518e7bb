import { describe, expect, test } from 'vitest';
import { cleanEtag, md5Of } from './etag.ts';
import { createIntegrity } from './integrity.ts';

const bytes = Buffer.from('some bytes');
const other = md5Of(Buffer.from('other bytes')).hex;
const put = { host: 'h', operation: 'PutObject', bucket: 'b' };
const part = { ...put, operation: 'UploadPart' };

test('the quotes of an ETag, and the mark of a weak one, are not part of it', () => {
  expect(cleanEtag('"abc-2"')).toBe('abc-2');
  expect(cleanEtag('W/"abc"')).toBe('abc');
  expect(cleanEtag('abc')).toBe('abc');
  expect(cleanEtag(undefined)).toBeUndefined();
});

test('MD5 is sent everywhere but to AWS, which gets the CRC32 of the SDK', () => {
  const seal = createIntegrity('ceph').of(bytes);
  expect(seal?.header).toBe(Buffer.from(seal?.hex ?? '', 'hex').toString('base64'));
  expect(createIntegrity('ceph')).toMatchObject({ partChecksum: undefined, batchChecksum: 'MD5' });
  expect(createIntegrity('aws').of(bytes)).toBeUndefined();
  expect(createIntegrity('aws')).toMatchObject({ partChecksum: 'CRC32', batchChecksum: 'CRC32' });
});

describe('the ETag of an answer', () => {
  const seal = { header: '', hex: md5Of(bytes).hex };

  test('must be there', () => {
    expect(() => createIntegrity('ceph').provenEtag(undefined, seal, undefined, put)).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: 'not-s3' }) }),
    );
  });

  test('that is another MD5 means other bytes, where the server was seen to follow the rule', () => {
    const integrity = createIntegrity('ceph');
    expect(integrity.provenEtag(`"${seal.hex.toUpperCase()}"`, seal, undefined, put)).toBe(seal.hex.toUpperCase());
    expect(() => integrity.provenEtag(`"${other}"`, seal, undefined, put)).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: 'integrity', retryable: true }) }),
    );
  });

  test.each([
    ['on a server that never was', () => createIntegrity('ceph'), other, undefined, put],
    ['with a random ETag', seenToFollow, 'f9d1c5b4a7e3-random', undefined, put],
    ['with the ETag of many parts', seenToFollow, `${other}-3`, undefined, put],
    ['with a key service', seenToFollow, other, 'aws:kms', put],
    ['of parts, where only puts were seen to', seenToFollow, other, undefined, part],
    ['in another bucket', seenToFollow, other, undefined, { ...put, bucket: 'c' }],
  ])('proves nothing %s', (_, make, etag, encryption, place) => {
    expect(make().provenEtag(`"${etag}"`, seal, encryption, place)).toBe(etag);
  });

  function seenToFollow() {
    const integrity = createIntegrity('ceph');
    integrity.provenEtag(seal.hex, seal, undefined, put);
    return integrity;
  }
});
