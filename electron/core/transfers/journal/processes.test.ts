import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJournalFixture, type JournalFixture, jobRecord } from '../../testing/journalFixture.ts';
import { createMemoryLogger } from '../../testing/memoryLogger.ts';
import { openJournal } from './open.ts';

const locked = expect.objectContaining({ data: expect.objectContaining({ code: 'journal-locked' }) });

let fixture: JournalFixture;
let writer: ChildProcessByStdio<null, Readable, null> | undefined;
beforeEach(() => {
  fixture = createJournalFixture();
});
afterEach(async () => {
  await kill();
  fixture.remove();
});

/** Starts journalWriter.ts; answers with the lines it prints. */
function start(mode = 'write') {
  const script = fileURLToPath(new URL('../../testing/journalWriter.ts', import.meta.url));
  const args = ['--import', 'tsx', script, fixture.file, mode];
  writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
}

async function kill() {
  const mine = writer;
  writer = undefined;
  if (!mine || mine.exitCode !== null || mine.signalCode !== null) return;
  const exit = once(mine, 'exit');
  mine.kill('SIGKILL');
  await exit;
}

test('what was kept is there after kill -9, and what comes with it is whole', { timeout: 60_000 }, async () => {
  for (const lines of [1, 40, 200]) {
    const printed = start();
    let kept = 0;
    for (let n = 0; n < lines; n += 1) kept = Number((await printed.next()).value);
    await kill();
    const journal = fixture.open();
    const { jobs, damaged } = journal.jobs();
    expect(damaged).toEqual([]);
    expect(jobs.map((it) => [it.id, it.isPlanned])).toEqual([['job', true]]);
    expect(journal.items('job')).toHaveLength(500);
    const numbers =
      journal
        .item('job', 0)
        .upload()
        ?.parts.map((it) => it.number) ?? [];
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
    expect(numbers.length).toBeGreaterThanOrEqual(kept);
    expect(journal.item('job', 1).download()?.done[0]?.[1]).toBeGreaterThanOrEqual(kept);
    expect(fixture.log).toEqual([]);
    fixture.close();
  }
});

test('another process that has it open keeps it locked until it ends', { timeout: 60_000 }, async () => {
  const printed = start('hold');
  await printed.next();
  for (let time = 0; time < 2; time += 1) expect(() => fixture.open()).toThrow(locked);
  await kill();
  fixture.open().saveJob(jobRecord('a'));
});

test('it is open once in a process, and free when it is closed', () => {
  fixture.open().saveJob(jobRecord('a'));
  const second = () => openJournal({ file: fixture.file, logger: createMemoryLogger(), now: Date.now });
  for (let time = 0; time < 2; time += 1) expect(second).toThrow(locked);
  fixture.close();
  for (let time = 0; time < 3; time += 1) expect(fixture.open().jobs().jobs).toHaveLength(1);
});
