import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { appError } from '../../../shared/errors.ts';
import { toAppError } from './errors.ts';

const place = { host: 's3.example.org', operation: 'GetObject', bucket: 'b', key: 'k' };
const bucketPlace = { host: 's3.example.org', operation: 'HeadBucket', bucket: 'b' };

/** An error as the SDK throws it for an answer of the server. */
function sdkError(name: string, status: number, more: object = {}): Error {
  const metadata = { httpStatusCode: status, requestId: 'tx01-5' };
  return Object.assign(new Error('UnknownError'), { name, $fault: 'client', $metadata: metadata, ...more });
}

/** An error as Node throws it when there was no answer. */
const nodeError = (code: string) => Object.assign(new Error(`connect ${code} 10.0.0.1:9000`), { code });

describe('an answer of the server', () => {
  test.each([
    ['AccessDenied', 403, 'access-denied', false],
    ['InvalidAccessKeyId', 403, 'invalid-credentials', false],
    ['SignatureDoesNotMatch', 403, 'invalid-credentials', false],
    ['ExpiredToken', 400, 'expired-credentials', false],
    ['RequestTimeTooSkewed', 403, 'clock-skew', true],
    ['NoSuchKey', 404, 'not-found', false],
    ['NoSuchUpload', 404, 'not-found', false],
    ['NoSuchBucket', 404, 'bucket-not-found', false],
    ['BucketAlreadyOwnedByYou', 409, 'bucket-exists', false],
    ['BucketNotEmpty', 409, 'bucket-not-empty', false],
    ['PreconditionFailed', 412, 'changed', false],
    ['InvalidRange', 416, 'changed', false],
    ['SlowDown', 503, 'throttled', true],
    ['PermanentRedirect', 301, 'wrong-region', false],
    ['AuthorizationHeaderMalformed', 400, 'wrong-region', false],
    ['NotImplemented', 501, 'unsupported', false],
    ['BadDigest', 400, 'integrity', true],
    ['RequestTimeout', 400, 'network-timeout', true],
    ['InternalError', 500, 'server-error', true],
    ['EntityTooLarge', 400, 'invalid-request', false],
    // No code of its own: the status speaks, whatever the code is called.
    ['SomethingNew', 403, 'access-denied', false],
    ['constructor', 404, 'not-found', false],
  ])('%s (%i) is %s', (s3Code, status, code, retryable) => {
    expect(toAppError(sdkError(s3Code, status), place).data).toEqual({
      code,
      retryable,
      s3Code,
      status,
      message: `GetObject: ${s3Code} (HTTP ${status})`,
      requestId: 'tx01-5',
      details: place,
    });
  });

  test.each([
    [301, 'wrong-region', false],
    [302, 'not-s3', false],
    [400, 'invalid-request', false],
    [401, 'invalid-credentials', false],
    [403, 'access-denied', false],
    [404, 'not-found', false],
    [405, 'unsupported', false],
    [408, 'network-timeout', true],
    [409, 'conflict', false],
    [412, 'changed', false],
    [429, 'throttled', true],
    [500, 'server-error', true],
    [502, 'server-error', true],
    [503, 'throttled', true],
    [507, 'server-error', false],
  ])('without a code is told by its status %i', (status, code, retryable) => {
    const { data } = toAppError(sdkError('Unknown', status), place);
    expect(data).toMatchObject({ code, retryable, status, s3Code: undefined });
    expect(data.message).toBe(`GetObject: no error code (HTTP ${status})`);
  });

  test('404 without a code means the bucket where no object was named', () => {
    expect(toAppError(sdkError('NotFound', 404), bucketPlace).data.code).toBe('bucket-not-found');
    expect(toAppError(sdkError('NotFound', 404), place).data.code).toBe('not-found');
  });

  test('names the right region where the server does', () => {
    const moved = sdkError('AuthorizationHeaderMalformed', 400, { Region: 'eu-west-1' });
    expect(toAppError(moved, place).data.details).toMatchObject({ region: 'eu-west-1' });
    const headers = { 'x-amz-bucket-region': 'eu-north-1' };
    const redirected = sdkError('Unknown', 301, { $response: { headers } });
    expect(toAppError(redirected, place).data.details).toMatchObject({ region: 'eu-north-1' });
    const odd = sdkError('PermanentRedirect', 301, { Region: '<script>' });
    expect(toAppError(odd, place).data.details).not.toHaveProperty('region');
  });

  test.each([
    ['7', 7000],
    ['0', 0],
    ['100000', 300_000],
    ['Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('says with Retry-After %j to wait for %j ms, by its own clock', (after, ms) => {
    const headers = { 'retry-after': after, date: 'Sat, 21 Nov 2026 10:00:00 GMT' };
    expect(toAppError(sdkError('SlowDown', 503, { $response: { headers } }), place).data.retryAfterMs).toBe(ms);
  });

  test.each([
    [400, "Unsupported header 'x-amz-checksum-crc32' received", 'checksum'],
    [501, 'STREAMING-UNSIGNED-PAYLOAD-TRAILER is not supported', 'checksum'],
    [403, 'x-amz-checksum-crc32', undefined],
    [400, 'The size is wrong', undefined],
  ])('of status %i that says %j refuses %j', (status, message, refused) => {
    const error = sdkError('InvalidArgument', status, { message });
    expect(toAppError(error, place).data.details?.refused).toBe(refused);
  });

  test('that the SDK cannot read is none of S3', () => {
    const unreadable = Object.assign(new Error('XML parse error'), { $metadata: { httpStatusCode: 200 } });
    expect(toAppError(unreadable, place).data).toMatchObject({ code: 'not-s3', status: 200, retryable: false });
  });
});

describe('no answer', () => {
  test.each([
    ['ENOTFOUND', 'network-unreachable', true],
    ['EAI_AGAIN', 'network-unreachable', true],
    ['EHOSTUNREACH', 'network-unreachable', true],
    ['ECONNREFUSED', 'network-refused', true],
    ['ETIMEDOUT', 'network-timeout', true],
    ['ECONNRESET', 'network', true],
    ['EPIPE', 'network', true],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', false],
    ['CERT_HAS_EXPIRED', 'tls', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', false],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', false],
    ['HPE_INVALID_CONSTANT', 'not-s3', false],
  ])('%s is %s', (nodeCode, code, retryable) => {
    expect(toAppError(nodeError(nodeCode), place).data).toEqual({
      code,
      retryable,
      message: `GetObject: ${nodeCode}`,
      details: { ...place, cause: nodeCode },
    });
  });

  test('by several addresses is told by the code they share', () => {
    const all = Object.assign(new AggregateError([nodeError('ECONNREFUSED'), nodeError('ECONNREFUSED')]), {
      code: 'ECONNREFUSED',
    });
    expect(toAppError(all, place).data.code).toBe('network-refused');
  });

  test('by which no connection came about means that nobody was reached', () => {
    const refused = Object.assign(nodeError('ETIMEDOUT'), { syscall: 'connect' });
    expect(toAppError(refused, place).data).toMatchObject({ code: 'network-unreachable', retryable: true });
    const message = 'the request socket did not establish a connection with the server within 10000 ms.';
    const late = Object.assign(new Error(message), { name: 'TimeoutError' });
    expect(toAppError(late, place).data).toMatchObject({ code: 'network-unreachable', retryable: true });
  });

  test('in time is a timeout', () => {
    const late = Object.assign(new Error('timed out'), { name: 'TimeoutError' });
    expect(toAppError(late, place).data).toMatchObject({ code: 'network-timeout', retryable: true });
  });
});

test('a call that was given up is cancelled, whatever it ended with', () => {
  const cancelled = { code: 'cancelled', message: 'cancelled', retryable: false };
  expect(toAppError(nodeError('ECONNRESET'), place, AbortSignal.abort()).data).toEqual(cancelled);
  expect(toAppError(new DOMException('aborted', 'AbortError'), place).data).toEqual(cancelled);
});

test('an error that is ours already stays as it is', () => {
  const ours = appError('integrity', 'other bytes');
  expect(toAppError(ours, place)).toBe(ours);
});

test('a body that differs from its checksum is no whole body', () => {
  const mismatch = new Error(
    'Checksum mismatch: expected "AAAA" but received "BBBB" in response header "x-amz-checksum-crc32".',
  );
  expect(toAppError(mismatch, place).data).toMatchObject({ code: 'integrity', retryable: true });
});

test('an error nobody foresaw is ours, by its name alone', () => {
  expect(toAppError(new TypeError('x of undefined'), place).data).toMatchObject({
    code: 'internal',
    message: 'GetObject: unexpected TypeError',
  });
});

test('no text of the server or the SDK goes into the error: it may hold secrets', () => {
  const secret = 'AKIASECRETSECRET';
  const url = `https://s3.example.org/b/k?X-Amz-Signature=${secret}`;
  const headers = { authorization: `AWS4-HMAC-SHA256 Credential=${secret}` };
  const errors = [
    sdkError(`Code ${secret}?`, 403, { message: url, $response: { headers }, StringToSign: secret, HostId: secret }),
    sdkError('SignatureDoesNotMatch', 403, { message: `you sent ${secret}`, Region: `${secret}/` }),
    Object.assign(new Error(url), { code: `E ${secret}` }),
    Object.assign(new Error(url), { name: `Name ${secret}` }),
  ];
  for (const error of errors) {
    const mapped = toAppError(error, place);
    expect(inspect(mapped, { showHidden: true, depth: 10 })).not.toContain(secret);
  }
});
