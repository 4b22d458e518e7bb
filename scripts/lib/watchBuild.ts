import { build, type InlineConfig } from 'vite';

/**
 * Builds, resolves when that has succeeded, and builds again on every change of a source; `rebuilt` is called after each
 * of those that succeeded. Errors in the sources are printed, and the next change tries again.
 */
export async function watchBuild(config: InlineConfig, rebuilt: () => void): Promise<void> {
  const watcher = await build({ ...config, build: { ...config.build, watch: {} } });
  if (!('on' in watcher)) throw new Error('Vite did not watch.');
  let failed = false;
  let first = true;
  return new Promise((resolve) => {
    watcher.on('event', (event) => {
      if (event.code === 'START') failed = false;
      if (event.code === 'BUNDLE_END') void event.result.close();
      if (event.code === 'ERROR') {
        failed = true;
        console.error(event.error.message);
      }
      if (event.code !== 'END' || failed) return;
      if (!first) rebuilt();
      first = false;
      resolve();
    });
  });
}
