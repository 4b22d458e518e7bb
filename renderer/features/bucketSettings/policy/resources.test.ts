import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resourcesOf, whereOf } from './resources.ts';

test.each([
  [['arn:aws:s3:::photos', 'arn:aws:s3:::photos/*'], { kind: 'whole' }],
  [['arn:aws-cn:s3:::photos/*', 'arn:aws-cn:s3:::photos'], { kind: 'whole' }],
  [['arn:aws:s3:::photos'], { kind: 'bucket' }],
  [['arn:aws:s3:::photos/*'], { kind: 'objects', prefix: '' }],
  [['arn:aws:s3:::photos/2026/*'], { kind: 'objects', prefix: '2026/' }],
  [['arn:aws:s3:::photos/cat.jpg'], { kind: 'arns', arns: ['arn:aws:s3:::photos/cat.jpg'] }],
  [['arn:aws:s3:::photos2/*'], { kind: 'arns', arns: ['arn:aws:s3:::photos2/*'] }],
  [['arn:aws:s3:::photos/\u{24}{*}/*'], { kind: 'objects', prefix: '*/' }],
  [['arn:aws:s3:::photos/*.jpg*'], { kind: 'arns', arns: ['arn:aws:s3:::photos/*.jpg*'] }],
  [['*'], { kind: 'arns', arns: ['*'] }],
  [[], { kind: 'arns', arns: [] }],
])('%j is %j', (resources, where) => {
  expect(whereOf(resources, 'photos')).toEqual(where);
});

test('a place is read as it was written', () => {
  const places = fc.oneof(
    fc.constant({ kind: 'whole' as const }),
    fc.constant({ kind: 'bucket' as const }),
    fc.string().map((prefix) => ({ kind: 'objects' as const, prefix })),
  );
  fc.assert(
    fc.property(places, (where) => {
      expect(whereOf(resourcesOf(where, 'photos'), 'photos')).toEqual(where);
    }),
  );
});
