import type { ProbeWho } from '../../../shared/contract/access.ts';
import { createClients } from './client.ts';
import type { S3Connection } from './connection.ts';
import { createRegions } from './regions.ts';
import type { Send } from './send.ts';

/** Milliseconds that a server may be silent about a request of a few bytes. */
const SOCKET_TIMEOUT_MS = 20_000;

/**
 * Sends single requests as the connection, or to the same server as a visitor without keys. Each is sent once: what has
 * become of it is what is asked for. close() when done.
 */
export function createProbeSender(connection: S3Connection, who: ProbeWho): { send: Send; close(): void } {
  return createRegions(connection, (there) =>
    createClients(there, 'transfer', {
      anonymous: who === 'anonymous',
      socketTimeout: SOCKET_TIMEOUT_MS,
      withChecksums: () => false,
    }),
  );
}
