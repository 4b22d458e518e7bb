import { symlink, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestFolder, type TestFolder } from '../../testing/localFiles.ts';
import { listFolder } from './listFolder.ts';

let folder: TestFolder;
beforeEach(async () => {
  folder = await createTestFolder();
});
afterEach(() => folder.remove());

const { signal } = new AbortController();
const scope = (more = {}) => ({ folder: folder.path, subfolders: true, include: [], exclude: [], shut: [], ...more });

async function listed(more = {}) {
  const { files, excluded, problems } = await listFolder(scope(more), signal);
  return { files: files.map(({ file }) => file), excluded, problems: problems.map(({ file }) => file) };
}

test('all files that count, by name, and how many the patterns leave out', async () => {
  for (const file of ['b.csv', 'a.csv', 'a.txt', 'x/c.csv', 'x/y/d.csv', 'old/e.csv', 'old/deep/f.csv', 'old/g.tmp']) {
    await folder.write(file, 10);
  }
  await folder.write('archive/h.csv', 10);
  await folder.write('i.part', 10);
  await symlink(folder.at('a.csv'), folder.at('link.csv'));
  const shut = [folder.at('archive')];
  expect(await listed({ shut })).toMatchObject({ excluded: 0, problems: [] });
  expect(await listed({ shut, include: ['*.csv'], exclude: ['old'] })).toEqual({
    files: ['a.csv', 'b.csv', 'x/c.csv', 'x/y/d.csv'],
    excluded: 3,
    problems: [],
  });
  expect(await listed({ shut, subfolders: false, exclude: ['a.*'] })).toEqual({
    files: ['b.csv'],
    excluded: 2,
    problems: [],
  });
  const { files } = await listFolder(scope({ shut, include: ['x/c.csv'] }), signal);
  expect(files).toEqual([
    { file: 'x/c.csv', path: folder.at('x/c.csv'), identity: expect.objectContaining({ size: 10 }) },
  ]);
});

test('a name that is not Unicode is a problem, unless the patterns leave it out', async () => {
  await writeFile(Buffer.concat([Buffer.from(`${folder.path}/`), Buffer.from([0xff]), Buffer.from('.csv')]), 'x');
  expect((await listed()).problems).toEqual(['\uFFFD.csv']);
  expect((await listed({ include: ['*.txt'] })).problems).toEqual([]);
});

test('a folder that is not there, and a look that is given up', async () => {
  await expect(listFolder(scope({ folder: folder.at('none') }), signal)).rejects.toMatchObject({
    data: { code: 'folder-gone', details: { path: folder.at('none') } },
  });
  await folder.write('a.csv', 1);
  const stop = new AbortController();
  stop.abort(new Error('enough'));
  await expect(listFolder(scope(), stop.signal)).rejects.toThrow('enough');
});
