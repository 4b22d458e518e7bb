// A process of its own for tests: writes lines into a few files of a folder, each line once, until its input ends; then it
// prints how many. `append`: opens a file by its name and appends a line. `replace`: takes the file that is there away
// into a folder of its own, and puts a new one in its place.
import { writeSync } from 'node:fs';
import { appendFile, link, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [, , mode = '', folder = '', own = ''] = process.argv;
const FILES = 4;
let isEnded = false;
process.stdin.on('end', () => {
  isEnded = true;
});
process.stdin.resume();

async function unless(code: string, work: Promise<void>) {
  await work.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== code) throw error;
  });
}

async function replace(path: string, line: number) {
  const fresh = join(own, `${line}.new`);
  await writeFile(fresh, `${line}\n`);
  await unless('ENOENT', rename(path, join(own, `${line}.old`)));
  // Someone else may have been faster: then the line stays in our folder.
  await unless(
    'EEXIST',
    link(fresh, path).then(() => rm(fresh)),
  );
}

let line = 0;
for (; !isEnded; line += 1) {
  const path = join(folder, `${line % FILES}.csv`);
  await (mode === 'append' ? appendFile(path, `${line}\n`) : replace(path, line));
}
writeSync(1, `${line}\n`);
