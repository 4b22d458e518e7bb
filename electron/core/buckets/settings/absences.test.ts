import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Absence } from '../../../../shared/settings/state.ts';
import { createMemoryLogger } from '../../testing/memoryLogger.ts';
import { createAbsences } from './absences.ts';

const ignored: Absence = { kind: 'ignored', error: null, since: '2026-11-21T00:00:00.000Z' };
const refused: Absence = {
  kind: 'refused',
  error: { code: 'unsupported', message: 'GetBucketCors: NotImplemented', retryable: false, status: 501, details: {} },
  since: '2026-11-21T00:00:00.000Z',
};

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stave-absences-'));
  path = join(folder, 'absentSettings.json');
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => createAbsences({ path, logger: createMemoryLogger() });

test('are kept by connection over a restart, and forgotten one by one or all at once', async () => {
  const absences = open();
  await absences.remember('a', 'cors', refused);
  await absences.remember('a', 'website', ignored);
  await absences.remember('b', 'cors', ignored);
  expect(await open().of('a')).toEqual({ cors: refused, website: ignored });
  await absences.forget('a', 'cors');
  expect(await open().of('a')).toEqual({ website: ignored });
  await absences.forget('a');
  expect(await open().of('a')).toEqual({});
  expect(await open().of('b')).toEqual({ cors: ignored });
});

test('nothing is written where there is nothing to forget', async () => {
  await open().forget('a', 'cors');
  await open().forget('a');
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a damaged file loses them, and they are found out again', async () => {
  await open().remember('a', 'cors', refused);
  await writeFile(path, '{"version": 1, "connections": {"a": {"cors": {"kind": "odd"}}}}');
  expect(await open().of('a')).toEqual({});
});
