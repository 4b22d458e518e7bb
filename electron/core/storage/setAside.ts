import { existsSync, renameSync } from 'node:fs';

/** Keeps a damaged database under another name, with its -wal: a person may still get something out of it. Returns its path. */
export function setAside(file: string, now: () => number): string {
  const aside = `${file}.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}`;
  // The -wal first: should the program end between the two, a new file would take it for its own.
  if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  renameSync(file, aside);
  return aside;
}
