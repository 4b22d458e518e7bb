import { createHash, createHmac } from 'node:crypto';
import type { Outgoing } from './faults.ts';

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '');
  return pairs
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .toSorted()
    .join('&');
}

/**
 * Signs a changed request again, with the key, the time and the region of its first signature (Signature Version 4, in
 * the Authorization header; https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
export function signAnew(outgoing: Outgoing, secretAccessKey: string): Outgoing {
  const headers = { ...outgoing.headers };
  const { authorization = '' } = headers;
  const [, accessKeyId, scope, signedBefore] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=/.exec(authorization) ?? [];
  if (!accessKeyId || !scope || !signedBefore) throw new Error('Only a request signed in its headers is signed anew.');
  if (outgoing.body) {
    headers['content-length'] = String(outgoing.body.byteLength);
    if (headers['x-amz-content-sha256'] !== 'UNSIGNED-PAYLOAD') headers['x-amz-content-sha256'] = sha256(outgoing.body);
    if (headers['content-md5']) headers['content-md5'] = createHash('md5').update(outgoing.body).digest('base64');
  }
  const [path = '', query = ''] = outgoing.path.split('?');
  const signed = signedBefore.split(';').filter((name) => headers[name] !== undefined);
  const canonical = [
    outgoing.method,
    path,
    canonicalQuery(query),
    ...signed.map((name) => `${name}:${headers[name]?.trim().replace(/\s+/g, ' ')}`),
    '',
    signed.join(';'),
    headers['x-amz-content-sha256'],
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const credential = `Credential=${accessKeyId}/${scope}`;
  const signature = hmac(key, text).toString('hex');
  headers.authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signed.join(';')}, Signature=${signature}`;
  return { ...outgoing, headers };
}
