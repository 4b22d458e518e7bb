import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mapConcurrently } from '../../electron/core/concurrency.ts';
import { expect, test } from '../fixtures.ts';
import { allVersions } from '../s3Client.ts';
import { filtered, makeRule, ruleNow } from '../watchRules.ts';

// STAVE_WATCHED_FILES says how many (npm run test:long: 10,000).
const FILES = Number(process.env.STAVE_WATCHED_FILES ?? 400);
const KILLS = 5;
/** One file in so many is data, of which the rule keeps a part. */
const DATA_EVERY = 20;
/** How long (ms) the program may be at work before it is killed: from the first look at the folder to the middle of it all. */
const LIFE_MS = 9000 + FILES;

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');
const isData = (index: number) => index % DATA_EVERY === 0;
const nameOf = (index: number) =>
  `${index % 7}/file-${String(index).padStart(5, '0')}.${isData(index) ? 'csv' : 'bin'}`;

/** A file as it is dropped, and as it is to arrive. */
function makeFile(index: number): { source: Buffer; arrives: Buffer } {
  if (!isData(index)) {
    const bytes = randomBytes(16 + (index % 5000));
    return { source: bytes, arrives: bytes };
  }
  const rows = Array.from({ length: 50 }, (_, row) => `${index}-${row},${((index * 31 + row * 7) % 200).toFixed(2)}\n`);
  const kept = rows.filter((row) => Number(row.split(',')[1]) > 100);
  return { source: Buffer.from(`id,amount\n${rows.join('')}`), arrives: Buffer.from(`id,amount\n${kept.join('')}`) };
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test.describe.configure({ timeout: 120_000 + FILES * 300 });

test(`${FILES} files, half of them while it is closed, and killed ${KILLS} times: each arrives once`, async ({
  launch,
  versionedBucket: bucket,
  folder,
  s3,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'stave-watch-'));
  const [watched, archive] = [join(folder, 'in'), join(folder, 'in', 'archive')];
  for (let i = 0; i < 7; i += 1) await mkdir(join(watched, String(i)), { recursive: true });
  const files = Array.from({ length: FILES }, (_, index) => ({ name: nameOf(index), ...makeFile(index) }));
  const drop = (some: typeof files) =>
    mapConcurrently(some, 16, ({ name, source }) => writeFile(join(watched, name), source));

  const options = { bucket, profile };
  let stave = await launch(options);
  const ruleId = await makeRule(stave, {
    folder: watched,
    bucket,
    data: filtered({ kind: 'sql', condition: 'amount > 100' }),
    afterwards: { kind: 'archive', folder: null },
  });
  await drop(files.slice(0, FILES / 2));
  const began = Date.now();
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await sleep(Math.random() * LIFE_MS);
    await stave.kill();
    if (kill === 1) await drop(files.slice(FILES / 2));
    stave = await launch(options);
  }
  await expect
    .poll(async () => (await ruleNow(stave, ruleId)).counts, { timeout: 60_000 + FILES * 200 })
    .toEqual({ waiting: 0, working: 0, retrying: 0, needsYou: 0, done: FILES });
  console.log(`${FILES} files and ${KILLS} kills: ${((Date.now() - began) / 1000).toFixed(0)} s`);

  const versions = await allVersions(s3, bucket);
  expect(versions.map(({ key }) => key).toSorted()).toEqual(files.map(({ name }) => `in/${name}`).toSorted());
  const etags = new Map(versions.map(({ key, etag }) => [key, etag]));
  for (const { name, arrives } of files) expect([name, etags.get(`in/${name}`)]).toEqual([name, md5(arrives)]);

  const put = await filesBelow(watched);
  expect(put.toSorted()).toEqual(files.map(({ name }) => join(archive, name)).toSorted());
  await mapConcurrently(files, 16, async ({ name, source }) => {
    expect(md5(await readFile(join(archive, name)))).toBe(md5(source));
  });
  await stave.close();
  await rm(profile, { recursive: true });
});
