import { configDefaults, defineConfig } from 'vitest/config';

const contract = ['electron/core/**/*.contract.test.ts', 'e2e/faults/*.contract.test.ts'];
/**
 * What is tested with a server but is not about what servers do differently: faults, restarts and kills, which a proxy
 * or the tests make themselves, and watched folders, which upload as all else does. Run on the first server only.
 */
const onOneServer = [
  'e2e/faults/**',
  'electron/core/transfers/{faults,link,restarts,downloadFaults,uploadFilesKills,worker}.contract.test.ts',
  'electron/core/watch/**',
];
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
          exclude: [...notSources, ...(process.env.STAVE_FURTHER_SERVER ? onOneServer : [])],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
