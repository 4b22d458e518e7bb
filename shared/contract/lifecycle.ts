import { lifecycle } from '../settings/documents/lifecycle.ts';
import { z } from '../zod.ts';
import { bucketRef, call } from './call.ts';
import type { VersioningStatus } from './objects.ts';

/** How far a forecast looks ahead, in days from now. */
export const HORIZONS = [0, 30, 365] as const;
export type Horizon = (typeof HORIZONS)[number];

export type Amount = { count: number; bytes: number };

/**
 * What happens by a moment, if nothing else is uploaded, changed or deleted until then. A version counts once, by the
 * gravest that has happened to it: one that expired and was then deleted for ever is in `noncurrentDeleted` alone.
 */
export type Effect = {
  /** Current versions that are deleted: gone where no versions are kept, else hidden by a delete marker and noncurrent. */
  expired: Amount;
  /** Noncurrent versions deleted for ever. */
  noncurrentDeleted: Amount;
  /** Versions moved to a storage class; each is counted in the class it has reached by then. */
  moved: (Amount & { storageClass: string })[];
  /** Delete markers removed: noncurrent ones like other noncurrent versions, current ones with nothing below them. */
  markersRemoved: number;
  /** Unfinished uploads aborted. */
  uploadsAborted: number;
};

/**
 * What a rule would do if it were alone, and what it does after others have begun (as deleting what another rule has
 * hidden). Two rules may count the same version; `Forecast.total` counts each once.
 */
export type RuleForecast = {
  /** The rule's place in the document. */
  rule: number;
  /** One for each of HORIZONS. */
  effects: Effect[];
};

/** Two rules that want different things of the same versions; `winner` is the rule's place, or null where both are carried out. */
export type RuleConflict = { rules: [number, number]; winner: number | null; versions: number; example: string };

/** Something that the forecast could not see, so that its figures are only what is certain. */
export type ForecastGap = 'tags-denied' | 'uploads-denied' | 'versions-denied' | 'versioning-unknown';

export type Forecast = {
  /** ISO time that "today" stands for. */
  at: string;
  versioning: VersioningStatus | 'unknown';
  scanned: { versions: number; markers: number; uploads: number; bytes: number };
  rules: RuleForecast[];
  /** All rules together, each version once; one for each of HORIZONS. */
  total: Effect[];
  /** What is still stored and paid for though it is no longer seen in the bucket; one for each of HORIZONS. */
  hidden: { noncurrent: Amount; markers: number }[];
  conflicts: RuleConflict[];
  gaps: ForecastGap[];
};

export const lifecycleCalls = {
  /**
   * Looks at every version in the bucket and tells what these rules would do. Says `lifecycle.scanned` meanwhile; stops
   * when its signal is aborted. `scanId` names the run in those events; `smallestMoved` is the document's
   * TransitionDefaultMinimumObjectSize.
   */
  'lifecycle.forecast': call<Forecast>()(
    bucketRef.extend({
      rules: lifecycle.shape.Rules,
      smallestMoved: lifecycle.shape.TransitionDefaultMinimumObjectSize,
      scanId: z.string().max(64),
    }),
  ),
} as const;
