// npm run dev: the app with the page reloaded in place on a change, and itself rebuilt and restarted on one of its own.
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'vite';
import { endAndWait } from './lib/childProcess.ts';
import { onProcessEnd } from './lib/cleanup.ts';
import { openDisplay } from './lib/display.ts';
import { electronRuntime } from './lib/electronRuntime.ts';
import { freePort } from './lib/freePort.ts';
import { appEnd, launchApp } from './lib/launchApp.ts';
import { main } from './lib/main.ts';
import { mainConfig, preloadConfig, rendererConfig } from './lib/viteConfigs.ts';
import { watchBuild } from './lib/watchBuild.ts';

/** Serves the page from its sources and gives its address. */
async function servePage(): Promise<string> {
  const server = await createServer({
    ...rendererConfig(),
    server: { host: '127.0.0.1', port: await freePort(), strictPort: true },
  });
  await server.listen();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The page is not being served.');
  return url;
}

await main(async () => {
  const runtime = await electronRuntime();
  const display = await openDisplay();
  const pageUrl = await servePage();
  console.log(`The page is served at ${pageUrl}`);

  let app: ChildProcess | undefined;
  onProcessEnd(() => app?.kill());

  // Resolves when the user closes the window, not when a restart does.
  return new Promise<number>((resolve, reject) => {
    let restarting = Promise.resolve();
    const restart = async () => {
      const old = app;
      app = undefined;
      if (old) await endAndWait(old, 'TERM');
      const current = launchApp(runtime, display, { env: { STAVE_DEV_URL: pageUrl } });
      app = current;
      appEnd(current).then((code) => {
        if (app === current) resolve(code);
      }, reject);
    };
    // One after the other: a build that ends during a restart asks for another one.
    const changed = () => {
      restarting = restarting.then(restart).catch(reject);
    };
    Promise.all([watchBuild(mainConfig(), changed), watchBuild(preloadConfig(), changed)]).then(changed, reject);
  });
});
