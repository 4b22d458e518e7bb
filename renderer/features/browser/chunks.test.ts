import { expect, test } from 'vitest';
import { contract } from '../../../shared/contract.ts';
import { grantChunks, targetChunks } from './chunks.ts';

const many = (count: number) => Array.from({ length: count }, (_, at) => `k${at}`);
const place = { connectionId: 'c', bucket: 'shop' };

test('every portion is one that the call takes, and none is lost', () => {
  const keys = many(45_000);
  const prefixes = many(20_001).map((name) => `${name}/`);
  const chunks = targetChunks({ keys, prefixes });
  expect(chunks.flatMap((chunk) => chunk.keys)).toEqual(keys);
  expect(chunks.flatMap((chunk) => chunk.prefixes)).toEqual(prefixes);
  for (const chunk of chunks)
    expect(contract['transfers.delete'].input.safeParse({ ...place, ...chunk }).success).toBe(true);
  const tooMany = { ...place, keys, prefixes };
  expect(contract['transfers.delete'].input.safeParse(tooMany).success).toBe(false);
});

test('so with grants', () => {
  const grants = many(10_001);
  const chunks = grantChunks(grants);
  expect(chunks.flat()).toEqual(grants);
  for (const chunk of chunks) {
    expect(contract['transfers.upload'].input.safeParse({ ...place, prefix: '', grants: chunk }).success).toBe(true);
  }
  expect(contract['transfers.upload'].input.safeParse({ ...place, prefix: '', grants }).success).toBe(false);
});

test('nothing makes no call', () => {
  expect(targetChunks({ keys: [], prefixes: [] })).toEqual([]);
});
