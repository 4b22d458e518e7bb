import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';

const PROJECT = join(import.meta.dirname, '../..');
const document = readFileSync(join(PROJECT, 'docs/operations.md'), 'utf8');
const [listed = '', unlisted = ''] = document.split('## Not sent');

/** Operations on a bucket whose names do not say so. */
const ON_BUCKETS =
  /Bucket|PublicAccessBlock|ObjectLockConfiguration|^List(Objects|ObjectsV2|ObjectVersions|MultipartUploads)$/;
const inSdk = Object.keys(sdk)
  .flatMap((name) => /^(\w+)Command$/.exec(name)?.slice(1) ?? [])
  .filter((name) => ON_BUCKETS.test(name));

const rows = [...listed.matchAll(/^\| `(\w+)` \| (.+) \| \[.+\]\(\.\.\/(.+)\) \|$/gm)].map(
  ([, operation = '', where = '', path = '']) => ({ operation, where, path }),
);
const notSent = [...unlisted.matchAll(/^\| `(\w+)` \| .+ \|$/gm)].map(([, operation = '']) => operation);

const sources = readdirSync(join(PROJECT, 'electron/core'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !name.startsWith('testing'))
  .map((name) => readFileSync(join(PROJECT, 'electron/core', name), 'utf8'))
  .join('\n');
const isSent = (operation: string) => new RegExp(`\\b${operation}Command\\b`).test(sources);

test('the list names every operation of the SDK on a bucket, once', () => {
  const named = [...rows.map(({ operation }) => operation), ...notSent];
  expect(named.toSorted()).toEqual(inSdk.toSorted());
});

test('what is listed is sent by the core, and what is not is not', () => {
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter(({ operation }) => !isSent(operation))).toEqual([]);
  expect(notSent.filter(isSent)).toEqual([]);
});

test('each has a place in the window and a test that is there', () => {
  expect(rows.filter(({ where, path }) => where === '' || !existsSync(join(PROJECT, path)))).toEqual([]);
});
