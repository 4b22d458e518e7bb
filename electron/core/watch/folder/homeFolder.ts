import { opendir, realpath, stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { type AppError, appError } from '../../../../shared/errors.ts';
import { nodeCode } from '../../localErrors.ts';

/** The folder that is watched: whether it is there, and is the same that it was. */
export type HomeFolder = {
  /** Why nothing may be concluded from what is found in it; null: it is there. The first look decides which folder it is. */
  check(): Promise<AppError | null>;
  /** Takes the folder that is there now for the one to watch, unless it is only where the right one is mounted. Answers as `check`. */
  settle(): Promise<AppError | null>;
  /** Its path without links. Only while it is there. */
  realPath(): string;
};

type Identity = { dev: bigint; ino: bigint };
type Home = Identity & { realPath: string; mountPoint: string };

const DENIED = new Set(['EACCES', 'EPERM']);

/** The highest folder on the same file system as this one, whose path has no links. */
async function mountPointOf(path: string, dev: bigint): Promise<string> {
  const above = dirname(path);
  if (above === path) return path;
  const { dev: devAbove } = await stat(above, { bigint: true });
  return devAbove === dev ? mountPointOf(above, dev) : path;
}

/** `hasSteadyIds` false: on network drives the number of a folder may change while it is the same. */
export function createHomeFolder(folder: string, hasSteadyIds: () => boolean): HomeFolder {
  let home: Home | null = null;

  function gone(cause: string): AppError {
    return appError('folder-gone', `${folder}: ${cause}`, { retryable: true, details: { path: folder, cause } });
  }

  async function look(judge: (found: Identity) => Promise<AppError | null>): Promise<AppError | null> {
    try {
      // Opened to be sure that it may be read, and looked at from within whether one may look at what is in it.
      await (await opendir(folder)).close();
      return await judge(await stat(`${folder}${sep}.`, { bigint: true }));
    } catch (error) {
      const code = nodeCode(error);
      if (code === undefined) throw error;
      if (!DENIED.has(code)) return gone(code);
      return appError('local-denied', `${code}: ${folder}`, {
        retryable: true,
        details: { path: folder, cause: code },
      });
    }
  }

  async function settle({ dev, ino }: Identity): Promise<AppError | null> {
    const realPath = await realpath(folder);
    const mountPoint = await mountPointOf(realPath, dev);
    // On a file system further up than it was: this is where the drive was mounted, or a folder of that name below it.
    if (home && dev !== home.dev && mountPoint.length < home.mountPoint.length) return gone('unmounted');
    home = { dev, ino, realPath, mountPoint };
    return null;
  }

  const isSame = ({ dev, ino }: Identity, other: Identity) =>
    dev === other.dev && (ino === other.ino || !hasSteadyIds());

  return {
    settle: () => look(settle),
    check: () =>
      look(async (found) => {
        if (!home) return settle(found);
        return isSame(found, home) ? null : gone('another folder has taken its place');
      }),
    realPath() {
      if (!home) throw new Error('the folder was not found yet');
      return home.realPath;
    },
  };
}
