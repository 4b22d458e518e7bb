import { configDefaults, defineConfig } from 'vitest/config';

const contract = ['electron/core/**/*.contract.test.ts', 'e2e/faults/*.contract.test.ts'];
const notSources = [...configDefaults.exclude, 'out/**', '.cache/**', 'dist/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['**/*.test.ts'],
          exclude: [...notSources, ...contract, 'e2e/specs/**'],
        },
      },
      {
        // Against a real server, one file after the other: they share it.
        test: {
          name: 'contract',
          environment: 'node',
          include: contract,
          exclude: notSources,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
