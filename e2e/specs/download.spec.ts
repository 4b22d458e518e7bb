import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { answerDialogs } from '../launch.ts';
import { dock, expectDone, forSelection, job, row } from '../pages/window.ts';
import { putObject } from '../s3Client.ts';

/** All files below a folder, as paths relative to it. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((it) => it.isFile()).map((it) => relative(folder, join(it.parentPath, it.name)));
}

test('objects and folders are downloaded; hostile keys stay inside the chosen folder', async ({
  launch,
  bucket,
  folder,
  s3,
}) => {
  const outside = join(folder, 'outside.txt');
  await writeFile(outside, 'untouched');
  const contents: Record<string, string> = {
    'plain.txt': 'plain',
    'dir/inner/deep.txt': 'deep',
    '../outside.txt': 'one up',
    '../../x': 'two up',
    'dir/../../outside.txt': 'through dir',
    '/etc/stave-never': 'absolute',
    'a//b': 'empty segment',
    a: 'file beside folder',
    'con\u0001trol': 'control',
  };
  for (const [key, content] of Object.entries(contents)) await putObject(s3, bucket, key, content);
  const target = join(folder, 'deep/target');
  await mkdir(target, { recursive: true });

  const { app, page } = await launch({ bucket });
  await row(page, 'plain.txt').click();
  await page.keyboard.press('ControlOrMeta+a');
  await answerDialogs(app, [target]);
  await forSelection(page)
    .getByRole('button', { name: /Download/ })
    .click();
  await expect(dock(page).getByRole('listitem')).toContainText('Done', { timeout: 30_000 });

  const files = await filesBelow(target);
  const found = await Promise.all(files.map((file) => readFile(join(target, file), 'utf8')));
  expect(found.sort()).toEqual(Object.values(contents).sort());
  for (const file of files) expect(resolve(target, file).startsWith(`${target}/`)).toBe(true);
  expect(files).toContain('plain.txt');
  expect(files).toContain(join('dir', 'inner', 'deep.txt'));
  expect((await filesBelow(folder)).filter((file) => !file.startsWith('deep/target/'))).toEqual(['outside.txt']);
  expect(await readFile(outside, 'utf8')).toBe('untouched');
});

test('a cancelled download leaves no file', async ({ launch, bucket, folder, s3 }) => {
  await putObject(s3, bucket, 'big.bin', Buffer.alloc(300 * 1024 * 1024, 'x'));
  const target = join(folder, 'target');
  await mkdir(target);
  const { app, page } = await launch({ bucket });
  await row(page, 'big.bin').click();
  await answerDialogs(app, [target]);
  await forSelection(page)
    .getByRole('button', { name: /Download/ })
    .click();
  await expect.poll(() => readdir(target), { intervals: [20] }).not.toEqual([]);
  await job(page, 'big.bin').getByRole('button', { name: 'Cancel' }).click();
  await expect(job(page, 'big.bin')).toContainText('Cancelled');
  expect(await readdir(target)).toEqual([]);
});

test('a local file of that name is asked about', async ({ launch, bucket, folder, s3 }) => {
  await putObject(s3, bucket, 'notes.txt', 'from the bucket');
  await writeFile(join(folder, 'notes.txt'), 'mine');
  const { app, page } = await launch({ bucket });
  const download = async (answer: string) => {
    await row(page, 'notes.txt').click();
    await answerDialogs(app, [folder]);
    await forSelection(page)
      .getByRole('button', { name: /Download/ })
      .click();
    await page.getByRole('button', { name: answer, exact: true }).click();
  };
  await download('Skip');
  await expect(job(page, 'notes.txt')).toContainText('Skipped');
  expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
  await page.getByRole('button', { name: 'Clear finished' }).click();
  await download('Overwrite');
  await expectDone(page, 'notes.txt');
  expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('from the bucket');
});
