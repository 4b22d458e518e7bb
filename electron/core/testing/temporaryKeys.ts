import { signAnew } from '../../../e2e/faults/signing.ts';
import type { S3Connection } from '../s3/connection.ts';

/**
 * The connection with keys of MinIO's STS that are good for `seconds` (900 at least) instead of its own
 * (https://min.io/docs/minio/linux/developers/security-token-service/AssumeRole.html).
 */
export async function withTemporaryKeys(connection: S3Connection, seconds: number): Promise<S3Connection> {
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${time.slice(0, 8)}/${connection.region}/sts/aws4_request`;
  const query = new URLSearchParams({ Action: 'AssumeRole', Version: '2011-06-15', DurationSeconds: String(seconds) });
  const signedHeaders = 'content-type;host;x-amz-content-sha256;x-amz-date';
  const { headers, body } = signAnew(
    {
      method: 'POST',
      path: '/',
      headers: {
        host: new URL(connection.endpoint).host,
        'content-type': 'application/x-www-form-urlencoded',
        'x-amz-date': time,
        'x-amz-content-sha256': '',
        authorization: `AWS4-HMAC-SHA256 Credential=${connection.accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=none`,
      },
      body: Buffer.from(query.toString()),
    },
    connection.secretAccessKey,
  );
  const { host: _, 'content-length': __, ...sent } = headers;
  const answer = await fetch(connection.endpoint, { method: 'POST', headers: sent, body });
  const document = await answer.text();
  const textOf = (name: string) => {
    const value = new RegExp(`<${name}>([^<]+)</${name}>`).exec(document)?.[1];
    if (value === undefined) throw new Error(`no ${name} in the answer ${answer.status}`);
    return value;
  };
  return {
    ...connection,
    accessKeyId: textOf('AccessKeyId'),
    secretAccessKey: textOf('SecretAccessKey'),
    sessionToken: textOf('SessionToken'),
  };
}
