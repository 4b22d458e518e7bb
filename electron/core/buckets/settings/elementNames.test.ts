import { GetBucketAcl$, GetBucketCors$, GetBucketLifecycleConfiguration$ } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { elementNames, unknownElements } from './elementNames.ts';

const lifecycle = elementNames(GetBucketLifecycleConfiguration$);

test('knows the elements as they stand in XML, those of lists and of what lies deep among them', () => {
  expect([...lifecycle]).toEqual(
    expect.arrayContaining(['LifecycleConfiguration', 'Rule', 'NoncurrentDays', 'And', 'Key']),
  );
  expect([...elementNames(GetBucketCors$)]).toEqual(
    expect.arrayContaining(['CORSRule', 'AllowedOrigin', 'MaxAgeSeconds']),
  );
  const acl = ['AccessControlList', 'Grant', 'Grantee', 'URI', 'Permission', 'DisplayName'];
  expect([...elementNames(GetBucketAcl$)]).toEqual(expect.arrayContaining(acl));
  expect([...elementNames(GetBucketCors$)]).not.toContain('NoncurrentDays');
});

test('names what is foreign once, whatever its prefix, and nothing that is a comment', () => {
  const xml = `<?xml version="1.0"?><a:LifecycleConfiguration xmlns:a="x"><a:Rule><!-- <Hidden/> --><m:AllVersions x="<"/>
    <m:AllVersions>1</m:AllVersions><ID>&lt;NotOne&gt;</ID></a:Rule></a:LifecycleConfiguration>`;
  expect(unknownElements(xml, lifecycle)).toEqual(['AllVersions']);
});

test('does not look at the root, of which servers have words of their own', () => {
  expect(unknownElements('<BlockPublicAccessBlockConfiguration/>', lifecycle)).toEqual([]);
  expect(unknownElements('', lifecycle)).toEqual([]);
});
