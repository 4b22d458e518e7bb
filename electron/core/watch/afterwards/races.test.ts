import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestFolder, type TestFolder } from '../../testing/localFiles.ts';
import { lookAtFile } from '../../transfers/source.ts';
import { putAway } from './putAway.ts';

/**
 * What happens before each call of the file system, which is then made as it is. `beforeCall` throws: as if the program
 * had ended there. `links` false: as on a file system without hard links.
 */
const hook = vi.hoisted(() => ({ beforeCall: async (): Promise<void> => {}, links: true }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const hooked =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      await hook.beforeCall();
      return call(...args);
    };
  return {
    ...real,
    link: hooked(async (from: string, to: string) => {
      if (!hook.links) throw Object.assign(new Error('no links here'), { code: 'EPERM' });
      await real.link(from, to);
    }),
    lstat: hooked(real.lstat),
    stat: hooked(real.stat),
    open: hooked(real.open),
    rename: hooked(real.rename),
    unlink: hooked(real.unlink),
    rm: hooked(real.rm),
    mkdir: hooked(real.mkdir),
    copyFile: hooked(real.copyFile),
    chmod: hooked(real.chmod),
  };
});
const fs = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises');

const sh = promisify(execFile);
const file = 'a/orders.csv';
const id = 17;

class Ended extends Error {}

/** Does something before the `number`th call (from 0); answers whether there were so many. */
async function atCall(number: number, disturb: () => Promise<void>, work: () => Promise<void>): Promise<boolean> {
  let calls = 0;
  hook.beforeCall = async () => {
    calls += 1;
    if (calls === number + 1) await disturb();
  };
  try {
    await work();
  } finally {
    hook.beforeCall = async () => {};
  }
  return calls > number;
}

/** Ends the program before the `number`th call. */
async function endedAt(number: number, work: () => Promise<unknown>): Promise<boolean> {
  let calls = 0;
  hook.beforeCall = async () => {
    calls += 1;
    if (calls > number) throw new Ended();
  };
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof Ended) return true;
    throw error;
  } finally {
    hook.beforeCall = async () => {};
  }
}

let t: TestFolder;
let disk: TestFolder;
beforeAll(async () => {
  disk = await createTestFolder();
  await sh('mount', ['-t', 'tmpfs', '-o', 'size=1000000', 'tmpfs', disk.path]).catch((error: unknown) => {
    throw new Error('this test needs the right to mount a small disk: run it as root, on Linux', { cause: error });
  });
});
afterAll(async () => {
  await sh('umount', ['-l', disk.path]);
  await disk.remove();
});
beforeEach(async () => {
  t = await createTestFolder();
});
afterEach(async () => {
  hook.links = true;
  await t.remove();
});

const KINDS = [
  ['deleted', 'delete', true],
  ['archived', 'archive', true],
  ['archived without links', 'archive', false],
  ['archived on another device', 'elsewhere', true],
  ['archived on another device without links', 'elsewhere', false],
] as const;

/** An empty folder with the uploaded file in it. */
async function begin(kind: (typeof KINDS)[number][1]) {
  for (const root of [t, disk])
    for (const name of await fs.readdir(root.path)) await fs.rm(root.at(name), { recursive: true });
  await fs.mkdir(t.at('in/a'), { recursive: true });
  const path = t.at(`in/${file}`);
  await fs.writeFile(path, 'uploaded');
  const archive = kind === 'elsewhere' ? disk.at('archive') : t.at('archive');
  const source = { path, identity: await lookAtFile(path, file) };
  const afterwards = kind === 'delete' ? { kind } : { kind: 'archive' as const, folder: archive };
  return { path, archive, run: () => putAway(source, afterwards, file, { id }) };
}

/** All files: their paths, and what is in them. */
async function contents() {
  const found = new Map<string, string>();
  for (const root of [t, disk]) {
    for (const path of await root.tree()) {
      if (!path.endsWith('/')) found.set(root.at(path), await fs.readFile(root.at(path), 'utf8'));
    }
  }
  return found;
}

/** What others do meanwhile; answers with what must not be lost. */
const DISTURBANCES: Record<string, (path: string, archive: string) => Promise<string[]>> = {
  async 'replaces it'(path) {
    await fs.writeFile(`${path}.new`, 'new');
    await fs.rename(`${path}.new`, path);
    return ['new'];
  },
  async 'appends to it'(path) {
    await fs.appendFile(path, ' and more');
    return [await fs.readFile(path, 'utf8')];
  },
  async 'writes it anew'(path) {
    await fs.writeFile(path, 'anew');
    return ['anew'];
  },
  async 'removes it'(path) {
    await fs.rm(path, { force: true });
    return [];
  },
  async 'takes its name in the archive'(_, archive) {
    await fs.mkdir(`${archive}/a`, { recursive: true });
    await fs.writeFile(`${archive}/${file}`, 'theirs', { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return [await fs.readFile(`${archive}/${file}`, 'utf8')];
  },
};

test.each(KINDS)(
  'whatever happens while a file is %s, nothing is lost',
  { timeout: 60_000 },
  async (_, kind, links) => {
    for (const [what, disturbance] of Object.entries(DISTURBANCES)) {
      // Without links the empty file that holds a name is only safe from those who do not write over files.
      if (!links && what === 'takes its name in the archive') continue;
      for (let call = 0, isWithin = true; isWithin; call += 1) {
        hook.links = links;
        const { path, archive, run } = await begin(kind);
        let kept: string[] = [];
        let step = 'none';
        isWithin = await atCall(
          call,
          async () => {
            kept = await disturbance(path, archive);
          },
          async () => {
            const done = await run().catch((error) => ({ step: String(error.data.code) }));
            step = done.step;
          },
        );
        const found = await contents();
        const all = [...found.values()];
        const told = `${what} before call ${call}: ${step}; ${JSON.stringify([...found])}`;
        for (const each of kept) expect(all, told).toContain(each);
        expect([...found.keys()].join(), told).not.toContain('.stave-');
        if (step === 'archived')
          expect(
            [...found].some(([at, it]) => at.startsWith(archive) && it.startsWith('uploaded')),
            told,
          ).toBe(true);
        else if (step !== 'deleted' && step !== 'gone') expect(step, told).toBe('source-changed');
        if (!isWithin) expect(step, told).toBe(kind === 'delete' ? 'deleted' : 'archived');
      }
    }
  },
);

test.each(KINDS)(
  'wherever the program ends while a file is %s, it goes on',
  { timeout: 60_000 },
  async (_, kind, links) => {
    for (let first = 0, isWithin = true; isWithin; first += 1) {
      for (let second = 0, isSecond = true; isSecond; second += kind === 'elsewhere' ? 8 : 3) {
        hook.links = links;
        const { run, archive } = await begin(kind);
        isWithin = await endedAt(first, run);
        isSecond = await endedAt(second, run);
        const done = await run();
        const found = [...(await contents())].filter(([, content]) => content !== '');
        const told = `ended at calls ${first} and ${second}`;
        expect(done, told).toMatchObject({ step: kind === 'delete' ? 'deleted' : 'archived' });
        expect(found, told).toEqual('path' in done ? [[done.path, 'uploaded']] : []);
        if (links && kind !== 'delete')
          expect(
            found.map(([path]) => path),
            told,
          ).toEqual([`${archive}/${file}`]);
      }
    }
  },
);

test.each(KINDS)(
  'and if someone writes a new file after the program ended while one was %s',
  { timeout: 60_000 },
  async (_, kind, links) => {
    for (let call = 0, isWithin = true; isWithin; call += 1) {
      hook.links = links;
      const { run, path } = await begin(kind);
      isWithin = await endedAt(call, run);
      await fs.writeFile(`${path}.new`, 'new');
      await fs.rename(`${path}.new`, path);
      const step = await run().then(
        (done) => done.step,
        (error) => String(error.data.code),
      );
      const found = await contents();
      const told = `ended at call ${call}: ${step}; ${JSON.stringify([...found])}`;
      expect(found.get(path), told).toBe('new');
      expect(step, told).toMatch(kind === 'delete' ? /^(deleted|source-changed)$/ : /^(archived|source-changed)$/);
      expect([...found.keys()].join(), told).not.toContain('.stave-');
    }
  },
);
