import { join, resolve } from 'node:path';

/** The checkout. */
export const projectDir = resolve(import.meta.dirname, '..', '..');

/** Where things fetched on demand are kept between runs; git ignores it. `STAVE_CACHE` puts it elsewhere. */
export const cacheDir = resolve(process.env.STAVE_CACHE ?? join(projectDir, '.cache'));

/** What the build writes. */
export const outDir = join(projectDir, 'out');
