import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import type { S3Command } from '../../../s3/send.ts';
import type { Ask } from '../definition.ts';
import { metrics } from './idLists.ts';

/** Notes what is asked, and answers with these pages. */
function listener(pages: object[] = []) {
  const asked: string[] = [];
  const ask: Ask = {
    bucket: 'b',
    async send<I extends ServiceInputTypes, O extends ServiceOutputTypes>(command: S3Command<I, O>) {
      asked.push(`${command.constructor.name} ${JSON.stringify(command.input)}`);
      // What a test names is what the caller reads.
      return (pages.shift() ?? {}) as O;
    },
  };
  return { ask, asked };
}

const list = (...ids: string[]) => ({ MetricsConfigurationList: ids.map((Id) => ({ Id })) });

test('reads all pages, and none is "not set"', async () => {
  const { ask, asked } = listener([
    { ...list('a', 'b'), NextContinuationToken: 't' },
    { ...list('c'), $metadata: {} },
  ]);
  expect(await metrics.read(ask)).toEqual(list('a', 'b', 'c'));
  expect(asked).toEqual([
    'ListBucketMetricsConfigurationsCommand {"Bucket":"b"}',
    'ListBucketMetricsConfigurationsCommand {"Bucket":"b","ContinuationToken":"t"}',
  ]);
  expect(await metrics.read(listener([{ IsTruncated: false }]).ask)).toBeNull();
});

test('puts what is new or changed and deletes what has gone, and nothing else', async () => {
  const { ask, asked } = listener();
  const changed = { Id: 'changed', Filter: { Prefix: 'x' } };
  const after = { MetricsConfigurationList: [{ Id: 'same' }, changed, { Id: 'new' }] };
  await metrics.put?.(ask, after, list('same', 'changed', 'gone'));
  expect(asked).toEqual([
    `PutBucketMetricsConfigurationCommand {"Bucket":"b","Id":"changed","MetricsConfiguration":${JSON.stringify(changed)}}`,
    'PutBucketMetricsConfigurationCommand {"Bucket":"b","Id":"new","MetricsConfiguration":{"Id":"new"}}',
    'DeleteBucketMetricsConfigurationCommand {"Bucket":"b","Id":"gone"}',
  ]);
});

test('is removed one by one', async () => {
  const { ask, asked } = listener();
  await metrics.remove?.(ask, list('a', 'b'));
  expect(asked.map((line) => line.replace(/ .*"Id"/, ''))).toEqual([
    'DeleteBucketMetricsConfigurationCommand:"a"}',
    'DeleteBucketMetricsConfigurationCommand:"b"}',
  ]);
});
