import type { Addressing } from '../../../shared/contract/connections.ts';

/** All that is needed to talk to one server. Holds the secret: it goes to the engine's thread, never to the page, a file or a log. */
export type S3Connection = {
  id: string;
  provider: string;
  /** '' for Amazon's own endpoints. */
  endpoint: string;
  region: string;
  addressing: Addressing;
  accessKeyId: string;
  secretAccessKey: string;
  /** Of temporary keys, as those of STS; a secret like the key. */
  sessionToken?: string | undefined;
};
