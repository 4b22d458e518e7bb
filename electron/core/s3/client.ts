import { S3Client } from '@aws-sdk/client-s3';
import { providerOf } from '../../../shared/providers.ts';
import { createAgents } from './agents.ts';
import type { S3Connection } from './connection.ts';

/**
 * `browse`: the SDK retries small calls by itself. `transfer`: one attempt, as the engine retries with a policy of its
 * own, and more sockets for parts in parallel.
 */
export type Purpose = 'browse' | 'transfer';

/** The clients of one store. Both share sockets; `patient` waits longer for calls that are silent while the server works. */
export type Clients = { quick: S3Client; patient: S3Client; close(): void };

const CONNECTION_TIMEOUT_MS = 10_000;
/** Idle time of a socket in use. A slow uplink may take long to empty the system's send buffer after our last write. */
const QUICK_SOCKET_TIMEOUT_MS = 60_000;
/** CompleteMultipartUpload and copies may say nothing for minutes on large objects. */
const PATIENT_SOCKET_TIMEOUT_MS = 600_000;

export type ClientOptions = {
  /** Whether the SDK adds checksums of its own to what it sends, and checks those of what comes; asked before each call. */
  withChecksums?: () => boolean;
  /** Milliseconds; for `quick` calls. */
  socketTimeout?: number | undefined;
  /** Signs nothing: the server takes its requests for those of a visitor without keys. */
  anonymous?: boolean | undefined;
};

const LIMITS: Record<Purpose, { maxAttempts: number; maxSockets: number }> = {
  browse: { maxAttempts: 3, maxSockets: 48 },
  transfer: { maxAttempts: 1, maxSockets: 128 },
};

/** The host that a connection talks to, with its port; for messages. */
export function hostOf(connection: Pick<S3Connection, 'endpoint' | 'region'>): string {
  if (connection.endpoint === '') return `s3.${connection.region}.amazonaws.com`;
  return URL.canParse(connection.endpoint) ? new URL(connection.endpoint).host : connection.endpoint;
}

/** The SDK asks for keys before it asks whether to sign. */
const NOBODY = { accessKeyId: 'anonymous', secretAccessKey: '' };
/** Leaves requests as they are. */
const UNSIGNED = { sign: async <R>(request: R) => request };

function credentialsOf({ accessKeyId, secretAccessKey, sessionToken }: S3Connection) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

export function createClients(connection: S3Connection, purpose: Purpose, options: ClientOptions = {}): Clients {
  const providerTakesThem = providerOf(connection.provider).checksums === 'supported';
  const { withChecksums = () => providerTakesThem, socketTimeout: quickTimeout = QUICK_SOCKET_TIMEOUT_MS } = options;
  const { maxAttempts, maxSockets } = LIMITS[purpose];
  // Instances, not options: the SDK replaces agents it made itself by fresh ones without keep-alive for some requests.
  const agents = createAgents(maxSockets);
  const checksums = async () => (withChecksums() ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED');

  const create = (socketTimeout: number) =>
    new S3Client({
      region: connection.region,
      ...(connection.endpoint === '' ? {} : { endpoint: connection.endpoint }),
      forcePathStyle: connection.addressing === 'path',
      ...(options.anonymous ? { credentials: NOBODY, signer: UNSIGNED } : { credentials: credentialsOf(connection) }),
      maxAttempts,
      expectContinueHeader: false,
      // regions.ts does: the SDK changes the region of the whole client for a moment, under all other calls.
      followRegionRedirects: false,
      requestChecksumCalculation: checksums,
      responseChecksumValidation: checksums,
      requestHandler: { ...agents, connectionTimeout: CONNECTION_TIMEOUT_MS, socketTimeout },
      // Said explicitly, or the SDK takes them from the environment and ~/.aws: a connection is what the user typed.
      ignoreConfiguredEndpointUrls: true,
      useDualstackEndpoint: false,
      useFipsEndpoint: false,
      useArnRegion: false,
      disableS3ExpressSessionAuth: false,
      authSchemePreference: [],
      retryMode: 'standard',
      defaultsMode: 'standard',
      userAgentAppId: 'Stave',
    });

  const quick = create(quickTimeout);
  const patient = create(PATIENT_SOCKET_TIMEOUT_MS);
  return {
    quick,
    patient,
    close() {
      quick.destroy();
      patient.destroy();
    },
  };
}
