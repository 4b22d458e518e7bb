import { z } from '../../../shared/zod.ts';

/** `exp`: seconds since 1970 (RFC 7519, section 4.1.4). */
const claims = z.looseObject({ exp: z.number().positive().max(8_640_000_000_000) });

/**
 * When temporary keys end, as an ISO time: tokens of MinIO's STS are JWTs and say so, those of AWS are closed to
 * everyone (null).
 */
export function tokenExpiry(sessionToken: string): string | null {
  const [, payload, signature] = sessionToken.split('.');
  if (payload === undefined || signature === undefined) return null;
  try {
    const { exp } = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return new Date(exp * 1000).toISOString();
  } catch {
    return null; // Two dots alone make no JWT.
  }
}
