import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { DEFAULT_LIMITS } from '../../electron/core/transfers/limits.ts';
import { dropPaths } from '../drop.ts';
import type { SeenRequest } from '../faults/faults.ts';
import { type FaultProxyProcess, startFaultProxyProcess } from '../faults/remote.ts';
import { fileSha256, writeRandom } from '../files.ts';
import { expect, test } from '../fixtures.ts';
import { answerDialogs, type LaunchedStave } from '../launch.ts';
import { forSelection, grid, middleOf, row } from '../pages/window.ts';
import { objectSha256, openMultipartUploads, putFile } from '../s3Client.ts';

// The whole program is killed at random moments. STAVE_KILLS says how often in each direction (npm run test:long).

const MIB = 1024 * 1024;
const SIZE = 256 * MIB;
const PART = 8 * MIB;
/** Parts of one file that are moved at once. */
const IN_FLIGHT = DEFAULT_LIMITS.partsPerFile;
const KILLS = Number(process.env.STAVE_KILLS ?? 4);
/** Bytes per second: a transfer takes about this long, and so a kill meets it anywhere. */
const BANDWIDTH = 128 * MIB;
const DURATION_MS = (SIZE / BANDWIDTH) * 1000;

const isPart = ({ method, path }: SeenRequest) => method === 'PUT' && path.includes('partNumber=');
const isRange = ({ method, path, headers }: SeenRequest) =>
  method === 'GET' && headers.range !== undefined && path.includes('large.bin');

/** Waits until the transfer has begun, and then a random part of the time that it takes. */
async function untilSomewhere(proxy: FaultProxyProcess, isIt: (request: SeenRequest) => boolean): Promise<number> {
  await expect.poll(async () => (await proxy.seen()).some(isIt), { intervals: [20], timeout: 20_000 }).toBe(true);
  const ms = Math.random() * DURATION_MS;
  await sleep(ms);
  return Math.round(ms);
}

test.describe.configure({ mode: 'default', timeout: 60_000 + KILLS * 60_000 });

test('killed during an upload, it goes on with what is missing', async ({ launch, server, bucket, folder, s3 }) => {
  const path = join(folder, 'large.bin');
  const sum = await writeRandom(path, SIZE);
  const proxy = await startFaultProxyProcess(server.endpoint, { bandwidth: { up: BANDWIDTH } });
  try {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const profile = await mkdtemp(join(tmpdir(), 'stave-killed-'));
      const options = { bucket, endpoint: proxy.url, profile };
      await proxy.reset();
      const first = await launch(options);
      const { x, y } = await middleOf(grid(first.page));
      await dropPaths(first.page, [path], x, y);
      const after = await untilSomewhere(proxy, isPart);
      await first.kill();

      const second = await launch(options);
      await test.step(`upload ${kill}: killed ${after} ms after the first part`, async () => {
        await expect(row(second.page, 'large.bin')).toBeVisible({ timeout: 30_000 });
        await expect.poll(() => openMultipartUploads(s3, bucket), { timeout: 30_000 }).toEqual([]);
        expect(await objectSha256(s3, bucket, 'large.bin')).toBe(sum);
        const times = new Map<string, number>();
        for (const { path: url } of (await proxy.seen()).filter(isPart)) {
          const number = /partNumber=(\d+)/.exec(url)?.[1] ?? '';
          times.set(number, (times.get(number) ?? 0) + 1);
        }
        expect(times.size).toBe(SIZE / PART);
        expect([...times.values()].filter((count) => count > 1).length).toBeLessThanOrEqual(IN_FLIGHT + 1);
      });
      await second.close();
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'large.bin' }));
      await rm(profile, { recursive: true });
    }
  } finally {
    await proxy.close();
  }
});

test('killed during a download, it goes on with what is missing', async ({ launch, server, bucket, folder, s3 }) => {
  const path = join(folder, 'large.bin');
  const sum = await writeRandom(path, SIZE);
  await putFile(s3, bucket, 'large.bin', path);
  const proxy = await startFaultProxyProcess(server.endpoint, { bandwidth: { down: BANDWIDTH } });
  try {
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const profile = await mkdtemp(join(tmpdir(), 'stave-killed-'));
      const target = join(folder, `target ${kill}`);
      await mkdir(target);
      const options = { bucket, endpoint: proxy.url, profile };
      await proxy.reset();
      const first = await launch(options);
      await startDownload(first, target);
      const after = await untilSomewhere(proxy, isRange);
      await first.kill();

      const second = await launch(options);
      await test.step(`download ${kill}: killed ${after} ms after the first range`, async () => {
        await expect.poll(() => readdir(target), { timeout: 30_000 }).toEqual(['large.bin']);
        expect(await fileSha256(join(target, 'large.bin'))).toBe(sum);
        const bytes = (await proxy.seen()).filter(isRange).reduce((all, request) => all + request.answerBytes, 0);
        expect(bytes).toBeLessThanOrEqual(SIZE + (IN_FLIGHT + 1) * PART);
      });
      await second.close();
      await rm(target, { recursive: true });
      await rm(profile, { recursive: true });
    }
  } finally {
    await proxy.close();
  }
});

async function startDownload({ app, page }: LaunchedStave, target: string) {
  await row(page, 'large.bin').click();
  await answerDialogs(app, [target]);
  await forSelection(page)
    .getByRole('button', { name: /Download/ })
    .click();
}
