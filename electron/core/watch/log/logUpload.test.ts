import { beforeEach, expect, test } from 'vitest';
import { appError } from '../../../../shared/errors.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import { type HandClock, handClock } from '../../testing/handClock.ts';
import { watchRule } from '../../testing/watchLogFixture.ts';
import { createLogUploader, type LogUploader } from './logUpload.ts';

const SECOND = 1000;

let clock: HandClock;
let rule: WatchRule | null;
/** The current file, and those that were put by, the newest first. */
let file: string;
let older: string[];
let added: number;
let uploads: string[];
let failures: string[];
let isAway: boolean;
/** Resolves uploads that wait; null: they are done at once. */
let held: (() => void)[] | null;
let uploader: LogUploader;

beforeEach(() => {
  clock = handClock();
  rule = watchRule({ logUpload: { key: 'logs/a.log', everySeconds: 30 } });
  [file, older, added, uploads, failures, isAway, held] = ['', [], 0, [], [], false, null];
  uploader = createLogUploader({
    rule: () => rule,
    file: {
      added: () => added,
      read: async () => ({ bytes: Buffer.from(file), lines: added }),
      readRotated: async (number) => Buffer.from(older[number - 1] ?? ''),
    },
    async upload(_, bytes) {
      if (held) await new Promise<void>((resolve) => held?.push(resolve));
      if (isAway) throw appError('network', 'away');
      uploads.push(bytes.toString());
      return { versionId: `v${uploads.length}` };
    },
    clock,
    onUploaded: () => {},
    onFailed: (key, { code }) => failures.push(`${key} ${code}`),
  });
});

function write(line: string) {
  file += line;
  added += 1;
  uploader.changed();
}

test('a change is uploaded after the seconds of the rule, with all that came meanwhile; then nothing more', async () => {
  write('a');
  await clock.advance(20 * SECOND);
  write('b');
  await clock.advance(9 * SECOND);
  expect(uploads).toEqual([]);
  await clock.advance(SECOND);
  expect(uploads).toEqual(['ab']);
  await clock.advance(1000 * SECOND);
  uploader.runEnded();
  await clock.advance(1000 * SECOND);
  expect(uploads).toEqual(['ab']);
});

test('the end of a run does not wait so long', async () => {
  write('a');
  uploader.runEnded();
  write('b');
  await clock.advance(SECOND);
  expect(uploads).toEqual(['ab']);
  write('c');
  await clock.advance(29 * SECOND);
  expect(uploads).toEqual(['ab']);
  await clock.advance(SECOND);
  expect(uploads).toEqual(['ab', 'abc']);
});

test('never two at once; a run that ends meanwhile is uploaded right after', async () => {
  held = [];
  write('a');
  await clock.advance(30 * SECOND);
  write('b');
  uploader.runEnded();
  await clock.advance(100 * SECOND);
  expect(held).toHaveLength(1);
  held.shift()?.();
  await clock.advance(0);
  expect(uploads).toEqual(['a']);
  expect(held).toHaveLength(1);
  held.shift()?.();
  await clock.advance(0);
  expect(uploads).toEqual(['a', 'ab']);
});

test('without a key nothing is uploaded, also not later', async () => {
  rule = watchRule({ logUpload: null });
  write('a');
  uploader.runEnded();
  await uploader.finish();
  await clock.advance(10_000 * SECOND);
  expect(uploads).toEqual([]);
});

test('a rule that was removed ends it', async () => {
  write('a');
  rule = null;
  await clock.advance(10_000 * SECOND);
  expect(uploads).toEqual([]);
});

test('failures: told once, tried again after growing pauses, told anew after a success', async () => {
  isAway = true;
  write('a');
  await clock.advance(30 * SECOND);
  expect(uploader.error()?.code).toBe('network');
  // After 30, 60, 120 s.
  await clock.advance(209 * SECOND);
  isAway = false;
  write('b');
  expect(uploads).toEqual([]);
  await clock.advance(SECOND);
  expect(uploads).toEqual(['ab']);
  expect(uploader.error()).toBeNull();
  expect(failures).toEqual(['logs/a.log network']);
  isAway = true;
  write('c');
  await clock.advance(31 * SECOND);
  expect(failures).toHaveLength(2);
});

test('a run that ends while it fails is tried, though not all the time', async () => {
  isAway = true;
  write('a');
  await clock.advance(1000 * SECOND);
  isAway = false;
  uploader.runEnded();
  await clock.advance(30 * SECOND);
  expect(uploads).toEqual(['a']);
});

test('files that were put by go first, and only if they have something new', async () => {
  write('a');
  await clock.advance(30 * SECOND);
  [older, file] = [[file], ''];
  uploader.rotated(added);
  write('b');
  write('c');
  [older, file] = [[file, ...older], ''];
  uploader.rotated(added);
  write('d');
  [older, file] = [[file, ...older], ''];
  uploader.rotated(added);
  write('e');
  await clock.advance(30 * SECOND);
  expect(uploads).toEqual(['a', 'bc', 'd', 'e']);
});

test('at the end what is new is uploaded, but not where that has failed', async () => {
  write('a');
  await uploader.finish();
  expect(uploads).toEqual(['a']);
  write('b');
  await clock.advance(1000 * SECOND);
  expect(uploads).toEqual(['a']);
});

test('at the end nothing is tried that has failed before', async () => {
  isAway = true;
  write('a');
  await clock.advance(30 * SECOND);
  isAway = false;
  await uploader.finish();
  await clock.advance(1000 * SECOND);
  expect(uploads).toEqual([]);
});
