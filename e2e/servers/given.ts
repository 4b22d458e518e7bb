import type { S3Server } from './s3Server.ts';

/**
 * The caller's own server, named by STAVE_S3_ENDPOINT, STAVE_S3_ACCESS_KEY, STAVE_S3_SECRET_KEY and, where it is not
 * us-east-1, STAVE_S3_REGION. Undefined when no endpoint is given; throws when an endpoint is given without its keys.
 */
export function givenServer(env: NodeJS.ProcessEnv = process.env): S3Server | undefined {
  const endpoint = env.STAVE_S3_ENDPOINT;
  if (!endpoint) return undefined;
  const accessKeyId = env.STAVE_S3_ACCESS_KEY;
  const secretAccessKey = env.STAVE_S3_SECRET_KEY;
  if (!accessKeyId || !secretAccessKey) {
    throw new Error('STAVE_S3_ENDPOINT is set: set STAVE_S3_ACCESS_KEY and STAVE_S3_SECRET_KEY as well.');
  }
  const region = env.STAVE_S3_REGION ?? 'us-east-1';
  return { name: 'given', endpoint, region, accessKeyId, secretAccessKey, stop: async () => {} };
}
