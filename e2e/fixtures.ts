import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutBucketVersioningCommand, type S3Client } from '@aws-sdk/client-s3';
import { test as base, expect } from '@playwright/test';
import { type LaunchedStave, type LaunchOptions, launchStave, type TestServer, testServer } from './launch.ts';
import { createTestClient, emptyAndDeleteBucket } from './s3Client.ts';

export { expect };

type Fixtures = {
  server: TestServer;
  s3: S3Client;
  /** A fresh, empty bucket; removed afterwards with all its versions. */
  bucket: string;
  /** The same, with versioning enabled. */
  versionedBucket: string;
  /** A folder for local files; removed afterwards. */
  folder: string;
  /** Starts Stave; every one that was started is closed afterwards. */
  launch: (options?: LaunchOptions) => Promise<LaunchedStave>;
};

let buckets = 0;

async function freshBucket(s3: S3Client, use: (name: string) => Promise<void>, versioned: boolean): Promise<void> {
  buckets += 1;
  const name = `e2e-${process.pid}-${Date.now().toString(36)}-${buckets}`;
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  if (versioned) {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration }));
  }
  await use(name);
  await emptyAndDeleteBucket(s3, name);
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  server: async ({}, use) => {
    await use(testServer());
  },
  s3: async ({ server }, use) => {
    const s3 = createTestClient(server);
    await use(s3);
    s3.destroy();
  },
  bucket: async ({ s3 }, use) => {
    await freshBucket(s3, use, false);
  },
  versionedBucket: async ({ s3 }, use) => {
    await freshBucket(s3, use, true);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'stave-files-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  launch: async ({}, use, testInfo) => {
    const started: LaunchedStave[] = [];
    await use(async (options = {}) => {
      const stave = await launchStave(options);
      started.push(stave);
      return stave;
    });
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const stave of started) await stave.shoot(testInfo.outputPath('window.png'));
    }
    for (const stave of started) await stave.close();
  },
});
