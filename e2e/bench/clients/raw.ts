// The ceiling: the same bytes by one bare HTTP client. No hashes, no retries, no progress, no care for what may go wrong.
// It reads its task from BENCH_TASK. Files are read and written synchronously, which takes the least time of the processor.
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Task } from '../task.ts';
import { createBareHttp, eachChunk, inParallel, readAll, type Send } from './bareHttp.ts';

const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 8;
const FILES_AT_ONCE = 64;

/** What stands between two tags, each time it occurs. The keys of the benchmark need no decoding. */
const inTags = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map((match) => match[1] ?? '');

const partsOf = (size: number) =>
  Array.from({ length: Math.ceil(size / PART_BYTES) }, (_, i) => ({
    number: i + 1,
    offset: i * PART_BYTES,
    length: Math.min(PART_BYTES, size - i * PART_BYTES),
  }));

async function uploadFile({ folder, name }: Task, send: Send): Promise<void> {
  const file = openSync(join(folder, name), 'r');
  const begun = await readAll(await send({ method: 'POST', key: name, query: { uploads: '' } }));
  const uploadId = inTags(begun.toString(), 'UploadId')[0] ?? '';
  const etags: string[] = [];
  const buffers: Buffer[] = [];
  await inParallel(partsOf(fstatSync(file).size), PARTS_AT_ONCE, async ({ number, offset, length }) => {
    const buffer = buffers.pop() ?? Buffer.allocUnsafe(PART_BYTES);
    readSync(file, buffer, 0, length, offset);
    const body = buffer.subarray(0, length);
    const answer = await send({ method: 'PUT', key: name, query: { uploadId, partNumber: String(number) }, body });
    buffers.push(buffer);
    etags[number - 1] = answer.headers.etag ?? '';
    await readAll(answer);
  });
  closeSync(file);
  const parts = etags.map((etag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${etag}</ETag></Part>`);
  const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  await readAll(await send({ method: 'POST', key: name, query: { uploadId }, body }));
}

async function uploadFolder({ folder, name }: Task, send: Send): Promise<void> {
  const entries = readdirSync(join(folder, name), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  await inParallel(files, FILES_AT_ONCE, async (path) => {
    await readAll(await send({ method: 'PUT', key: path.slice(folder.length + 1), body: readFileSync(path) }));
  });
}

async function downloadFile({ folder, name }: Task, send: Send): Promise<void> {
  const first = await send({ method: 'GET', key: name, headers: { range: 'bytes=0-0' } });
  const size = Number(first.headers['content-range']?.split('/')[1]);
  await readAll(first);
  const file = openSync(join(folder, name), 'wx');
  await inParallel(partsOf(size), PARTS_AT_ONCE, async ({ offset, length }) => {
    const range = `bytes=${offset}-${offset + length - 1}`;
    let position = offset;
    await eachChunk(await send({ method: 'GET', key: name, headers: { range } }), (chunk) => {
      position += writeSync(file, chunk, 0, chunk.byteLength, position);
    });
  });
  closeSync(file);
}

async function* listKeys(prefix: string, send: Send): AsyncGenerator<string> {
  let token: string | undefined;
  do {
    const query: Record<string, string> = { 'list-type': '2', prefix };
    if (token !== undefined) query['continuation-token'] = token;
    const page = (await readAll(await send({ method: 'GET', key: '', query }))).toString();
    yield* inTags(page, 'Key');
    token = inTags(page, 'NextContinuationToken')[0];
  } while (token !== undefined);
}

async function downloadFolder({ folder, name }: Task, send: Send): Promise<void> {
  await inParallel(listKeys(`${name}/`, send), FILES_AT_ONCE, async (key) => {
    const path = join(folder, key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await readAll(await send({ method: 'GET', key })));
  });
}

const task = JSON.parse(process.env.BENCH_TASK ?? '') as Task;
const send = createBareHttp(task);
if (task.direction === 'upload') await (task.isFolder ? uploadFolder(task, send) : uploadFile(task, send));
else await (task.isFolder ? downloadFolder(task, send) : downloadFile(task, send));
// Kept connections would hold the process for some seconds more.
process.exit(0);
