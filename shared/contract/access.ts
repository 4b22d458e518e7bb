import type { ErrorData } from '../errors.ts';
import { z } from '../zod.ts';
import { call, objectRef } from './call.ts';

export const PROBE_ACTIONS = ['read', 'write', 'delete', 'list'] as const;
export type ProbeAction = (typeof PROBE_ACTIONS)[number];
export const PROBE_WHO = ['anonymous', 'connection'] as const;
export type ProbeWho = (typeof PROBE_WHO)[number];

/**
 * Why something was not tried: `default-lock`: a default retention would keep the probe; `lock-unknown`, `no-cleanup`:
 * these keys may not see whether there is one, or may not remove what they would write; `nothing-to-read`: there is no
 * such key, and a server may hide that behind a refusal.
 */
export const NOT_TRIED = ['no-consent', 'default-lock', 'lock-unknown', 'no-cleanup', 'nothing-to-read'] as const;

/**
 * What the server answered to one small request. `allowed` and `refused` are its own words (`status`); `failed` is
 * neither (`error`); `not-tried` has a `reason`.
 */
export type Probe = {
  who: ProbeWho;
  action: ProbeAction;
  answer: 'allowed' | 'refused' | 'failed' | 'not-tried';
  status: number | null;
  error: ErrorData | null;
  reason: (typeof NOT_TRIED)[number] | null;
};

/** What trying would do, told before anything is written. `null` where these keys may not see it. */
export type TrialPlan = {
  /** The key that would be written and removed again, beside the one asked about. */
  probeKey: string;
  keepsVersions: boolean | null;
  notifies: boolean | null;
  replicates: boolean | null;
  /** A default retention would keep the probe: nothing is written then. */
  locks: boolean | null;
};

export type Trial = {
  key: string;
  probeKey: string;
  probes: Probe[];
  /** Versions of the probe that could not be removed; `versionId` is '' where only they might be there. */
  left: { versionId: string; error: ErrorData }[];
};

export const accessCalls = {
  'access.trialPlan': call<TrialPlan>()(objectRef),
  /**
   * Asks the server what an anonymous visitor and this connection can do with a key. Without `writes` nothing is written;
   * with it a probe beside the key is written, deleted and cleaned up by its version ids.
   */
  'access.try': call<Trial>()(objectRef.extend({ writes: z.boolean() })),
} as const;
