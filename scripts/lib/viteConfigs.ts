import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { outDir, projectDir } from './paths.ts';

const common = {
  configFile: false,
  root: projectDir,
  logLevel: 'warn',
  publicDir: false,
} satisfies InlineConfig;

/**
 * The main process, the transfer engine's thread and the data process: everything bundled but Node's own modules, Electron,
 * and libsql and DuckDB, which are machine code.
 */
export function mainConfig(): InlineConfig {
  return {
    ...common,
    ssr: { noExternal: true, external: ['electron', 'libsql', '@duckdb/node-api'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(outDir, 'main'),
      emptyOutDir: true,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: join(projectDir, 'electron/main.ts'),
          worker: join(projectDir, 'electron/core/transfers/worker.ts'),
          dataProcess: join(projectDir, 'electron/core/data/process/dataProcess.ts'),
        },
        // All in one folder, so that import.meta.dirname is the same wherever a module ends up.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/** The preload script. It runs sandboxed, where only `electron` can be required, so it is one CommonJS file. */
export function preloadConfig(): InlineConfig {
  return {
    ...common,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(outDir, 'preload'),
      emptyOutDir: true,
      rolldownOptions: {
        input: join(projectDir, 'electron/preload.ts'),
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
    plugins: [
      {
        name: 'stave:small-preload',
        generateBundle(_options, bundle) {
          const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
          const foreign = modules.find((id) => id.includes('node_modules'));
          if (foreign) this.error(`The preload script must bundle no package, and it bundles ${foreign}.`);
        },
      },
    ],
  };
}

/** The page. Its policy allows scripts, fonts and images as files of its own only, so nothing is inlined. */
export function rendererConfig(): InlineConfig {
  return {
    ...common,
    root: join(projectDir, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: join(outDir, 'renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4096, // KiB; it is read from the disk, not from a network
    },
  };
}
