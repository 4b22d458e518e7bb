import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addTallies, closingLine, playwrightTally, readTally, vitestTally } from './tally.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stave-tally-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function report(content: unknown): Promise<string> {
  const path = join(dir, 'report.json');
  await writeFile(path, JSON.stringify(content));
  return path;
}

test('the closing line sums the runners', () => {
  const sum = addTallies([
    { passed: 10, failed: 0 },
    { passed: 3, failed: 2 },
  ]);
  expect(closingLine(sum)).toBe('13 passed, 2 failed');
});

test("both runners' reports are read, and a skipped test counts as failed", () => {
  expect(vitestTally({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 1, numTodoTests: 0 })).toEqual({
    passed: 5,
    failed: 2,
  });
  expect(playwrightTally({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 1 } })).toEqual({
    passed: 4,
    failed: 3,
  });
});

test('a runner that failed without a failing test counts as one failure', async () => {
  const path = await report({ numPassedTests: 5, numFailedTests: 0 });
  expect(await readTally(path, 1, vitestTally)).toEqual({ passed: 5, failed: 1 });
  expect(await readTally(path, 0, vitestTally)).toEqual({ passed: 5, failed: 0 });
});

test('a runner that wrote no report counts as one failure, whatever its exit code', async () => {
  expect(await readTally(join(dir, 'none.json'), 0, playwrightTally)).toEqual({ passed: 0, failed: 1 });
});
