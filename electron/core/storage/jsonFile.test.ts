import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from '../../../shared/zod.ts';
import { createMemoryLogger } from '../testing/memoryLogger.ts';
import { createJsonFile } from './jsonFile.ts';

const schema = z.strictObject({ count: z.number() });

let folder: string;
let path: string;
let logger: ReturnType<typeof createMemoryLogger>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-json-'));
  path = join(folder, 'profile', 'count.json');
  logger = createMemoryLogger();
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => createJsonFile({ path, schema, initial: { count: 0 }, logger });
const increase = ({ count }: { count: number }) => ({ count: count + 1 });
const files = () => readdir(join(folder, 'profile'));

test('begins with the initial value, and writes nothing for it', async () => {
  expect(await open().read()).toEqual({ count: 0 });
  await expect(files()).rejects.toMatchObject({ code: 'ENOENT' });
});

test('is there again the next time, readable for this user alone, with nothing beside it', async () => {
  expect(await open().update(increase)).toEqual({ count: 1 });
  expect(await open().read()).toEqual({ count: 1 });
  expect(await files()).toEqual(['count.json']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('takes changes one after the other', async () => {
  const file = open();
  await Promise.all(Array.from({ length: 20 }, () => file.update(increase)));
  expect(await open().read()).toEqual({ count: 20 });
});

test('keeps its value when a change fails', async () => {
  const file = open();
  await file.update(increase);
  const failing = file.update(() => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await file.update(increase)).toEqual({ count: 2 });
});

test.each([
  ['no JSON', '{"count": 1'],
  ['another shape', '{"count": "many"}'],
  ['a field too many', '{"count": 1, "more": 2}'],
  ['nothing', ''],
])('%s is set aside whole, with a note, and never overwritten', async (_, damaged) => {
  await open().update(increase);
  await writeFile(path, damaged);
  const file = open();
  expect(await file.read()).toEqual({ count: 0 });
  await file.update(increase);

  const aside = (await files()).filter((name) => name !== 'count.json');
  expect(aside).toHaveLength(1);
  expect(aside[0]).toMatch(/^count\.json\.damaged-/);
  expect(await readFile(join(folder, 'profile', aside[0] ?? ''), 'utf8')).toBe(damaged);
  expect(logger.lines).toHaveLength(1);
  expect(logger.lines[0]).toContain(aside[0]);
});

test('the note of a damaged file holds none of its text', async () => {
  await open().update(increase);
  await writeFile(path, '{"count": "secret-value-1"}');
  await open().read();
  expect(logger.lines.join()).not.toContain('secret-value-1');
});

test('what cannot be read at all is an error, and stays', async () => {
  await open().update(increase);
  const file = createJsonFile({ path: join(folder, 'profile'), schema, initial: { count: 0 }, logger });
  await expect(file.read()).rejects.toMatchObject({ data: { code: 'local-io' } });
  expect(logger.lines).toEqual([]);
});

test('a write that fails leaves no temporary file', async () => {
  await open().update(increase);
  const blocked = createJsonFile({ path: join(path, 'below-a-file.json'), schema, initial: { count: 0 }, logger });
  await expect(blocked.update(increase)).rejects.toMatchObject({ data: { code: expect.stringMatching(/^local-/) } });
  expect(await files()).toEqual(['count.json']);
});
