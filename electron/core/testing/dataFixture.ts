import { readFile, writeFile } from 'node:fs/promises';
import { AUTO_READING, type Comparison, type Filter, type Selection } from '../../../shared/watch/data.ts';
import type { DataEngine } from '../data/dataEngine.ts';
import { createDataEngine } from '../data/host.ts';
import type { LaneTimes } from '../data/lane.ts';
import { buildDataProcess, type TestProcesses } from './dataProcesses.ts';
import { createTestFolder, type TestFolder } from './localFiles.ts';

export type DataFixture = {
  engine: DataEngine;
  processes: TestProcesses;
  folder: TestFolder;
  /** Writes a file of that name, and answers with its path. */
  put(name: string, content: string | Buffer): Promise<string>;
  /** Filters a file to `out` and answers with the result and what was written. */
  filter(path: string, selection?: Partial<Selection>): ReturnType<typeof filterTo>;
  remove(): Promise<void>;
};

export const ALL_ROWS: Filter = { kind: 'all-rows' };

export const sql = (condition: string): Filter => ({ kind: 'sql', condition });

export const compare = (...comparisons: Comparison[]): Filter => ({ kind: 'comparisons', match: 'all', comparisons });

export const selectionOf = (some: Partial<Selection> = {}): Selection => ({
  reading: AUTO_READING,
  filter: ALL_ROWS,
  columns: null,
  output: 'same',
  ...some,
});

/** A signal that never aborts. */
export const NEVER = new AbortController().signal;

async function filterTo(engine: DataEngine, path: string, target: string, selection: Selection) {
  const result = await engine.filter(path, target, selection, NEVER);
  return { ...result, written: await readFile(target) };
}

/** The data engine over real processes, with a folder of its own. */
export async function createDataFixture(times: Partial<LaneTimes> = {}): Promise<DataFixture> {
  const processes = await buildDataProcess();
  const engine = createDataEngine(processes.start, times);
  const folder = await createTestFolder();
  return {
    engine,
    processes,
    folder,
    async put(name, content) {
      await writeFile(folder.at(name), content);
      return folder.at(name);
    },
    filter: (path, some) => filterTo(engine, path, folder.at('out'), selectionOf(some)),
    async remove() {
      await engine.close();
      await processes.remove();
      await folder.remove();
    },
  };
}
