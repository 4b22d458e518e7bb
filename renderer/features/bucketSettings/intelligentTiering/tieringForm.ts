import type { IntelligentTieringDocument } from '../../../../shared/settings/documents/reports.ts';
import { prefixOf, withPrefix } from '../filterPrefix.ts';
import { withProperty } from '../property.ts';

export type Tiering = IntelligentTieringDocument['IntelligentTieringConfigurationList'][number];
type Tier = Tiering['Tierings'][number];

/** Days without access before an object may go there (S3 API Reference, Tiering). */
const SOONEST = { ARCHIVE_ACCESS: 90, DEEP_ARCHIVE_ACCESS: 180 } as const;
export type TieringForm = {
  id: string;
  isOn: boolean;
  prefix: string;
  /** Days without access; null: objects do not go to that tier. */
  archive: number | null;
  deepArchive: number | null;
};

const daysOf = (tiers: readonly Tier[], tier: Tier['AccessTier']) =>
  tiers.find((one) => one.AccessTier === tier)?.Days ?? null;

export function readTiering({ Id, Status, Filter, Tierings }: Tiering): TieringForm {
  return {
    id: Id,
    isOn: Status === 'Enabled',
    prefix: prefixOf(Filter),
    archive: daysOf(Tierings, 'ARCHIVE_ACCESS'),
    deepArchive: daysOf(Tierings, 'DEEP_ARCHIVE_ACCESS'),
  };
}

function withDays(tiers: Tier[], tier: Tier['AccessTier'], days: number | null): Tier[] {
  if (daysOf(tiers, tier) === days) return tiers;
  const at = tiers.findIndex((one) => one.AccessTier === tier);
  const others = tiers.filter((one) => one.AccessTier !== tier);
  if (days === null) return others;
  return others.toSpliced(at === -1 ? others.length : at, 0, { AccessTier: tier, Days: days });
}

export function writeTiering(item: Tiering, form: TieringForm): Tiering {
  const archived = withDays(item.Tierings, 'ARCHIVE_ACCESS', form.archive);
  return {
    ...withProperty(item, 'Filter', withPrefix(item.Filter, form.prefix)),
    Id: form.id,
    Status: form.isOn ? 'Enabled' : 'Disabled',
    Tierings: withDays(archived, 'DEEP_ARCHIVE_ACCESS', form.deepArchive),
  };
}

/** As soon as S3 allows it, for the whole bucket. */
export function newTiering(Id: string, tiers: readonly Tier['AccessTier'][]): Tiering {
  return { Id, Status: 'Enabled', Tierings: tiers.map((AccessTier) => ({ AccessTier, Days: SOONEST[AccessTier] })) };
}
