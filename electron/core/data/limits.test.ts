import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { compare, createDataFixture, type DataFixture, NEVER, selectionOf, sql } from '../testing/dataFixture.ts';

// Large files on a machine that may be busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const MIB = 1024 * 1024;
/** What the data process may take, MiB. */
const MOST = 400;
const isFull = process.env.STAVE_FULL_LENGTH === '1';
const LARGE = isFull ? 1024 * MIB : 128 * MIB;

let t: DataFixture;
beforeAll(async () => {
  t = await createDataFixture({ cancelMs: 1000 });
  await writeLarge(t.folder.at('large.csv'), LARGE);
});
afterAll(() => t.remove());

/** Writes orders until the file has so many bytes. */
async function writeLarge(path: string, size: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('id,date,amount,customer,city\n');
  let row = 0;
  for (let bytes = 0; bytes < size; ) {
    const lines: string[] = [];
    for (const end = row + 20_000; row < end; row += 1) {
      lines.push(
        `${String(row).padStart(12, '0')},2026-01-1${row % 9},${row % 1000}.50,"Customer, ${row % 97}",Город ${row % 31}\n`,
      );
    }
    const chunk = Buffer.from(lines.join(''));
    bytes += chunk.length;
    if (!file.write(chunk)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

const newest = () => t.processes.started.at(-1);

/** The most memory a process ever had, MiB; Linux tells. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

async function expectLittleMemory(): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const child of t.processes.started) {
    if (child.exitCode === null && child.signalCode === null) expect(await peakOf(child.pid)).toBeLessThan(MOST);
  }
}

const leftovers = async () => (await t.folder.tree()).filter((name) => name.endsWith('.part'));

test(`a file of ${LARGE / MIB} MiB is filtered with little memory, and tells how far it is`, async () => {
  const told: number[] = [];
  const path = t.folder.at('large.csv');
  const selection = selectionOf({ filter: sql('amount > 500') });
  const result = await t.engine.filter(path, t.folder.at('out'), selection, NEVER, (part) => told.push(part ?? -1));
  expect(result.kept).toBeGreaterThan(result.rows / 2 - 1000);
  expect((await stat(t.folder.at('out'))).size).toBe(result.bytes);
  expect(told.length).toBeGreaterThan(3);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.every((part) => part >= 0 && part <= 1)).toBe(true);
  await expectLittleMemory();
});

test('it can be cancelled at once, and leaves nothing', async () => {
  for (const output of ['same', 'parquet'] as const) {
    const controller = new AbortController();
    let abortedAt = 0;
    const filtering = t.engine.filter(
      t.folder.at('large.csv'),
      t.folder.at('cancelled'),
      selectionOf({ filter: sql('amount > 500'), output }),
      controller.signal,
      () => {
        abortedAt ||= Date.now();
        controller.abort(new Error('enough'));
      },
    );
    await expect(filtering).rejects.toThrow('enough');
    expect(Date.now() - abortedAt).toBeLessThan(1500);
    expect((await t.folder.tree()).filter((name) => name.startsWith('cancelled'))).toEqual([]);
  }
});

test('a preview does not wait for a file that is being filtered, nor does what waits block its cancel', async () => {
  const path = t.folder.at('large.csv');
  const small = await t.put('small.csv', 'a,b\n1,2\n');
  const order: string[] = [];
  const first = t.engine
    .filter(path, t.folder.at('out'), selectionOf({ filter: sql('amount > 500') }), NEVER)
    .then(() => order.push('filter'));
  const controller = new AbortController();
  const waiting = t.engine.count(path, selectionOf(), controller.signal);
  const preview = t.engine.preview(small, selectionOf(), NEVER).then(() => order.push('preview'));
  controller.abort(new Error('not needed'));
  await expect(waiting).rejects.toThrow('not needed');
  await Promise.all([first, preview]);
  expect(order).toEqual(['preview', 'filter']);
});

test('a process that dies rejects its work, and the next one goes on', async () => {
  const selection = selectionOf({ filter: sql('amount > 500') });
  const dying = t.engine.filter(t.folder.at('large.csv'), t.folder.at('dead'), selection, NEVER, () => {
    for (const child of t.processes.started) child.kill('SIGKILL');
  });
  const next = t.engine.count(await t.put('small.csv', 'a,b\n1,2\n'), selectionOf(), NEVER);
  await expect(dying).rejects.toMatchObject({ data: { code: 'data-process-ended', retryable: true } });
  expect(await next).toMatchObject({ rows: 1 });
  expect(await leftovers()).toEqual([]);
});

test('a process that does not hear a cancel is killed', async () => {
  const path = t.folder.at('large.csv');
  const controller = new AbortController();
  let stopped = 0;
  const stuck = t.engine.filter(path, t.folder.at('stuck'), selectionOf(), controller.signal, () => {
    if (stopped) return;
    stopped = Date.now();
    newest()?.kill('SIGSTOP');
    controller.abort(new Error('enough'));
  });
  await expect(stuck).rejects.toThrow('enough');
  expect(Date.now() - stopped).toBeGreaterThan(900);
  expect(await leftovers()).toEqual([]);
  expect(await t.engine.count(await t.put('small.csv', 'a\nx\n'), selectionOf(), NEVER)).toMatchObject({ rows: 1 });
});

test('a process that has nothing to do is ended', async () => {
  const idle = await createDataFixture({ idleMs: 50 });
  try {
    const path = await idle.put('small.csv', 'a,b\n1,2\n');
    await idle.engine.count(path, selectionOf(), NEVER);
    const [child] = idle.processes.started;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await idle.engine.count(path, selectionOf(), NEVER);
    expect(idle.processes.started).toHaveLength(2);
  } finally {
    await idle.remove();
  }
});

test('2,000 columns', async () => {
  const names = Array.from({ length: 2000 }, (_, index) => `col ${index}`);
  const rows = Array.from({ length: 300 }, (_, row) => names.map((_, index) => `${row}.${index}`).join(','));
  const text = `${names.join(',')}\n${rows.join('\n')}\n`;
  const path = await t.put('wide.csv', text);
  const filter = sql('"col 7" > 150 AND "col 1999" > 0');
  const expected = `${names.join(',')}\n${rows.slice(150).join('\n')}\n`;
  expect((await t.filter(path, { filter })).written.toString()).toBe(expected);
  expect((await t.engine.preview(path, selectionOf({ filter }), NEVER))?.counts).toMatchObject({ kept: 150 });
  const parquet = await t.put('wide.parquet', (await t.filter(path, { filter, output: 'parquet' })).written);
  expect((await t.filter(parquet, { output: 'csv' })).written.toString()).toBe(expected);
  const preview = await t.engine.preview(parquet, selectionOf(), NEVER);
  expect(preview?.rows[0]?.cells.slice(-2)).toEqual(['150.1998', '150.1999']);
  await expectLittleMemory();
});

test('a cell of 5 MB', async () => {
  const large = 'x"",\n'.repeat(1_000_000);
  const text = `a,b,c\n1,"${large}",2\n3,y,4\n`;
  const path = await t.put('cell.csv', text);
  expect(
    (await t.filter(path, { filter: compare({ column: 'b', operator: 'contains', value: 'X"' }) })).written.toString(),
  ).toBe(text.slice(0, -6));
  const preview = await t.engine.preview(path, selectionOf({ filter: sql('a > 1') }), NEVER);
  expect(preview?.rows[0]?.cells[1]).toHaveLength(200);
  const parquet = await t.put('cell.parquet', (await t.filter(path, { output: 'parquet' })).written);
  expect((await t.filter(parquet, { output: 'csv' })).written.toString() === text).toBe(true);
  await expectLittleMemory();
});

test('a row of more than 16 MiB is refused', async () => {
  const path = await t.put('row.csv', `a,b\n1,2\n3,"${'x'.repeat(17 * MIB)}"\n`);
  await expect(t.filter(path)).rejects.toMatchObject({
    data: { code: 'data-too-large', details: { reason: 'row', line: '3', limit: '16 MiB' } },
  });
  await expectLittleMemory();
});

const sh = promisify(execFile);

test.each(['same', 'csv', 'parquet'] as const)('a disk that fills up while %s is written', async (output) => {
  const disk = t.folder.at('disk');
  await mkdir(disk);
  await sh('mount', ['-t', 'tmpfs', '-o', `size=${MIB}`, 'tmpfs', disk]).catch((error: unknown) => {
    throw new Error('this test needs the right to mount a small disk: run it as root, on Linux', { cause: error });
  });
  try {
    const filtering = t.engine.filter(t.folder.at('large.csv'), `${disk}/out`, selectionOf({ output }), NEVER);
    await expect(filtering).rejects.toMatchObject({ data: { code: 'local-disk-full' } });
    expect((await t.folder.tree()).filter((name) => name.startsWith('disk/') && name !== 'disk/')).toEqual([]);
  } finally {
    await sh('umount', ['-l', disk]);
    await sh('rmdir', [disk]);
  }
});
