import { randomBytes } from 'node:crypto';

/** The keys of one test server. */
export interface TestKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** New keys for one run, long and odd enough that a search for them by value in files has no false hits. */
export function newTestKeys(): TestKeys {
  return {
    accessKeyId: `STAVETEST${randomBytes(6).toString('hex').toUpperCase().slice(0, 11)}`,
    secretAccessKey: `stave-test-secret-${randomBytes(16).toString('hex')}`,
  };
}
