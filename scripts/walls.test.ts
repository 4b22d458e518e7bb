import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { projectDir } from './lib/paths.ts';

const run = promisify(execFile);
const bin = (name: string) => join(projectDir, 'node_modules/.bin', name);

/** Runs a program; answers with its exit code and all it printed. */
async function outcome(program: string, args: string[], cwd = projectDir): Promise<{ code: number; text: string }> {
  try {
    const { stdout, stderr } = await run(program, args, { cwd, maxBuffer: 8 * 1024 * 1024 });
    return { code: 0, text: stdout + stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, text: failed.stdout + failed.stderr };
  }
}

const CASES: { file: string; imported: string; allowed: boolean }[] = [
  ...[
    ['shared/a.ts', 'node:fs'],
    ['shared/b.ts', 'electron'],
    ['shared/c.ts', 'react'],
    ['shared/contract/a.ts', '../../electron/core/ports.ts'],
    ['electron/core/a.ts', 'electron'],
    ['electron/core/transfers/a.ts', 'electron/main'],
    ['electron/core/transfers/b.ts', '../../shell/window.ts'],
    ['electron/core/b.ts', '../main.ts'],
    ['electron/core/c.ts', 'zod'],
    ['electron/core/d.ts', '../../e2e/faults/proxy.ts'],
    ['electron/core/e.ts', './testing/handClock.ts'],
    ['electron/core/a.contract.test.ts', '../../e2e/s3Client.ts'],
    ['electron/core/testing/a.ts', '../../../e2e/launch.ts'],
    ['electron/shell/a.ts', '../../renderer/App.tsx'],
    ['electron/main.ts', 'react'],
    ['renderer/App.tsx', 'electron'],
    ['renderer/features/browser/a.ts', 'node:fs'],
    ['renderer/features/browser/b.ts', '../../../electron/core/ports.ts'],
    ['renderer/features/browser/c.ts', '../versions/Versions.tsx'],
    ['renderer/features/bucketSettings/a.ts', '../browser/Browser.tsx'],
    ['renderer/ui/a.ts', '../features/browser/Browser.tsx'],
    ['renderer/stores/a.ts', '@aws-sdk/client-s3'],
    ['renderer/api/a.ts', '../features/browser/Browser.tsx'],
    ['e2e/specs/a.ts', '../../renderer/stores/place.ts'],
    ['e2e/specs/b.ts', '../../electron/shell/window.ts'],
    ['e2e/faults/a.ts', '../launch.ts'],
    ['e2e/faults/b.ts', '../../shared/key.ts'],
    ['e2e/faults/c.ts', '@aws-sdk/client-s3'],
    ['e2e/faults/a.test.ts', '../../electron/core/ports.ts'],
    ['scripts/a.ts', '../renderer/App.tsx'],
  ].map(([file = '', imported = '']) => ({ file, imported, allowed: false })),
  ...[
    ['shared/d.ts', './zod.ts'],
    ['electron/core/transfers/c.ts', '../../../shared/key.ts'],
    ['electron/core/transfers/a.contract.test.ts', '../../../e2e/faults/proxy.ts'],
    ['electron/core/transfers/b.contract.test.ts', '../testing/handClock.ts'],
    ['electron/core/testing/b.ts', '../../../e2e/faults/proxy.ts'],
    ['electron/shell/b.ts', 'electron'],
    ['renderer/features/browser/d.ts', '../../ui/Button.tsx'],
    ['renderer/features/browser/e.ts', './rows.ts'],
    ['e2e/specs/c.ts', '../../electron/core/app.ts'],
    ['e2e/specs/d.ts', '../faults/proxy.ts'],
    ['e2e/faults/d.ts', 'node:http'],
    ['e2e/faults/e.ts', 'node:stream/promises'],
    ['e2e/faults/f.ts', './faults.ts'],
    ['e2e/faults/b.test.ts', '../s3Client.ts'],
  ].map(([file = '', imported = '']) => ({ file, imported, allowed: true })),
];

type Report = { diagnostics: { category: string; location: { path: string } }[] };

/** Lints all cases at once, laid out as in the tree; answers with the files whose import was refused. */
async function refusedImports(): Promise<Set<string>> {
  const dir = await mkdtemp(join(tmpdir(), 'stave-walls-'));
  try {
    await copyFile(join(projectDir, 'biome.json'), join(dir, 'biome.json'));
    for (const { file, imported } of CASES) {
      await mkdir(dirname(join(dir, file)), { recursive: true });
      await writeFile(join(dir, file), `import * as it from '${imported}';\nexport const used = it;\n`);
    }
    const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'];
    const { text } = await outcome(bin('biome'), args, dir);
    const report = JSON.parse(text.slice(text.indexOf('{"summary"'), text.lastIndexOf('}') + 1)) as Report;
    const refused = report.diagnostics.filter((found) => found.category === 'lint/style/noRestrictedImports');
    return new Set(refused.map((found) => found.location.path));
  } finally {
    await rm(dir, { recursive: true });
  }
}

const refused = refusedImports();

test.each(CASES.filter((it) => !it.allowed))('the linter refuses $file importing $imported', async ({ file }) => {
  expect(await refused).toContain(file);
});

test.each(CASES.filter((it) => it.allowed))('the linter lets $file import $imported', async ({ file }) => {
  expect(await refused).not.toContain(file);
});

/** Compiles a source as if it stood in the layer whose tsconfig is given. */
async function compile(project: string, source: string): Promise<{ code: number; text: string }> {
  const parent = join(projectDir, '.cache/walls');
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(join(parent, 'wall-'));
  try {
    await writeFile(join(dir, 'it.ts'), source);
    const config = {
      extends: relative(dir, join(projectDir, project)),
      compilerOptions: { composite: false, emitDeclarationOnly: false, noEmit: true, rootDir: projectDir },
      include: [],
      files: ['it.ts'],
      references: [],
    };
    await writeFile(join(dir, 'tsconfig.json'), JSON.stringify(config));
    return await outcome(bin('tsc'), ['-p', dir]);
  } finally {
    await rm(dir, { recursive: true });
  }
}

test.each([
  ['shared/tsconfig.json', 'export const it = process.cwd();', 'process'],
  ['shared/tsconfig.json', 'export const it = document.title;', 'document'],
  ['shared/tsconfig.json', "import fs from 'node:fs';\nexport const it = fs;", 'node:fs'],
  ['electron/core/tsconfig.json', 'export const it = document.title;', 'document'],
  ['renderer/tsconfig.json', 'export const it = process.cwd();', 'process'],
  ['renderer/tsconfig.json', "import fs from 'node:fs';\nexport const it = fs;", 'node:fs'],
])('the compiler refuses, under %s: %s', async (project, source, named) => {
  const result = await compile(project, source);
  expect(result.code).not.toBe(0);
  expect(result.text).toContain(named);
});

test.each(['shared/tsconfig.json', 'electron/core/tsconfig.json', 'renderer/tsconfig.json'])(
  'the compiler takes an innocent file under %s',
  async (project) => {
    expect(await compile(project, 'export const it = [1, 2].map(String);')).toEqual({ code: 0, text: '' });
  },
);

test('every source file belongs to a project that the compiler checks', async () => {
  const { references } = JSON.parse(await readFile(join(projectDir, 'tsconfig.json'), 'utf8')) as {
    references: { path: string }[];
  };
  const covered = new Set<string>();
  for (const { path } of references) {
    const listed = await outcome(bin('tsc'), ['-p', path, '--listFilesOnly']);
    for (const file of listed.text.split('\n')) covered.add(relative(projectDir, file));
  }
  const tracked = await outcome('git', ['ls-files', '*.ts', '*.tsx']);
  const sources = tracked.text.split('\n').filter((file) => file !== '');
  expect(sources.length).toBeGreaterThan(20);
  expect(sources.filter((file) => !covered.has(file))).toEqual([]);
}, 30_000);
