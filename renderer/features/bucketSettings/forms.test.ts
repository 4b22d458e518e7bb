import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SettingDocument, SettingId } from '../../../shared/settings/documents.ts';
import { documentsOf } from '../../../shared/settings/testing/arbitraries.ts';
import { readAcceleration, writeAcceleration } from './accelerate/accelerateForm.ts';
import { readGrant, writeGrant } from './acl/aclForm.ts';
import { readAnalysis, writeAnalysis } from './analytics/analyticsForm.ts';
import * as cors from './cors/corsForm.ts';
import { readEncryption, writeEncryption } from './encryption/encryptionForm.ts';
import { readTiering, writeTiering } from './intelligentTiering/tieringForm.ts';
import { readInventory, writeInventory } from './inventory/inventoryForm.ts';
import { readLogTarget, writeLogTarget } from './logging/loggingForm.ts';
import { readMetrics, writeMetrics } from './metrics/metricsForm.ts';
import { readConfiguration, writeConfiguration } from './notifications/notificationsForm.ts';
import { readRetention, writeRetention } from './objectLock/objectLockForm.ts';
import { readOwnership, writeOwnership } from './ownership/ownershipForm.ts';
import { readBlocks, writeBlocks } from './publicAccessBlock/publicAccessBlockForm.ts';
import * as replication from './replication/replicationForm.ts';
import { expectNothingLost } from './testing/expectNothingLost.ts';
import { readWebsite, writeWebsite } from './website/websiteForm.ts';

/** One of several that a generated document has. */
function oneOf<S extends SettingId, T>(setting: S, list: (document: SettingDocument<S>) => T[] | undefined) {
  return documentsOf(setting)
    .map((document) => list(document)?.[0])
    .filter((item) => item !== undefined);
}

test('public access block: form and document say the same', () => {
  expectNothingLost(documentsOf('publicAccessBlock'), readBlocks, writeBlocks);
});

test('encryption: form and document say the same', () => {
  expectNothingLost(documentsOf('encryption'), readEncryption, writeEncryption);
});

test('object lock: form and document say the same', () => {
  expectNothingLost(documentsOf('objectLock'), readRetention, writeRetention);
});

test('ownership and acceleration: form and document say the same', () => {
  expectNothingLost(documentsOf('accelerate'), readAcceleration, writeAcceleration);
  fc.assert(
    fc.property(documentsOf('ownership'), documentsOf('ownership'), (document, other) => {
      const [own, chosen] = [readOwnership(document), readOwnership(other)];
      if (!own || !chosen) throw new Error('a document of this setting always has a rule');
      expect(writeOwnership(document, own)).toStrictEqual(document);
      expect(readOwnership(writeOwnership(document, chosen))).toBe(chosen);
    }),
  );
});

test('logging: form and document say the same', () => {
  expectNothingLost(documentsOf('logging'), readLogTarget, writeLogTarget);
});

test('website: form and document say the same', () => {
  expectNothingLost(documentsOf('website'), readWebsite, writeWebsite);
});

test('acl: form and document say the same, whoever owns the bucket', () => {
  fc.assert(
    fc.property(documentsOf('acl'), ({ Owner, Grants }) => {
      for (const grant of Grants) {
        expect(writeGrant(grant, readGrant(grant, Owner), Owner)).toStrictEqual(grant);
        for (const other of Grants) {
          const form = readGrant(other, Owner);
          expect(readGrant(writeGrant(grant, form, Owner), Owner)).toStrictEqual(form);
        }
      }
    }),
  );
});

test('cors: form and rule say the same', () => {
  const rules = oneOf('cors', (document) => document.CORSRules);
  expectNothingLost(rules, cors.readRule, cors.writeRule);
});

test('notifications: form and configuration say the same', () => {
  const topics = oneOf('notifications', (document) => document.TopicConfigurations);
  const queues = oneOf('notifications', (document) => document.QueueConfigurations);
  const functions = oneOf('notifications', (document) => document.LambdaFunctionConfigurations);
  expectNothingLost(topics, readConfiguration, writeConfiguration);
  expectNothingLost(queues, readConfiguration, writeConfiguration);
  expectNothingLost(functions, readConfiguration, writeConfiguration);
});

test('replication: form and rule say the same', () => {
  const rules = oneOf('replication', (document) => document.Rules);
  expectNothingLost(rules, replication.readRule, replication.writeRule);
});

test('inventory: form and configuration say the same', () => {
  const items = oneOf('inventory', (document) => document.InventoryConfigurationList);
  expectNothingLost(items, readInventory, writeInventory);
});

test('analytics: form and configuration say the same', () => {
  const items = oneOf('analytics', (document) => document.AnalyticsConfigurationList);
  expectNothingLost(items, readAnalysis, writeAnalysis);
});

test('metrics: form and configuration say the same', () => {
  const items = oneOf('metrics', (document) => document.MetricsConfigurationList);
  expectNothingLost(items, readMetrics, writeMetrics);
});

test('intelligent tiering: form and configuration say the same', () => {
  const items = oneOf('intelligentTiering', (document) => document.IntelligentTieringConfigurationList);
  expectNothingLost(items, readTiering, writeTiering);
});
