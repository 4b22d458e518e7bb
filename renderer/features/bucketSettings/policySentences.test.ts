import { expect, test } from 'vitest';
import { createTexts } from '../../../shared/i18n/create.ts';
import type { PolicyStatement } from '../../../shared/settings/documents/policy.ts';
import { policySentences } from './policySentences.ts';

const english = createTexts('en').t;
const russian = createTexts('ru').t;

const BUCKET = 'arn:aws:s3:::photos';
const BASE: PolicyStatement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${BUCKET}/*` };

function say(statement: Partial<PolicyStatement>): [string | undefined, string | undefined] {
  const policy = { Version: '2012-10-17' as const, Statement: { ...BASE, ...statement } };
  return [policySentences(english, 'en', policy, 'photos')[0], policySentences(russian, 'ru', policy, 'photos')[0]];
}

test.each<[Partial<PolicyStatement>, string, string]>([
  [{}, 'Everyone may read objects in the whole bucket', 'Всем можно читать объекты во всём бакете'],
  [
    { Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: BUCKET },
    'Everyone may list objects and read the bucket’s settings',
    'Всем можно получать список объектов и читать настройки бакета',
  ],
  [
    { Action: ['s3:GetObject', 's3:ListBucket'], Resource: [BUCKET, `${BUCKET}/a/*`] },
    'Everyone may read objects under “a/” and list objects',
    'Всем можно читать объекты с префиксом «a/» и получать список объектов',
  ],
  [
    {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: [BUCKET, `${BUCKET}/*`],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    'Nobody may do anything in the whole bucket without HTTPS',
    'Никому нельзя ничего делать во всём бакете без HTTPS',
  ],
  [
    { Effect: 'Deny', Action: ['s3:DeleteObject', 's3:DeleteObjectVersion'] },
    'Nobody may delete objects or delete versions in the whole bucket',
    'Никому нельзя удалять объекты или удалять версии во всём бакете',
  ],
  [
    {
      Principal: { AWS: 'arn:aws:iam::123456789012:user/anna' },
      Action: 's3:*',
      Resource: `${BUCKET}/in/*`,
      Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
    },
    'The user anna of account 123456789012 may do anything with objects under “in/”, only from the addresses 192.0.2.0/24',
    'Пользователю anna учётной записи 123456789012 можно делать что угодно с объектами с префиксом «in/», только с адресов 192.0.2.0/24',
  ],
])('%j in words', (statement, inEnglish, inRussian) => {
  expect(say(statement)).toEqual([inEnglish, inRussian]);
});

test('what a statement leaves out is turned around', () => {
  const { Action: _action, ...rest } = BASE;
  const policy = { Statement: { ...rest, NotAction: 's3:DeleteObject' } };
  expect(policySentences(english, 'en', policy, 'photos')).toEqual([
    'Everyone may do anything but delete objects in the whole bucket',
  ]);
});
