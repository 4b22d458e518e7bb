import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestFolder, type TestFolder } from '../../testing/localFiles.ts';
import { lookAtFile } from '../../transfers/source.ts';
import { putAway } from './putAway.ts';

const sh = promisify(execFile);

let t: TestFolder;
beforeEach(async () => {
  t = await createTestFolder();
  for (const folder of ['in', 'own', 'archive', 'elsewhere']) await mkdir(t.at(folder));
});
afterEach(() => t.remove());

function start(script: string, ...args: string[]) {
  const path = fileURLToPath(new URL(`../../testing/${script}`, import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', path, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

const numberOf = (line: string) => Number(line.trim());

/** The lines of all files in these folders, as numbers in their order. */
async function linesIn(...folders: string[]): Promise<number[]> {
  const lines: number[] = [];
  for (const folder of folders) {
    for (const name of await readdir(t.at(folder))) {
      const content = await readFile(join(t.at(folder), name), 'utf8');
      lines.push(...content.split('\n').slice(0, -1).map(numberOf));
    }
  }
  return lines.sort((a, b) => a - b);
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

test('kill -9 again and again: each file is in its archive once', { timeout: 60_000 }, async () => {
  await sh('mount', ['-t', 'tmpfs', '-o', 'size=8000000', 'tmpfs', t.at('elsewhere')]).catch((error: unknown) => {
    throw new Error('this test needs the right to mount a small disk: run it as root, on Linux', { cause: error });
  });
  try {
    const archives = [t.at('archive'), t.at('elsewhere')];
    const sources = [];
    for (const n of upTo(300)) {
      const path = t.at(`in/${n}.csv`);
      await writeFile(path, `${n}\n`);
      sources.push({ path, identity: await lookAtFile(path, `${n}.csv`) });
    }
    await writeFile(t.at('list'), JSON.stringify(sources));
    for (const lines of [1, 50, 170]) {
      const child = start('putAwayLoop.ts', t.at('list'), ...archives);
      const printed = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      for (const _ of upTo(lines)) await printed.next();
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      expect(await exit).toEqual([null, 'SIGKILL']);
    }
    for (const [id, source] of sources.entries()) {
      const folder = archives[id % 2] ?? '';
      const done = await putAway(source, { kind: 'archive', folder }, `${id}.csv`, { id });
      expect(done).toEqual({ step: 'archived', path: join(folder, `${id}.csv`) });
    }
    expect(await linesIn('archive', 'elsewhere')).toEqual(upTo(300));
    expect(await readdir(t.at('in'))).toEqual([]);
  } finally {
    await sh('umount', ['-l', t.at('elsewhere')]);
  }
});

/** Looks at each file while a writer is at work, takes note of its lines and puts it away; answers with those lines. */
async function putAwayBeside(mode: 'append' | 'replace', kind: 'archive' | 'delete') {
  const writer = start('restlessWriter.ts', mode, t.at('in'), t.at('own'));
  const uploaded: number[] = [];
  const steps = new Map<string, number>();
  for (let id = 0; (steps.get('done') ?? 0) < 150 || (steps.get('source-changed') ?? 0) < 20; id += 1) {
    const file = `${id % 4}.csv`;
    const path = t.at(`in/${file}`);
    const afterwards = kind === 'delete' ? { kind } : { kind, folder: t.at('archive') };
    const step = await (async () => {
      const identity = await lookAtFile(path, file);
      const content = await readFile(path, 'utf8');
      const done = await putAway({ path, identity }, afterwards, `a/${file}`, { id });
      if (done.step !== 'gone') uploaded.push(...content.split('\n').slice(0, -1).map(numberOf));
      return 'done';
    })().catch((error) => String(error.data?.code ?? error.code));
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  writer.stdin.end();
  const [told] = await once(writer.stdout, 'data');
  return { uploaded, written: numberOf(String(told)), steps };
}

test('a writer that appends all the time loses no line to an archive', { timeout: 60_000 }, async () => {
  const { written } = await putAwayBeside('append', 'archive');
  expect(await linesIn('in', 'archive/a')).toEqual(upTo(written));
});

test('a writer that replaces files all the time loses none that was not uploaded', { timeout: 60_000 }, async () => {
  const { uploaded, written } = await putAwayBeside('replace', 'delete');
  const found = new Set([...uploaded, ...(await linesIn('in', 'own'))]);
  expect(upTo(written).filter((line) => !found.has(line))).toEqual([]);
});
