import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportCli, exportJson, shellWord } from './exportSettings.ts';

const place = { bucket: 'data', endpoint: 'http://127.0.0.1:7480', region: 'us-east-1' };

test('a command a setting, in the order in which they need each other', () => {
  const text = exportCli(place, {
    replication: { Role: 'r', Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::copy' } }] },
    versioning: { Status: 'Enabled' },
    location: { LocationConstraint: 'here' },
  });
  const server = '--endpoint-url http://127.0.0.1:7480 --region us-east-1';
  expect(text.split('\n')).toEqual([
    `aws s3api put-bucket-versioning --bucket data --versioning-configuration '{"Status":"Enabled"}' ${server}`,
    `aws s3api put-bucket-replication --bucket data --replication-configuration '{"Role":"r","Rules":[{"Status":"Enabled","Destination":{"Bucket":"arn:aws:s3:::copy"}}]}' ${server}`,
    '',
  ]);
});

test('Amazon itself needs no endpoint', () => {
  const text = exportCli({ ...place, endpoint: '', region: '' }, { requestPayment: { Payer: 'Requester' } });
  expect(text).toBe(
    `aws s3api put-bucket-request-payment --bucket data --request-payment-configuration '{"Payer":"Requester"}'\n`,
  );
});

test('settings of which there are many take a command for each', () => {
  const text = exportCli(place, { metrics: { MetricsConfigurationList: [{ Id: 'a' }, { Id: 'b' }] } });
  expect(text.match(/--id [ab] --metrics-configuration '\{"Id":"[ab]"\}'/g)).toHaveLength(2);
});

test("the lifecycle's least size is an option of its own", () => {
  const rule = { Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 3 } } as const;
  const text = exportCli(place, {
    lifecycle: { Rules: [rule], TransitionDefaultMinimumObjectSize: 'varies_by_storage_class' },
  });
  expect(text).toContain(`--lifecycle-configuration '{"Rules":`);
  expect(text).toContain(' --transition-default-minimum-object-size varies_by_storage_class ');
});

test('the JSON says which bucket it was', () => {
  const documents = { tags: { TagSet: [{ Key: 'a', Value: 'b' }] } };
  expect(JSON.parse(exportJson('data', documents))).toEqual({ bucket: 'data', settings: documents });
});

test('whatever a document holds is one word of the shell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('\0'));
      const echoed = execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
      expect(echoed).toBe(text);
    }),
    { numRuns: 60, examples: [["it's"], [''], ['$HOME `x` "y" \\'], ['-n']] },
  );
});
