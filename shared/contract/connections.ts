import { z } from '../zod.ts';
import { call, connectionId } from './call.ts';

export const addressing = z.enum(['path', 'virtual-host']);
export type Addressing = z.infer<typeof addressing>;

const connectionFields = {
  name: z.string().trim().min(1).max(100),
  /** A preset of shared/providers.ts. */
  provider: z.string().min(1).max(40),
  /** http(s) URL; empty means Amazon's own endpoint for the region. */
  endpoint: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(500)]),
  region: z.string().trim().min(1).max(60),
  addressing,
  accessKeyId: z.string().trim().min(1).max(256),
};

/** Left out when a saved connection is tested or edited without typing its secret again. */
const secretAccessKey = z.string().min(1).max(1024).optional();

/**
 * Belongs to temporary keys. Left out, the known one stays as long as the secret does: a new secret without a token is
 * that of lasting keys.
 */
const sessionToken = z.string().min(1).max(8192).optional();

/** Where the secret stays: sealed by the system's keychain, or in memory until Stave quits. */
export const secretStay = z.enum(['keychain', 'session']);
export type SecretStay = z.infer<typeof secretStay>;

export const connectionDraft = z.strictObject({
  id: connectionId.optional(),
  ...connectionFields,
  secretAccessKey,
  sessionToken,
});
export type ConnectionDraft = z.infer<typeof connectionDraft>;

export const connectionSave = connectionDraft.extend({ stay: secretStay });
export type ConnectionSave = z.infer<typeof connectionSave>;

/** A connection as the page knows it: never with the secret. */
export type ConnectionSummary = {
  id: string;
  name: string;
  provider: string;
  endpoint: string;
  region: string;
  addressing: Addressing;
  accessKeyId: string;
  stay: SecretStay;
  /** False when the secret must be typed again (a new session, a reset keychain). */
  secretSet: boolean;
  /** True for temporary keys: they end with the session their token is of. */
  tokenSet: boolean;
  /** Buckets opened by name, shown beside the listed ones. */
  openedBuckets: string[];
};

/** How this system keeps secrets. `backend` is the system's own word for it, as `gnome_libsecret` or `basic_text`. */
export type SecretStorageInfo = { encrypted: boolean; backend: string };

/** What a test of a connection found. `buckets` is null when the keys may not list buckets. */
export type ConnectionTest = { buckets: number | null };

export const connectionCalls = {
  'connections.list': call<ConnectionSummary[]>()(z.strictObject({})),
  'connections.save': call<ConnectionSummary>()(connectionSave),
  'connections.remove': call<void>()(z.strictObject({ id: connectionId })),
  'connections.test': call<ConnectionTest>()(connectionDraft),
  'connections.secretStorage': call<SecretStorageInfo>()(z.strictObject({})),
} as const;
