import { existsSync } from 'node:fs';
import { appendFile, mkdir, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readObject } from '../testing/readBack.ts';
import { watchFixture } from '../testing/watchFixture.ts';
import { isIdle, untilDone } from '../testing/watchWaits.ts';

const t = watchFixture();

test('a file that comes is uploaded as it is, archived, and each step is told', async () => {
  const ruleId = await t.rule();
  const sha256 = await t.folder.write('a/photo.bin', 300_000);
  const rule = await untilDone(t, ruleId, 1);
  await t.until(() => t.steps('a/photo.bin').includes('archived'));

  expect(await readObject(t.client, t.bucket, 'in/a/photo.bin')).toMatchObject({ size: 300_000, sha256 });
  expect(await t.folder.sha256('archive/a/photo.bin')).toBe(sha256);
  expect(existsSync(t.folder.at('a/photo.bin'))).toBe(false);
  expect(t.steps('a/photo.bin')).toEqual(['found', 'still', 'uploading', 'uploaded', 'archived']);
  const [version] = await t.versions('in/a/');
  const uploaded = t.opened.entries.find(({ step }) => step === 'uploaded');
  expect(uploaded?.facts).toEqual({ bytes: 300_000, key: 'in/a/photo.bin', versionId: version?.versionId });
  expect(rule).toMatchObject({ bytesDone: 300_000, counts: { done: 1, needsYou: 0, retrying: 0 } });
  // Its job has left the engine's list.
  await t.until(() => t.opened.rules.get(ruleId)?.state === 'watching');
  expect((await t.engine.snapshot()).jobs).toEqual([]);
});

test('what was there before, and what came while Stave was closed, is found on start; nothing is uploaded twice', async () => {
  await t.folder.write('before.bin', 1000);
  const ruleId = await t.rule({ afterwards: { kind: 'leave' }, keyTemplate: 'closed/{name}' });
  await untilDone(t, ruleId, 1);
  await t.opened.service.close();
  await t.folder.write('meanwhile.bin', 2000);
  t.open();
  await t.opened.service.open();
  await untilDone(t, ruleId, 2);
  expect((await t.versions('closed/')).map(({ key }) => key)).toEqual(['closed/before.bin', 'closed/meanwhile.bin']);
});

test('a file that was only touched is not uploaded again, one that was written anew is', async () => {
  await t.folder.write('a.bin', 1000);
  const ruleId = await t.rule({ afterwards: { kind: 'leave' }, keyTemplate: 'touched/{name}' });
  await untilDone(t, ruleId, 1);
  await utimes(t.folder.at('a.bin'), new Date(), new Date());
  await t.until(() => t.steps('a.bin').includes('unchanged'));
  await appendFile(t.folder.at('a.bin'), 'more');
  await untilDone(t, ruleId, 2);
  expect(await t.versions('touched/')).toHaveLength(2);
});

test('a file that comes again after it was put away is uploaded again, with the same bytes too', async () => {
  const ruleId = await t.rule({ keyTemplate: 'again/{name}', afterwards: { kind: 'delete' } });
  for (const times of [1, 2]) {
    await writeFile(t.folder.at('daily.csv'), 'id,amount\n');
    await untilDone(t, ruleId, times);
    await t.until(() => t.steps('daily.csv').filter((step) => step === 'deleted').length === times);
  }
  expect(await t.versions('again/')).toHaveLength(2);
});

test('a rule that goes elsewhere from now on uploads there what comes, though it was uploaded before', async () => {
  const leave = { afterwards: { kind: 'leave' as const } };
  const ruleId = await t.rule({ keyTemplate: 'here/{name}', ...leave });
  await t.folder.write('a.bin', 1000);
  await untilDone(t, ruleId, 1);
  await t.opened.service.save(ruleId, t.draft({ keyTemplate: 'there/{name}', ...leave }));
  await utimes(t.folder.at('a.bin'), new Date(), new Date());
  await untilDone(t, ruleId, 2);
  expect(await t.versions('there/')).toHaveLength(1);
});

test('a folder in the place of a file that is being uploaded: the file is forgotten, and the rule at rest', async () => {
  t.beforeCall = async (call) => {
    if (call !== 'submitFiles') return;
    await rm(t.folder.at('a.bin'));
    await mkdir(t.folder.at('a.bin'));
  };
  const ruleId = await t.rule({ keyTemplate: 'replaced/{name}' });
  await t.folder.write('a.bin', 1000);
  await t.until(() => t.steps('a.bin').includes('gone'));
  await t.untilRule(ruleId, (rule) => rule.state === 'watching' && isIdle(rule));
});

test('a truncated file is uploaded as it is then; an atomic save is one more version', async () => {
  await t.folder.write('a.bin', 5000);
  const ruleId = await t.rule({ afterwards: { kind: 'leave' }, keyTemplate: 'cut/{name}' });
  await untilDone(t, ruleId, 1);
  await truncate(t.folder.at('a.bin'), 0);
  await untilDone(t, ruleId, 2);
  await writeFile(t.folder.at('.a.bin.swp'), 'saved');
  await rename(t.folder.at('.a.bin.swp'), t.folder.at('a.bin'));
  await untilDone(t, ruleId, 3);
  const versions = await t.versions('cut/');
  expect(versions.map(({ size }) => size)).toEqual([5, 0, 5000]);
});

test('a move of an uploaded file is a move, also while nobody looks', async () => {
  await t.folder.write('a.bin', 1000);
  const ruleId = await t.rule({ afterwards: { kind: 'leave' }, keyTemplate: 'moved/{relative}' });
  await untilDone(t, ruleId, 1);
  await mkdir(t.folder.at('below'));
  await rename(t.folder.at('a.bin'), t.folder.at('below/b.bin'));
  await t.until(() => t.steps('below/b.bin').includes('moved'));
  await t.opened.service.close();
  await rename(t.folder.at('below/b.bin'), t.folder.at('c.bin'));
  t.open();
  await t.opened.service.open();
  await t.until(() => t.steps('c.bin').includes('moved'));
  await t.untilRule(ruleId, (rule) => rule.state === 'watching');
  expect((await t.versions('moved/')).map(({ key }) => key)).toEqual(['moved/a.bin']);
});

test('a file that is renamed while its upload begins is uploaded once, under its new name', async () => {
  const ruleId = await t.rule({ keyTemplate: 'renamed/{name}' });
  t.beforeCall = async (call) => {
    if (call === 'submitFiles' && existsSync(t.folder.at('a.bin'))) {
      await rename(t.folder.at('a.bin'), t.folder.at('b.bin'));
    }
  };
  const sha256 = await t.folder.write('a.bin', 1000);
  await untilDone(t, ruleId, 1);
  expect((await t.versions('renamed/')).map(({ key }) => key)).toEqual(['renamed/b.bin']);
  expect(await t.folder.sha256('archive/b.bin')).toBe(sha256);
});

test('a file that is renamed after its upload stays uploaded, and is archived under its new name', async () => {
  const ruleId = await t.rule({ keyTemplate: 'later/{name}' });
  t.afterCall = async (call) => {
    if (call !== 'filesReport' || !existsSync(t.folder.at('a.bin'))) return;
    const { jobs } = await t.engine.snapshot();
    if (jobs.every(({ state }) => state === 'done')) await rename(t.folder.at('a.bin'), t.folder.at('b.bin'));
  };
  const sha256 = await t.folder.write('a.bin', 1000);
  await untilDone(t, ruleId, 1);
  await t.until(() => t.steps('b.bin').includes('archived'));
  expect((await t.versions('later/')).map(({ key }) => key)).toEqual(['later/a.bin']);
  expect(await t.folder.sha256('archive/b.bin')).toBe(sha256);
});

test('a rule that is off does nothing but what it is told to do once', async () => {
  const ruleId = await t.rule({ keyTemplate: 'once/{name}' });
  await t.opened.service.setEnabled(ruleId, false);
  await t.untilRule(ruleId, (rule) => rule.state === 'off');
  await t.folder.write('a.bin', 1000);
  await t.opened.service.runNow(ruleId);
  await untilDone(t, ruleId, 1);
  await t.untilRule(ruleId, (rule) => rule.state === 'off');
  expect(existsSync(t.folder.at('archive/a.bin'))).toBe(true);
});

test('a rule that is switched off while it runs once rests at once', async () => {
  const ruleId = await t.rule({ keyTemplate: 'stopped/{name}' });
  await t.opened.service.setEnabled(ruleId, false);
  t.beforeCall = async (call) => {
    if (call === 'submitFiles') await t.opened.service.setEnabled(ruleId, false);
  };
  await t.folder.write('a.bin', 1000);
  await t.opened.service.runNow(ruleId);
  await untilDone(t, ruleId, 1);
  await t.folder.write('b.bin', 1000);
  await t.untilRule(ruleId, (rule) => rule.state === 'off');
  await t.opened.service.rescan();
  expect(t.steps('b.bin')).toEqual([]);
});

test('files for one key never fly together, and the one written last stays', async () => {
  for (let index = 0; index < 5; index += 1) {
    await writeFile(t.folder.at(`${index}.txt`), `text ${index}`);
    const at = new Date(Date.UTC(2026, 0, 1, 0, 0, 9 - index));
    await utimes(t.folder.at(`${index}.txt`), at, at);
  }
  const ruleId = await t.rule({ keyTemplate: 'same/latest.txt' });
  await untilDone(t, ruleId, 5);
  const versions = await t.versions('same/');
  expect(versions).toHaveLength(5);
  const { sha256 } = await readObject(t.client, t.bucket, 'same/latest.txt');
  expect(await t.folder.sha256('archive/0.txt')).toBe(sha256);
});

test('hundreds of files go through in jobs of a hundred', async () => {
  const count = 300;
  for (let index = 0; index < count; index += 1) await writeFile(t.folder.at(`${index}.txt`), `file ${index}`);
  const ruleId = await t.rule({ keyTemplate: 'many/{name}', afterwards: { kind: 'delete' } });
  await untilDone(t, ruleId, count);
  expect(await t.versions('many/')).toHaveLength(count);
  expect((await t.folder.tree()).filter((name) => name.endsWith('.txt'))).toEqual([]);
});
