import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUTO_READING, type Selection } from '../../../shared/watch/data.ts';
import { createDataEngine } from '../data/host.ts';
import { buildDataProcess, type TestProcesses } from '../testing/dataProcesses.ts';
import { type HeldCall, watchFixture } from '../testing/watchFixture.ts';
import { untilDone } from '../testing/watchWaits.ts';

let processes: TestProcesses;
beforeAll(async () => {
  processes = await buildDataProcess();
});
afterAll(() => processes.remove());

const t = watchFixture(() => createDataEngine(processes.start));

const over100: Selection = {
  reading: AUTO_READING,
  filter: { kind: 'sql', condition: 'amount > 100' },
  columns: null,
  output: 'same',
};
const dataRule = { data: { selection: over100, others: 'upload' as const } };

const CSV = 'id,amount\n001,150.10\n002,99\n003,100\n004,1000.00\n';
const KEPT = 'id,amount\n001,150.10\n004,1000.00\n';

const textOf = async (key: string) => {
  const { body } = await t.server.store.get({ bucket: t.bucket, key });
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
};

test('the whole path: filtered, uploaded, archived, logged, and the log itself uploaded', async () => {
  const ruleId = await t.rule({ ...dataRule, logUpload: { key: 'log/orders.log', everySeconds: 5 } });
  await writeFile(t.folder.at('orders.csv'), CSV);
  await writeFile(t.folder.at('note.txt'), 'no data');
  await untilDone(t, ruleId, 2);
  await t.until(() => t.opened.entries.some(({ step }) => step === 'log-uploaded'));

  expect(await textOf('in/orders.csv')).toBe(KEPT);
  expect(await textOf('in/note.txt')).toBe('no data');
  expect(await readFile(t.folder.at('archive/orders.csv'), 'utf8')).toBe(CSV);
  expect(t.steps('orders.csv')).toEqual([
    'found',
    'still',
    'read',
    'filtered',
    'saved',
    'uploading',
    'uploaded',
    'archived',
  ]);
  const filtered = t.opened.entries.find(({ step }) => step === 'filtered');
  expect(filtered?.facts).toEqual({ rows: 4, kept: 2, undecided: 0 });
  const { watch } = await t.opened.service.run(ruleId);
  const own = await readFile(watch.log.fileOf(ruleId), 'utf8');
  for (const step of t.steps('orders.csv')) expect(own).toContain(step);
  const [newest] = await t.versions('log/');
  expect(newest?.current).toBe(true);
  expect(await textOf('log/orders.log')).toContain('orders.csv');
  // What was filtered does not stay.
  expect((await t.profile.tree()).filter((name) => name.startsWith('watch/outputs/'))).toEqual(['watch/outputs/']);
});

test('files that are no data are left where the rule says so, until it says otherwise', async () => {
  await writeFile(t.folder.at('note.txt'), 'no data');
  const leaving = { data: { selection: over100, others: 'leave' as const }, keyTemplate: 'left/{name}' };
  const ruleId = await t.rule(leaving);
  await t.until(() => t.steps('note.txt').includes('left-out'));
  await t.untilRule(ruleId, ({ state }) => state === 'watching');
  expect(await t.versions('left/')).toEqual([]);
  await t.opened.service.save(ruleId, t.draft({ ...leaving, data: null }));
  await untilDone(t, ruleId, 1);
  expect(await textOf('left/note.txt')).toBe('no data');
});

test('a file that is wrong needs the user and never holds up the others; mended, it goes on', async () => {
  const ruleId = await t.rule({ ...dataRule, keyTemplate: 'wrong/{name}' });
  await writeFile(t.folder.at('bad.csv'), 'id,price\n1,150\n');
  await writeFile(t.folder.at('good.csv'), CSV);
  const rule = await t.untilRule(ruleId, ({ counts }) => counts.done === 1 && counts.needsYou === 1);
  expect(rule.state).toBe('watching');
  expect(t.steps('bad.csv').at(-1)).toBe('needs-you');
  await writeFile(t.folder.at('bad.csv'), 'id,amount\n1,150\n');
  await untilDone(t, ruleId, 2);
  expect(await textOf('wrong/bad.csv')).toBe('id,amount\n1,150\n');
});

test('killed at any point, a file is uploaded once, with the right bytes, and archived', async () => {
  const points: HeldCall[] = ['filter', 'submitFiles', 'filesReport', 'clear'];
  for (const when of ['beforeCall', 'afterCall'] as const) {
    for (const point of points) {
      const killed = t.opened;
      const prefix = `killed-${when}-${point}/`;
      const copied = new Promise<string>((resolve, reject) => {
        t[when] = async (call) => {
          if (call !== point || t.opened !== killed) return;
          killed.kill();
          t.copyProfile().then(resolve, reject);
        };
      });
      await writeFile(t.folder.at('orders.csv'), CSV);
      const { ruleId } = await killed.service.save(null, t.draft({ ...dataRule, keyTemplate: `${prefix}{name}` }));
      const profile = await copied;
      t[when] = async () => {};
      t.open({ profile });
      await t.opened.service.open();
      await untilDone(t, ruleId, 1);
      expect(await t.versions(prefix), prefix).toHaveLength(1);
      expect(await textOf(`${prefix}orders.csv`)).toBe(KEPT);
      expect(await readFile(t.folder.at('archive/orders.csv'), 'utf8')).toBe(CSV);

      await killed.close();
      await t.opened.close();
      for (const path of [t.folder.at('archive'), t.profile.at('watch'), t.profile.at('watchRules.json')]) {
        await rm(path, { recursive: true });
      }
      for (const suffix of ['', '-wal', '-shm']) await rm(t.profile.at(`watch.db${suffix}`), { force: true });
      t.open();
    }
  }
});
