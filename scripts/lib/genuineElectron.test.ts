import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';

const HOUR_MS = 3_600_000;

let cache: string;
let electron: typeof import('./genuineElectron.ts');
beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'stave-cache-'));
  vi.stubEnv('STAVE_CACHE', cache); // read once, when the module is loaded
  electron = await import('./genuineElectron.ts');
});
afterAll(() => rm(cache, { recursive: true }));

test('a failed try is remembered for a day, and no longer', async () => {
  const at = Date.parse('2026-11-20T12:00:00Z');
  expect(await electron.recentFailure(at)).toBeUndefined();
  await electron.rememberFailure('fetch failed', at);
  expect(await electron.recentFailure(at + 23 * HOUR_MS)).toBe('fetch failed');
  expect(await electron.recentFailure(at + 25 * HOUR_MS)).toBeUndefined();
});
