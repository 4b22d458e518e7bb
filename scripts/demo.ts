// npm run demo: a real S3 server with sample data, and the app opened on it. Runs until the window is closed; without a
// display the window opens on a virtual one and a screenshot of it is saved.
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchStave } from '../e2e/launch.ts';
import { serverEnvironment, startOneServer } from '../e2e/servers/index.ts';
import type { S3Server } from '../e2e/servers/s3Server.ts';
import { build } from './lib/build.ts';
import { onProcessEnd } from './lib/cleanup.ts';
import { DEMO_BUCKET, fillSampleBuckets } from './lib/demo/fillBuckets.ts';
import { type Display, openDisplay } from './lib/display.ts';
import { type ElectronRuntime, electronRuntime } from './lib/electronRuntime.ts';
import { appEnd, launchApp } from './lib/launchApp.ts';
import { main } from './lib/main.ts';
import { outDir } from './lib/paths.ts';

const CONNECTION_NAME = 'Local demo';

/** Opens the app in a profile of its own, which is removed when its window is closed. Gives its exit code. */
async function showWindow(runtime: ElectronRuntime, display: Display, server: S3Server): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'stave-demo-'));
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  const forget = onProcessEnd(removeProfile);
  const { endpoint, region, accessKeyId, secretAccessKey } = server;
  const connection = { endpoint, region, accessKeyId, secretAccessKey, addressing: 'path', bucket: DEMO_BUCKET };
  const app = launchApp(runtime, display, {
    args: [`--user-data-dir=${profile}`],
    env: { STAVE_DEMO_CONNECTION: JSON.stringify({ name: CONNECTION_NAME, ...connection }) },
  });
  const stopApp = onProcessEnd(() => app.kill('SIGKILL')); // or it would write into what is being removed
  const code = await appEnd(app);
  stopApp();
  removeProfile();
  forget();
  return code;
}

/** Opens the app where nobody sees it, looks at the versions of an object and saves a picture of that. */
async function takePicture(runtime: ElectronRuntime, display: Display, server: S3Server): Promise<string> {
  Object.assign(process.env, display.env, serverEnvironment(server), { STAVE_ELECTRON: runtime.executable });
  const stave = await launchStave({ bucket: DEMO_BUCKET, connectionName: CONNECTION_NAME });
  try {
    await stave.page.getByRole('row').filter({ hasText: 'readme.md' }).click();
    await stave.page.getByRole('tab', { name: 'Versions' }).click();
    await stave.page.getByRole('tabpanel').getByText('current', { exact: true }).waitFor();
    const path = join(outDir, 'demo.png');
    await mkdir(outDir, { recursive: true });
    await stave.page.screenshot({ path });
    return path;
  } finally {
    await stave.close();
  }
}

await main(async () => {
  const runtime = await electronRuntime();
  const display = await openDisplay();
  const server = await startOneServer();
  await Promise.all([build(), fillSampleBuckets(server)]);
  console.log(`The S3 server at ${server.endpoint} has the buckets of the demo.`);
  let code = 0;
  if (display.virtual)
    console.log(`There is no display. A screenshot is in ${await takePicture(runtime, display, server)}`);
  else code = await showWindow(runtime, display, server);
  await server.stop();
  await display.stop();
  return code;
});
