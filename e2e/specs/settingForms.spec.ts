import {
  CreateBucketCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  PutBucketCorsCommand,
} from '@aws-sdk/client-s3';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { emptyAndDeleteBucket } from '../s3Client.ts';

// What is set by a form is read by a client of its own: it must be what the server has.

async function openSetting(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: /Bucket settings/ }).click();
  await chooseSetting(page, title);
}

async function chooseSetting(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: title }).click();
  await expect(page.getByRole('region', { name: title })).toBeVisible();
}

/** The box itself is hidden behind what is drawn for it: the pointer meets its label. */
async function press(choice: Locator): Promise<void> {
  await choice.locator('xpath=ancestor::label').click();
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
}

test('public access block: all at once, then two of the four', async ({ launch, bucket, s3 }) => {
  const { page } = await launch({ bucket });
  await openSetting(page, 'Public access block');
  await press(page.getByRole('checkbox', { name: 'Block all public access' }));
  await expect(page.getByText('What is open by a public ACL will be closed.')).toBeVisible();
  await save(page);
  const read = async () =>
    (await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket }))).PublicAccessBlockConfiguration;
  const all = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  expect(await read()).toEqual(all);

  await press(page.getByRole('checkbox', { name: /Refuse new public ACLs/ }));
  await press(page.getByRole('checkbox', { name: /Restrict a public policy/ }));
  await expect(page.getByRole('checkbox', { name: 'Block all public access' })).toBeChecked({ indeterminate: true });
  await save(page);
  expect(await read()).toEqual({ ...all, BlockPublicAcls: false, RestrictPublicBuckets: false });
});

test('acl: everyone may list, then one grant is taken away; the owner stays', async ({ launch, bucket, s3 }) => {
  const { page } = await launch({ bucket });
  const read = () => s3.send(new GetBucketAclCommand({ Bucket: bucket }));
  const { Owner } = await read();
  await openSetting(page, 'Access control list');
  await page.getByRole('button', { name: 'Everyone may list', exact: true }).click();
  await expect(page.getByText('Granted — Everyone: List objects')).toBeVisible();
  await save(page);
  const own = { Grantee: expect.objectContaining({ ID: Owner?.ID }), Permission: 'FULL_CONTROL' };
  const URI = 'http://acs.amazonaws.com/groups/global/AllUsers';
  const open = { Grantee: expect.objectContaining({ URI }), Permission: 'READ' };
  expect(await read()).toMatchObject({ Owner, Grants: expect.arrayContaining([own, open]) });

  const grants = (await read()).Grants ?? [];
  expect(grants).toHaveLength(2);
  const number = grants.findIndex(({ Grantee }) => Grantee?.URI === URI) + 1;
  await page.getByRole('button', { name: `Remove grant ${number}` }).click();
  await save(page);
  expect(await read()).toMatchObject({ Owner, Grants: [own] });
});

test('acl: a grant without a name is refused before anything is sent', async ({ launch, bucket }) => {
  const { page } = await launch({ bucket });
  await openSetting(page, 'Access control list');
  await page.getByRole('button', { name: 'Grant', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Canonical ID' })).toBeVisible();
  await expect(page.getByText('Enter the canonical ID of the account.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
});

test('cors: a template is changed in the form; a rule that is there keeps what the form does not show', async ({
  launch,
  bucket,
  s3,
}) => {
  const first = { ID: 'mine', AllowedOrigins: ['https://a.example'], AllowedMethods: ['GET'] };
  await s3.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [first] } }));
  const { page } = await launch({ bucket });
  await openSetting(page, 'CORS');
  await page.getByRole('button', { name: 'One site may upload and read' }).click();
  const added = page.getByRole('region', { name: 'Rule 2' });
  await added.getByRole('textbox', { name: /^Sites that may call/ }).fill('https://b.example\nhttps://c.example');
  await press(added.getByRole('checkbox', { name: 'DELETE' }));
  await press(page.getByRole('region', { name: 'mine' }).getByRole('checkbox', { name: 'HEAD' }));
  await save(page);
  const { CORSRules } = await s3.send(new GetBucketCorsCommand({ Bucket: bucket }));
  expect(CORSRules).toHaveLength(2);
  expect(CORSRules?.[0]).toMatchObject({ ID: 'mine', AllowedOrigins: ['https://a.example'] });
  expect(CORSRules?.[0]?.AllowedMethods?.toSorted()).toEqual(['GET', 'HEAD']);
  expect(CORSRules?.[1]).toMatchObject({
    AllowedHeaders: ['*'],
    ExposeHeaders: ['ETag'],
    MaxAgeSeconds: 3600,
  });
  expect(CORSRules?.[1]?.AllowedOrigins?.toSorted()).toEqual(['https://b.example', 'https://c.example']);
  expect(CORSRules?.[1]?.AllowedMethods?.toSorted()).toEqual(['DELETE', 'GET', 'HEAD', 'POST', 'PUT']);
});

test('tags: added, found twice, mended, and all taken away again', async ({ launch, bucket, s3 }) => {
  const { page } = await launch({ bucket });
  const read = async () => (await s3.send(new GetBucketTaggingCommand({ Bucket: bucket }))).TagSet;
  await openSetting(page, 'Tags');
  for (const [number, name, value] of [
    [1, 'team', 'фото'],
    [2, 'team', 'x=1 & <y>'],
  ] as const) {
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await page.getByRole('textbox', { name: `Name of tag ${number}` }).fill(name);
    await page.getByRole('textbox', { name: `Value of tag ${number}` }).fill(value);
  }
  await expect(page.getByText('This is here more than once: team.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Name of tag 2' }).fill('cost');
  await save(page);
  const tags = await read();
  expect(tags).toHaveLength(2);
  expect(tags).toEqual(
    expect.arrayContaining([
      { Key: 'team', Value: 'фото' },
      { Key: 'cost', Value: 'x=1 & <y>' },
    ]),
  );

  await page.getByRole('button', { name: 'Remove tag 2' }).click();
  await page.getByRole('button', { name: 'Remove tag 1' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Nothing is set. Add')).toBeVisible();
  await expect
    .poll(() =>
      read().then(
        () => 'set',
        (error: Error) => error.name,
      ),
    )
    .toBe('NoSuchTagSet');
});

test('request payment: who asks pays', async ({ launch, bucket, s3 }) => {
  const { page } = await launch({ bucket });
  await openSetting(page, 'Request payment');
  await press(page.getByRole('radio', { name: /Who asks/ }));
  await save(page);
  expect(await s3.send(new GetBucketRequestPaymentCommand({ Bucket: bucket }))).toMatchObject({ Payer: 'Requester' });
});

test('object lock: a default retention is set, made years, and taken away', async ({ launch, s3 }) => {
  const bucket = `e2e-lock-${process.pid}-${Date.now().toString(36)}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
  try {
    const read = async () =>
      (await s3.send(new GetObjectLockConfigurationCommand({ Bucket: bucket }))).ObjectLockConfiguration;
    const { page } = await launch({ bucket });
    await openSetting(page, 'Object lock');
    await press(page.getByRole('checkbox', { name: 'Lock each new version by itself' }));
    const length = page.getByRole('textbox', { name: 'Locked for' });
    await length.fill('10');
    await length.blur();
    await expect(
      page.getByText('Each new version will be locked for 10 days; a special permission can lift'),
    ).toBeVisible();
    await save(page);
    expect((await read())?.Rule?.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 10 });

    await page.getByRole('button', { name: /Unit/ }).click();
    await page.getByRole('option', { name: 'years' }).click();
    await press(page.getByRole('radio', { name: /Compliance/ }));
    await expect(page.getByText(/In compliance mode nobody can delete a version/)).toBeVisible();
    await save(page);
    expect((await read())?.Rule?.DefaultRetention).toEqual({ Mode: 'COMPLIANCE', Years: 10 });

    await press(page.getByRole('checkbox', { name: 'Lock each new version by itself' }));
    await save(page);
    expect((await read())?.Rule?.DefaultRetention).toBeUndefined();
    expect(await read()).toMatchObject({ ObjectLockEnabled: 'Enabled' });
  } finally {
    await emptyAndDeleteBucket(s3, bucket);
  }
});
