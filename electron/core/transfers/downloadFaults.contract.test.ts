import { mkdir } from 'node:fs/promises';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { foreignETags, ignoreRange } from '../../../e2e/faults/rewrites.ts';
import { createObjectStore } from '../s3/s3ObjectStore.ts';
import { downloadFixture, expectWhole, isGet, isGetFrom, isHead, RANGED, startOf } from '../testing/downloadFixture.ts';
import { fastClock } from '../testing/fastClock.ts';

const MIB = 1024 * 1024;
const t = downloadFixture();

const starts = () => t.proxy.seen.filter(isGet).map(startOf);
const sorted = (numbers: (number | null)[]) => numbers.toSorted((a, b) => (a ?? -1) - (b ?? -1));
async function freshFolder(name: string): Promise<string> {
  await mkdir(t.folder.at(`down/${name}`));
  return t.folder.at(`down/${name}`);
}
/** The ETag as the program sees it. */
async function foreignEtag(key: string): Promise<string> {
  const store = createObjectStore({ ...t.server.connection, endpoint: t.proxy.url }, 'transfer');
  const { etag } = await store.head({ bucket: t.bucket, key }).finally(() => store.close());
  return etag ?? '';
}
const tags = () => new Set(t.proxy.seen.filter(isGet).map(({ headers }) => headers['if-match']));

test('a large object comes in ranges, all of one version, and is compared with its ETag', async () => {
  const sha256 = await t.put('large', RANGED);
  const run = await t.run('large');
  await expectWhole(t, run, 'large', sha256);
  expect(sorted(starts())).toEqual([0, 8 * MIB, 16 * MIB]);
  expect([...tags()]).toEqual([`"${(await t.itemOf('large')).etag}"`]);
});

test('a body that stalls is given up, and only its range goes on, from the byte it had reached', async () => {
  const sha256 = await t.put('stalled', RANGED);
  t.proxy.inject({ on: isGetFrom(8 * MIB), action: { kind: 'stall-answer', afterBytes: 3 * MIB } });
  const run = await t.run('stalled', { ports: { clock: fastClock(20) } });
  await expectWhole(t, run, 'stalled', sha256);
  const [, , , again, ...others] = starts();
  expect(others).toEqual([]);
  expect(again).toBeGreaterThan(10 * MIB);
  expect(again).toBeLessThanOrEqual(11 * MIB);
});

test.each(['cut-answer', 'close-answer'] as const)('%s: the range goes on from the last byte', async (kind) => {
  const sha256 = await t.put('truncated', RANGED);
  t.proxy.inject({ on: isGetFrom(0), action: { kind, afterBytes: 5 * MIB } });
  const run = await t.run('truncated');
  await expectWhole(t, run, 'truncated', sha256);
  const again = starts().filter((start) => start !== null && start % (8 * MIB) > 0);
  expect(again).toHaveLength(1);
  expect(again[0]).toBeGreaterThan(3 * MIB);
  expect(again[0]).toBeLessThanOrEqual(5 * MIB);
});

test('an answer without a length that ends too early is noticed by its count', async () => {
  const sha256 = await t.put('chunked', RANGED);
  t.proxy.inject({ on: isGetFrom(8 * MIB), action: { kind: 'end-answer', afterBytes: 5 * MIB } });
  const run = await t.run('chunked');
  await expectWhole(t, run, 'chunked', sha256);
  const again = starts().filter((start) => start !== null && start % (8 * MIB) > 0);
  expect(again).toHaveLength(1);
  expect(again[0]).toBeGreaterThan(12 * MIB);
  expect(again[0]).toBeLessThanOrEqual(13 * MIB);
});

test('a small answer without a length that ends too early is noticed too', async () => {
  const sha256 = await t.put('small', MIB);
  t.proxy.inject({ on: isGet, action: { kind: 'end-answer', afterBytes: 1000 } });
  const run = await t.run('small');
  await expectWhole(t, run, 'small', sha256);
  expect(starts()).toHaveLength(2);
});

test('answers that always end too early never become a file', async () => {
  await t.put('short', MIB);
  t.proxy.inject({ on: isGet, action: { kind: 'end-answer', afterBytes: 0 }, times: 7 });
  const run = await t.start(await t.itemOf('short'));
  expect(await run.failure()).toBe('network');
  expect(await t.files()).toEqual([]);
  expect(run.ports.meter.done()).toBe(0);
});

test('a server that ignores ranges: the object comes in one stream, and is not asked for ranges again', async () => {
  const sha256 = await t.put('unranged', RANGED);
  t.proxy.inject({ on: isGet, times: 100, action: ignoreRange(t.server.connection.secretAccessKey) });
  const run = await t.run('unranged');
  await expectWhole(t, run, 'unranged', sha256);
  expect(run.ports.learned.rangesWork).toBe(false);

  t.proxy.seen.length = 0;
  const other = await t.start({ ...(await t.itemOf('unranged')), local: 'other' }, { learned: run.ports.learned });
  await other.done;
  expect(await t.sha256('other')).toBe(sha256);
  expect(starts()).toEqual([null]);
});

test('a server that ignores ranges breaks off: all comes again, from the first byte', async () => {
  const sha256 = await t.put('restarted', RANGED);
  t.proxy.inject({ on: isGet, times: 100, action: ignoreRange(t.server.connection.secretAccessKey) });
  t.proxy.inject({
    on: (request) => isGet(request) && startOf(request) === null,
    action: { kind: 'cut-answer', afterBytes: 9 * MIB },
  });
  const run = await t.run('restarted');
  await expectWhole(t, run, 'restarted', sha256);
  expect(starts().filter((start) => start === null)).toHaveLength(2);
});

test('a small object breaks off where ranges are ignored: it comes again, from the first byte', async () => {
  const sha256 = await t.put('little', 4 * MIB);
  t.proxy.inject({ on: isGet, times: 100, action: ignoreRange(t.server.connection.secretAccessKey) });
  t.proxy.inject({ on: isGet, action: { kind: 'cut-answer', afterBytes: 3 * MIB } });
  const run = await t.run('little');
  await expectWhole(t, run, 'little', sha256);
});

test('ETags that are no sums are no alarm, and are believed no more in this job', async () => {
  const all = () => true;
  t.proxy.inject({ on: all, times: 1000, action: foreignETags(t.server.connection.secretAccessKey) });
  const sizes = { tiny: [1000], single: [RANGED], parts: [8 * MIB, 8 * MIB, 4 * MIB] };
  for (const [key, parts] of Object.entries(sizes)) {
    const size = parts.reduce((sum, part) => sum + part, 0);
    const sha256 = await t.put(key, size, parts.length > 1 ? parts : undefined);
    const item = await t.itemOf(key);
    const foreign = { ...item, etag: await foreignEtag(key) };
    const run = await t.start({ ...foreign, local: `${key}.one` });
    await run.done;
    expect(await t.sha256(`${key}.one`)).toBe(sha256);
    expect(run.ports.notices).toEqual([]);
    const { etagsAreMd5, partSumsHold } = run.ports.learned;
    expect([etagsAreMd5, partSumsHold]).toEqual(key === 'parts' ? [true, false] : [false, true]);
    t.proxy.seen.length = 0;
    const other = await t.start({ ...foreign, local: `${key}.two` }, { learned: run.ports.learned });
    await other.done;
    expect(await t.sha256(`${key}.two`)).toBe(sha256);
    expect(new Set(starts()).size).toBe(starts().length);
  }
});

test('an object that is overwritten meanwhile is begun anew as it is now, never mixed', async () => {
  await t.put('overwritten', RANGED);
  const item = await t.itemOf('overwritten');
  let sha256 = '';
  t.proxy.inject({
    on: isGetFrom(10 * MIB),
    async before() {
      sha256 = await t.put('overwritten', RANGED + MIB);
    },
  });
  const run = await t.start(item, { ports: { limits: { partsPerFile: 1 } } });
  await run.done;
  await expectWhole(t, run, 'overwritten', sha256);
  expect(run.ports.notices).toEqual([{ kind: 'object-restarted', name: 'overwritten' }]);
  expect(run.ports.meter.total()).toBe(RANGED + MIB);
  expect(tags().size).toBe(2);
});

test('an object that is overwritten again and again is an error in the end', async () => {
  await t.put('restless', 1000);
  t.proxy.inject({
    on: isGet,
    times: 6,
    async before() {
      await t.put('restless', 1000);
    },
  });
  const run = await t.start(await t.itemOf('restless'));
  expect(await run.failure()).toBe('changed');
  expect(run.ports.notices).toHaveLength(5);
  expect(await t.files()).toEqual([]);
});

test.each([1000, RANGED])(
  'an object of %i bytes that is deleted meanwhile: said so, and nothing left',
  async (size) => {
    await t.put('deleted', size);
    t.proxy.inject({
      on: (request) => isGet(request) && (startOf(request) ?? 0) === (size === RANGED ? 10 * MIB : 0),
      async before() {
        await t.client.send(new DeleteObjectCommand({ Bucket: t.bucket, Key: 'deleted' }));
      },
    });
    const run = await t.start(await t.itemOf('deleted'), { ports: { limits: { partsPerFile: 1 } } });
    expect(await run.failure()).toBe('object-deleted');
    expect(await t.files()).toEqual([]);
    expect(run.journal.kept().download).toBeNull();
    expect(run.ports.meter.done()).toBe(0);
  },
);

test('a byte that is damaged on the way is noticed, and all is fetched again', async () => {
  const sizes = { whole: undefined, parts: [6 * MIB, 6 * MIB, 6 * MIB, 2 * MIB] };
  for (const [key, parts] of Object.entries(sizes)) {
    const sha256 = await t.put(key, RANGED, parts);
    t.proxy.inject({ on: isGetFrom(8 * MIB), action: { kind: 'corrupt-answer', atByte: MIB } });
    const run = await t.run(key, { folder: await freshFolder(key) });
    expect(await t.sha256(`${key}/${key}`)).toBe(sha256);
    expect(run.ports.meter.done()).toBe(RANGED);
    expect(run.ports.learned).toMatchObject({ etagsAreMd5: true, partSumsHold: true });
  }
});

test('bytes that come differently each time never become a file', async () => {
  await t.put('torn', RANGED);
  t.proxy.inject({ on: isGetFrom(0), action: { kind: 'corrupt-answer', atByte: 1 } });
  t.proxy.inject({ on: isGetFrom(0), action: { kind: 'corrupt-answer', atByte: 2 } });
  const run = await t.start(await t.itemOf('torn'));
  expect(await run.failure()).toBe('integrity');
  expect(await t.files()).toEqual([]);
  expect(run.journal.kept().download).toBeNull();
});

test('an ETag that no rule explains is no alarm: the parts are of different sizes', async () => {
  const sizes = [5 * MIB, 7 * MIB + 3, 6 * MIB, 2 * MIB - 3];
  const sha256 = await t.put('uneven', RANGED, sizes);
  const run = await t.run('uneven');
  await expectWhole(t, run, 'uneven', sha256);
  expect(run.ports.learned.partSumsHold).toBe(false);
  expect(starts()).toHaveLength(6);
});

test('a checksum that the server keeps is compared: a right one passes, a wrong one never', async () => {
  const sha256 = await t.put('summed', RANGED);
  const claim = (base64: string) => ({
    on: isHead,
    action: {
      kind: 'rewrite' as const,
      head: (head: { status: number; headers: Record<string, unknown> }) => ({
        status: head.status,
        headers: { ...head.headers, 'x-amz-checksum-sha256': base64, 'x-amz-checksum-type': 'FULL_OBJECT' },
      }),
    },
  });
  t.proxy.inject(claim(Buffer.from(sha256, 'hex').toString('base64')));
  const run = await t.start({ ...(await t.itemOf('summed')) });
  await run.done;
  await expectWhole(t, run, 'summed', sha256);
  expect(starts()).toHaveLength(3);

  t.proxy.inject(claim(Buffer.alloc(32, 1).toString('base64')));
  const other = await t.start({ ...(await t.itemOf('summed')), local: 'wrong' });
  expect(await other.failure()).toBe('integrity');
  expect(await t.files()).toEqual(['summed']);
});
