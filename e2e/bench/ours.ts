import { join } from 'node:path';
import { build } from 'vite';
import { cacheDir, outDir, projectDir } from '../../scripts/lib/paths.ts';
import { mainConfig } from '../../scripts/lib/viteConfigs.ts';
import type { Tool } from './task.ts';

/** What the client of Stave prints at its end. */
export type StaveReport = { lagP99Ms: number };

/** Builds the app's transfer thread and the programs that are measured, which then run in plain Node without a loader. */
async function buildClients(): Promise<(name: 'stave' | 'raw') => string> {
  const clientsDir = join(cacheDir, 'bench');
  await build(mainConfig());
  await build({
    configFile: false,
    root: projectDir,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir: clientsDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          stave: join(import.meta.dirname, 'clients', 'stave.ts'),
          raw: join(import.meta.dirname, 'clients', 'raw.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
  return (name) => join(clientsDir, `${name}.mjs`);
}

/** Stave's engine, and the bare HTTP client that is the ceiling. `scratch` is a folder for the journal. */
export async function ours(scratch: string): Promise<[stave: Tool, raw: Tool]> {
  const pathOf = await buildClients();
  const command = process.execPath;
  const worker = join(outDir, 'main', 'worker.js');
  return [
    {
      name: 'stave',
      version: `Stave's engine in Node ${process.versions.node}`,
      commandFor: (task) => ({
        command,
        args: [pathOf('stave')],
        env: {
          BENCH_TASK: JSON.stringify(task),
          BENCH_WORKER: worker,
          // A journal of its own for each run, as each run has a bucket or a folder of its own.
          BENCH_JOURNAL: join(scratch, `journal-${task.direction}-${task.bucket}-${Date.now()}.sqlite`),
        },
      }),
    },
    {
      name: 'raw',
      version: `node:http of Node ${process.versions.node}`,
      commandFor: (task) => ({ command, args: [pathOf('raw')], env: { BENCH_TASK: JSON.stringify(task) } }),
    },
  ];
}
