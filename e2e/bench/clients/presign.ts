import { createHash, createHmac } from 'node:crypto';

export type SigningKeys = { endpoint: string; region: string; accessKeyId: string; secretAccessKey: string };

/** Gives the path and query of a request, signed. `path` is percent-encoded. */
export type Presign = (method: string, path: string, query?: Record<string, string>) => string;

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Signs requests by their query: one HMAC, no hash of the body (S3 API Reference, "Authenticating Requests: Using Query
 * Parameters"). The signatures are good for a day from `now`.
 */
export function createPresign(keys: SigningKeys, now: Date): Presign {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const scope = `${day}/${keys.region}/s3/aws4_request`;
  const { host } = new URL(keys.endpoint);
  const steps = [day, keys.region, 's3', 'aws4_request'];
  const signingKey = steps.reduce<string | Buffer>((key, step) => hmac(key, step), `AWS4${keys.secretAccessKey}`);

  return (method, path, query = {}) => {
    const all = {
      ...query,
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `${keys.accessKeyId}/${scope}`,
      'X-Amz-Date': time,
      'X-Amz-Expires': '86400',
      'X-Amz-SignedHeaders': 'host',
    };
    const pairs = Object.entries(all).map(([name, value]) => `${encode(name)}=${encode(value)}`);
    const canonicalQuery = pairs.sort().join('&');
    const request = [method, path, canonicalQuery, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
    const hash = createHash('sha256').update(request).digest('hex');
    const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', time, scope, hash].join('\n')).toString('hex');
    return `${path}?${canonicalQuery}&X-Amz-Signature=${signature}`;
  };
}
