import { mkdir, symlink } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import { createTestFolder, type TestFolder } from '../../testing/localFiles.ts';
import { checkRule } from './checkRule.ts';
import { mayOverlap } from './overlap.ts';
import type { RuleContent } from './resolveDraft.ts';

let t: TestFolder;
beforeEach(async () => {
  t = await createTestFolder();
  for (const folder of ['in', 'in/deep', 'other', 'profile', 'profile/inside']) await mkdir(t.at(folder));
});
afterEach(() => t.remove());

const rule = (changes: Partial<RuleContent> = {}): RuleContent => ({
  name: 'orders',
  subfolders: true,
  include: [],
  exclude: [],
  connectionId: 'c1',
  bucket: 'shop',
  keyTemplate: 'in/{name}',
  constants: [],
  data: null,
  logUpload: null,
  folder: t.at('in'),
  afterwards: { kind: 'archive', folder: t.at('in/archive') },
  logFolder: t.at('profile/watch/logs'),
  ...changes,
});
const other = (changes: Partial<RuleContent> = {}): WatchRule => ({
  ...rule({ folder: t.at('other'), afterwards: { kind: 'archive', folder: t.at('other/archive') }, ...changes }),
  name: 'the other',
  id: 'r2',
  enabled: true,
});

const check = (changes: Partial<RuleContent>, others: WatchRule[] = []) =>
  checkRule(rule(changes), { profile: t.at('profile'), others, hasConnection: async (id) => id === 'c1' });
const refused = (field: string, more: object = {}) => ({ data: { code: 'rule-invalid', details: { field, ...more } } });

test('a rule like others is taken', async () => {
  await check({}, [other()]);
  await check({ afterwards: { kind: 'delete' }, logFolder: t.at('in/logs') });
});

test.each([
  ['folder', 'a folder that is not there', { folder: 'none' }],
  ['folder', 'a folder in the profile', { folder: 'profile/inside' }],
  ['archiveFolder', 'an archive that holds the folder', { archive: '.' }],
  ['archiveFolder', 'the folder as its own archive', { archive: 'in' }],
  ['logFolder', 'the log among the files', { logFolder: 'in' }],
])('%s: %s is refused', async (field, _, { folder, archive, logFolder }: Record<string, string>) => {
  const changes = {
    ...(folder !== undefined && { folder: t.at(folder) }),
    ...(archive !== undefined && { afterwards: { kind: 'archive', folder: t.at(archive) } as const }),
    ...(logFolder !== undefined && { logFolder: t.at(logFolder) }),
  };
  await expect(check(changes)).rejects.toMatchObject(refused(field));
});

test('an unknown connection and a wrong template are refused', async () => {
  await expect(check({ connectionId: 'c2' })).rejects.toMatchObject(refused('connectionId'));
  await expect(check({ keyTemplate: 'in/{nothing}' })).rejects.toMatchObject(
    refused('keyTemplate', { reason: 'unknown-placeholder' }),
  );
  await expect(check({ constants: [{ name: 'name', value: 'x' }] })).rejects.toMatchObject(refused('constants'));
});

test('what one rule has put somewhere no other takes in', async () => {
  const named = { rule: 'the other' };
  const archives = other({ afterwards: { kind: 'archive', folder: t.at('in') } });
  await expect(check({ folder: t.at('in/deep') }, [archives])).rejects.toMatchObject(refused('folder', named));
  await expect(
    check({ folder: t.at('in/deep'), afterwards: { kind: 'leave' } }, [other({ logFolder: t.at('in') })]),
  ).rejects.toMatchObject(refused('folder', named));
  const into = { kind: 'archive', folder: t.at('other/done') } as const;
  await expect(check({ afterwards: into }, [other()])).rejects.toMatchObject(refused('archiveFolder', named));
  await check({ afterwards: into }, [other({ subfolders: false })]);
  await expect(check({ logFolder: t.at('other/logs') }, [other()])).rejects.toMatchObject(refused('logFolder', named));
});

test('two rules take the same files only when both leave them', async () => {
  const same = { folder: t.at('in'), afterwards: { kind: 'leave' } as const };
  await check({ afterwards: { kind: 'leave' } }, [other(same)]);
  await expect(check({}, [other(same)])).rejects.toMatchObject(refused('archiveFolder'));
  await expect(check({ afterwards: { kind: 'delete' } }, [other(same)])).rejects.toMatchObject(refused('include'));
  await check({ afterwards: { kind: 'delete' }, include: ['*.csv'] }, [other({ ...same, include: ['*.json'] })]);
  await symlink(t.at('in'), t.at('link'));
  const linked = { ...same, folder: t.at('link') };
  await expect(check({ afterwards: { kind: 'delete' } }, [other(linked)])).rejects.toMatchObject(refused('include'));
});

test.each([
  [['*.csv'], ['*.json'], false],
  [['*.csv'], ['2026/*.CSV'], true],
  [['*.csv', '*.tsv'], ['*.tsv'], true],
  [['*'], ['*.json'], true],
  [[], ['*.json'], true],
  [['*.{csv,tsv}'], ['*.json'], true],
])('%j and %j may meet: %s', (a, b, meet) => {
  expect(mayOverlap({ include: a, exclude: [] }, { include: b, exclude: [] })).toBe(meet);
});

test('what one leaves out and the other takes does not meet', () => {
  expect(mayOverlap({ include: [], exclude: ['*.csv'] }, { include: ['*.csv'], exclude: [] })).toBe(false);
});
