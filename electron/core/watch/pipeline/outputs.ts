import { mkdir, readdir, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { localError, nodeCode } from '../../localErrors.ts';
import type { Logger } from '../../ports.ts';

/** What filters have written and is not uploaded yet: one file a row of the ledger, named by its id. */
export type Outputs = {
  /** Makes the folder. Throws AppErrors of the `local-` kind. */
  prepare(): Promise<void>;
  pathOf(id: number): string;
  /** Whether it is there, with so many bytes. */
  isWhole(id: number, bytes: number): Promise<boolean>;
  /** Never throws: what cannot be removed now is removed at the next start. */
  remove(id: number): Promise<void>;
  /** Removes all but those that are kept. */
  sweep(isKept: (id: number) => boolean): Promise<void>;
};

export function createOutputs({ folder, logger }: { folder: string; logger: Logger }): Outputs {
  const pathOf = (id: number) => join(folder, String(id));

  async function removeFile(name: string) {
    try {
      await rm(join(folder, name), { force: true, recursive: true });
    } catch (error) {
      logger.warn('a filtered file could not be removed', { name, cause: nodeCode(error) ?? 'unknown' });
    }
  }

  return {
    pathOf,
    async prepare() {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
      } catch (error) {
        throw localError(error, 'outputs');
      }
    },
    async isWhole(id, bytes) {
      try {
        const stats = await stat(pathOf(id));
        return stats.isFile() && stats.size === bytes;
      } catch (error) {
        if (nodeCode(error) === 'ENOENT') return false;
        throw localError(error, String(id));
      }
    },
    async remove(id) {
      try {
        await unlink(pathOf(id));
      } catch (error) {
        const code = nodeCode(error) ?? 'unknown';
        if (code !== 'ENOENT') logger.warn('a filtered file could not be removed', { name: String(id), cause: code });
      }
    },
    async sweep(isKept) {
      for (const name of await readdir(folder)) {
        if (!/^\d+$/.test(name) || !isKept(Number(name))) await removeFile(name);
      }
    },
  };
}
