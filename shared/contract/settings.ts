import { z } from '../zod.ts';
import { bucketRef, call } from './call.ts';
import type { VersioningStatus } from './objects.ts';

/** `mfaDelete` true: deleting versions and changing this setting needs a one-time code, which only the root account can give. */
export type Versioning = { status: VersioningStatus; mfaDelete: boolean };

export const settingsCalls = {
  'settings.versioning.get': call<Versioning>()(bucketRef),
  /** Sets the state and answers with what the server then says (read back). Versioning can never be switched off again, only suspended. */
  'settings.versioning.put': call<Versioning>()(bucketRef.extend({ status: z.enum(['enabled', 'suspended']) })),
} as const;
