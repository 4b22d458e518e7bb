// A process of its own for tests: puts away the files of a list, each into one of two archives, and prints a line for
// each, until it is killed.
import { writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { UploadedFile } from '../watch/afterwards/claim.ts';
import { putAway } from '../watch/afterwards/putAway.ts';

const [, , list = '', ...archives] = process.argv;
// The test has written it.
const sources = JSON.parse(await readFile(list, 'utf8')) as UploadedFile[];
for (const [id, source] of sources.entries()) {
  await putAway(source, { kind: 'archive', folder: archives[id % 2] ?? '' }, `${id}.csv`, { id });
  writeSync(1, `${id}\n`);
}
