import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { expect, test } from '../fixtures.ts';
import { grid, row, sidebar } from '../pages/window.ts';
import { putObject } from '../s3Client.ts';

/** Keys that look alike, or like nothing at all, unless one takes care. */
const LOOKALIKES = [
  'plain',
  ' plain',
  'plain ',
  'pla\u0001in',
  'pla\tin',
  'pla\u007fin',
  'pla\u200bin',
  'pla\u00a0in',
  'pla in',
  '.plain',
  '..plain',
  'план',
  'плaн', // with a Latin a
  '😀',
  'caf\u00e9',
  'cafe\u0301',
  'back\\slash',
  'per%2Fcent',
  'plus+',
  '<&"\'>',
];

test('every key in the grid can be told from every other', async ({ launch, bucket, s3 }) => {
  for (const key of LOOKALIKES) await putObject(s3, bucket, key, key);
  const { page } = await launch({ bucket });
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(LOOKALIKES.length + 1));
  const names = await grid(page)
    .getByRole('row')
    .evaluateAll((rows) =>
      rows.slice(1).map((it) => ({ spoken: it.getAttribute('aria-label') ?? it.textContent, seen: it.textContent })),
    );
  expect(names).toHaveLength(LOOKALIKES.length);
  expect(new Set(names.map((it) => it.spoken)).size).toBe(LOOKALIKES.length);
  expect(new Set(names.map((it) => it.seen)).size).toBeGreaterThanOrEqual(LOOKALIKES.length - 1);
});

test('empty names, keys beside folders of their name, and folder objects are all there', async ({
  launch,
  bucket,
  s3,
}) => {
  for (const key of ['a', 'a/b', 'a//b', 'dir/', 'dir/file']) await putObject(s3, bucket, key, key);
  const { page } = await launch({ bucket });
  // `a` is an object and a folder: two rows.
  await expect(grid(page).getByRole('row')).toHaveCount(1 + 3);
  await row(page, /^a\b.*folder/).dblclick();
  await expect(row(page, /^b\b/)).toBeVisible();
  await row(page, /no name/).dblclick();
  await expect(row(page, /^b\b/)).toBeVisible();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await row(page, /^dir\b/).dblclick();
  await expect(row(page, /object of this folder itself/)).toBeVisible();
  await expect(row(page, /^file\b/)).toBeVisible();
});

test('deleting a strange key deletes that key and no other', async ({ launch, bucket, s3 }) => {
  for (const key of ['pla\u0001in', 'plain', 'pla in']) await putObject(s3, bucket, key, key);
  const { page } = await launch({ bucket });
  await expect(grid(page).getByRole('row')).toHaveCount(4);
  const strange = grid(page).getByRole('row', { name: /U\+0001|\\u0001|␁/ });
  await strange.click();
  await page.keyboard.press('Delete');
  const ask = page.getByRole('alertdialog');
  await expect(ask).toContainText('gone for ever');
  await ask.getByRole('button', { name: 'Delete 1 object' }).click();
  await expect(grid(page).getByRole('row')).toHaveCount(3);
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  expect(Contents?.map((it) => it.Key).sort()).toEqual(['pla in', 'plain']);
  await expect(sidebar(page).getByText(bucket)).toBeVisible();
});
