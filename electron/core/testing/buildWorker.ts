import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export type BuiltWorker = { path: string; remove(): Promise<void> };

/** Builds a worker's TypeScript for a real thread to run: below the project's folder, where it finds its packages. */
export async function buildWorker(entry: URL): Promise<BuiltWorker> {
  const folder = fileURLToPath(new URL(`../../../.cache/test-worker-${randomUUID()}/`, import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(entry),
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'worker.js' } },
    },
  });
  return { path: `${folder}worker.js`, remove: () => rm(folder, { recursive: true }) };
}
