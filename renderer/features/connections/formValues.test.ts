import { expect, test } from 'vitest';
import {
  endpointAfterRegion,
  formSchema,
  isPlainHttp,
  newValues,
  presetValues,
  tidyEndpoint,
  toSave,
} from './formValues.ts';

const filled = {
  ...newValues('session'),
  name: 'Work',
  endpoint: 'https://s3.example.com',
  accessKeyId: 'AK',
  secretAccessKey: 'secret',
};

const badFields = (values: typeof filled, secretSet = false) =>
  (formSchema(secretSet).safeParse(values).error?.issues ?? []).map((issue) => issue.path[0]);

test('a filled form is right; each missing field is told', () => {
  expect(badFields(filled)).toEqual([]);
  expect(badFields({ ...filled, name: ' ' })).toEqual(['name']);
  expect(badFields({ ...filled, accessKeyId: '' })).toEqual(['accessKeyId']);
  expect(badFields({ ...filled, endpoint: 'ftp://x' })).toEqual(['endpoint']);
  expect(badFields({ ...filled, endpoint: 'https://ACCOUNT.r2.cloudflarestorage.com' })).toEqual(['endpoint']);
});

test('an empty secret is right only where one is kept; an empty endpoint only for Amazon', () => {
  expect(badFields({ ...filled, secretAccessKey: '' })).toEqual(['secretAccessKey']);
  expect(badFields({ ...filled, secretAccessKey: '' }, true)).toEqual([]);
  expect(badFields({ ...filled, endpoint: '' })).toEqual(['endpoint']);
  expect(badFields({ ...filled, endpoint: '', provider: 'aws' })).toEqual([]);
});

test('a preset fills endpoint, region and addressing, and a name unless one was typed', () => {
  expect(presetValues('b2', { name: '', provider: 'custom' })).toEqual({
    provider: 'b2',
    region: 'us-west-004',
    endpoint: 'https://s3.us-west-004.backblazeb2.com',
    addressing: 'path',
    name: 'Backblaze B2',
  });
  expect(presetValues('aws', { name: 'Backblaze B2', provider: 'b2' }).name).toBe('Amazon S3');
  expect(presetValues('aws', { name: 'Work', provider: 'b2' })).not.toHaveProperty('name');
});

test('the endpoint of a preset follows the region, one typed by hand stays', () => {
  const b2 = { provider: 'b2', region: 'us-west-004', endpoint: 'https://s3.us-west-004.backblazeb2.com' };
  expect(endpointAfterRegion(b2, 'eu-central-003')).toBe('https://s3.eu-central-003.backblazeb2.com');
  expect(endpointAfterRegion({ ...b2, endpoint: 'https://proxy' }, 'eu-central-003')).toBe('https://proxy');
});

test.each([
  [' s3.example.com ', 'https://s3.example.com'],
  ['localhost:9000', 'http://localhost:9000'],
  ['127.0.0.1:7480', 'http://127.0.0.1:7480'],
  ['localhost.example.com', 'https://localhost.example.com'],
  ['http://nas', 'http://nas'],
  ['', ''],
])('%j is meant as %j', (typed, endpoint) => {
  expect(tidyEndpoint(typed)).toBe(endpoint);
});

test('http is told of, but not on this computer', () => {
  expect(isPlainHttp('http://nas:9000')).toBe(true);
  expect(isPlainHttp('http://127.0.0.1.example.com')).toBe(true);
  expect(isPlainHttp('http://127.0.0.1:7480')).toBe(false);
  expect(isPlainHttp('http://[::1]:7480')).toBe(false);
  expect(isPlainHttp('https://nas')).toBe(false);
});

test('an empty secret is not sent, nor is an empty session token', () => {
  expect(toSave({ ...filled, secretAccessKey: '' })).not.toHaveProperty('secretAccessKey');
  expect(toSave(filled)).toMatchObject({ secretAccessKey: 'secret' });
  expect(toSave(filled)).not.toHaveProperty('sessionToken');
  expect(toSave({ ...filled, sessionToken: 'token' })).toMatchObject({ sessionToken: 'token' });
});
