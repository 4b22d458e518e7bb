import { randomUUID } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { appError } from '../../shared/errors.ts';

export type GrantKind = 'read' | 'write';

/**
 * Tokens for local paths the user has dropped or chosen. The page acts on tokens only, so that it can never name a
 * path by itself. Grants live as long as the program runs.
 */
export type PathGrants = {
  /** `read`: a file or folder to upload. `write`: a folder to download into. */
  grant(path: string, kind: GrantKind): string;
  /** The path of a token. Throws `grant-unknown` for a token that was never given, or given for the other kind. */
  resolve(token: string, kind: GrantKind): string;
};

export function createPathGrants(): PathGrants {
  const granted = new Map<string, { path: string; kind: GrantKind }>();
  return {
    grant(path, kind) {
      if (!isAbsolute(path)) throw appError('invalid-request', 'only absolute paths can be granted');
      const token = randomUUID();
      granted.set(token, { path, kind });
      return token;
    },
    resolve(token, kind) {
      const found = granted.get(token);
      if (found?.kind !== kind) throw appError('grant-unknown', 'this path was never granted');
      return found.path;
    },
  };
}
