import { build as viteBuild } from 'vite';
import { mainConfig, preloadConfig, rendererConfig } from './viteConfigs.ts';

/** Builds the whole app into `out/`: main process, transfer thread, preload script and page. Throws on any error. */
export async function build(): Promise<void> {
  const started = performance.now();
  await Promise.all([mainConfig(), preloadConfig(), rendererConfig()].map((config) => viteBuild(config)));
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}
