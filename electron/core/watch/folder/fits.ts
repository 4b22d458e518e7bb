import { relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { FolderScope } from './folderWatcher.ts';
import { isTemporaryName } from './temporaryNames.ts';

/** Tells what of a folder counts. Paths are below the folder, with `/` between their parts. */
export type ScopeFilter = {
  /** Whether a file of that name counts. */
  fits(file: string): boolean;
  /** Whether there can be files that count in that folder. */
  enters(folder: string): boolean;
  /** Whether it is none of the user's files: a temporary name, or in a folder that is shut; also for files in such folders. */
  isHidden(path: string): boolean;
};

type Matches = (path: string) => boolean;

const isWindows = process.platform === 'win32';
/** Where `A.csv` and `a.csv` are one file. */
export const IS_CASELESS = isWindows || process.platform === 'darwin';

const inCase = (path: string) => (IS_CASELESS ? path.toLowerCase() : path);

/**
 * As in .gitignore: without `/` it matches the name in any folder, with one the path below the folder; a last `/`
 * stands for all below a folder of that name.
 */
function matcher(pattern: string): Matches {
  let glob = isWindows ? pattern.replaceAll('\\', '/') : pattern;
  const isAnywhere = !glob.slice(0, -1).includes('/');
  if (glob.endsWith('/')) glob = isAnywhere ? `**/${glob}**` : `${glob}**`;
  glob = glob.replace(/^\.?\//, '');
  return picomatch(glob, {
    dot: true,
    nocase: IS_CASELESS,
    nonegate: true,
    windows: false,
    basename: isAnywhere && !glob.includes('/'),
  });
}

/** The path and all folders above it, below the folder that is watched. */
function* upwards(path: string): Generator<string> {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) yield path.slice(0, end);
}

/** The folders that are shut, as paths below the folder; others do not matter to it. */
function shutFolders({ folder, shut }: FolderScope): Set<string> {
  const below = shut.map((path) => relative(folder, path)).filter((path) => path !== '' && path.split(sep)[0] !== '..');
  return new Set(below.map((path) => inCase(path.split(sep).join('/'))));
}

export function createFilter(scope: FolderScope): ScopeFilter {
  const include = scope.include.map(matcher);
  const exclude = scope.exclude.map(matcher);
  const shut = shutFolders(scope);

  function isHidden(path: string) {
    if (path.split('/').some(isTemporaryName)) return true;
    if (shut.size === 0) return false;
    for (const part of upwards(inCase(path))) if (shut.has(part)) return true;
    return false;
  }

  /** By itself or by a folder above it: what is in an excluded folder is excluded. */
  function isExcluded(path: string) {
    if (exclude.length === 0) return false;
    for (const part of upwards(path)) if (exclude.some((matches) => matches(part))) return true;
    return false;
  }

  return {
    isHidden,
    enters: (folder) => scope.subfolders && !isHidden(folder) && !isExcluded(folder),
    fits(file) {
      if (!scope.subfolders && file.includes('/')) return false;
      if (isHidden(file) || isExcluded(file)) return false;
      return include.length === 0 || include.some((matches) => matches(file));
    },
  };
}

const filters = new WeakMap<FolderScope, ScopeFilter>();

/** Whether a file (its path below the folder, with `/`) is one of those that the scope means. */
export function fits(scope: FolderScope, file: string): boolean {
  const filter = filters.get(scope) ?? createFilter(scope);
  filters.set(scope, filter);
  return filter.fits(file);
}
