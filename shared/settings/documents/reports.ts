import { z } from '../../zod.ts';
import { days, named, prefixOrTagFilter, tag, text } from './common.ts';

// Settings of which a bucket has many, each with an Id of its own. A document holds them all, as the SDK's List calls do.

const id = z.string().min(1).max(64);

const inventoryItem = z.strictObject({
  Id: id,
  IsEnabled: z.boolean(),
  Destination: z.strictObject({
    S3BucketDestination: z.strictObject({
      Bucket: named(),
      AccountId: text(64).optional(),
      Format: z.enum(['CSV', 'ORC', 'Parquet']),
      Prefix: text().optional(),
      Encryption: z
        .strictObject({
          SSES3: z.strictObject({}).optional(),
          SSEKMS: z.strictObject({ KeyId: named() }).optional(),
        })
        .optional(),
    }),
  }),
  Filter: z.strictObject({ Prefix: text() }).optional(),
  IncludedObjectVersions: z.enum(['All', 'Current']),
  OptionalFields: z.array(text(64)).max(50).optional(),
  Schedule: z.strictObject({ Frequency: z.enum(['Daily', 'Weekly']) }),
});

const analyticsItem = z.strictObject({
  Id: id,
  Filter: prefixOrTagFilter.optional(),
  StorageClassAnalysis: z.strictObject({
    DataExport: z
      .strictObject({
        OutputSchemaVersion: z.literal('V_1'),
        Destination: z.strictObject({
          S3BucketDestination: z.strictObject({
            Format: z.literal('CSV'),
            Bucket: named(),
            BucketAccountId: text(64).optional(),
            Prefix: text().optional(),
          }),
        }),
      })
      .optional(),
  }),
});

const metricsItem = z.strictObject({
  Id: id,
  Filter: z
    .strictObject({
      Prefix: text().optional(),
      Tag: tag.optional(),
      AccessPointArn: text(2048).optional(),
      And: z
        .strictObject({
          Prefix: text().optional(),
          Tags: z.array(tag).max(50).optional(),
          AccessPointArn: text(2048).optional(),
        })
        .optional(),
    })
    .optional(),
});

const tieringItem = z.strictObject({
  Id: id,
  Status: z.enum(['Enabled', 'Disabled']),
  Filter: prefixOrTagFilter.optional(),
  Tierings: z
    .array(z.strictObject({ Days: days, AccessTier: z.enum(['ARCHIVE_ACCESS', 'DEEP_ARCHIVE_ACCESS']) }))
    .min(1)
    .max(2),
});

/** At most 1,000 of each (S3 API Reference). */
export const inventory = z.strictObject({ InventoryConfigurationList: z.array(inventoryItem).min(1).max(1000) });
export const analytics = z.strictObject({ AnalyticsConfigurationList: z.array(analyticsItem).min(1).max(1000) });
export const metrics = z.strictObject({ MetricsConfigurationList: z.array(metricsItem).min(1).max(1000) });
export const intelligentTiering = z.strictObject({
  IntelligentTieringConfigurationList: z.array(tieringItem).min(1).max(1000),
});

export type InventoryDocument = z.output<typeof inventory>;
export type AnalyticsDocument = z.output<typeof analytics>;
export type MetricsDocument = z.output<typeof metrics>;
export type IntelligentTieringDocument = z.output<typeof intelligentTiering>;
