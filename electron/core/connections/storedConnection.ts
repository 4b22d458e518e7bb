import { addressing, secretStay } from '../../../shared/contract/connections.ts';
import { z } from '../../../shared/zod.ts';

/** A connection as it stands in the file. */
const storedConnection = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  provider: z.string(),
  endpoint: z.string(),
  region: z.string(),
  addressing,
  accessKeyId: z.string(),
  stay: secretStay,
  /** Base64 that only the keychain of this user on this machine can open; none for a secret of the session. */
  sealedSecret: z.string().optional(),
  /** The session token of temporary keys, sealed in the same way. */
  sealedToken: z.string().optional(),
  openedBuckets: z.array(z.string()),
});
export type StoredConnection = z.infer<typeof storedConnection>;

export const connectionsFile = z.strictObject({ version: z.literal(1), connections: z.array(storedConnection) });
