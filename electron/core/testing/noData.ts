import type { DataEngine } from '../data/dataEngine.ts';

/** Finds no file to be data. */
export const noData: DataEngine = {
  recognise: async () => null,
  preview: async () => null,
  check: async () => null,
  count: async () => null,
  filter: () => Promise.reject(new Error('there is no data here')),
  close: async () => {},
};
