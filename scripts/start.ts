// npm start: builds the app and opens it.
import { build } from './lib/build.ts';
import { onProcessEnd } from './lib/cleanup.ts';
import { openDisplay } from './lib/display.ts';
import { electronRuntime } from './lib/electronRuntime.ts';
import { appEnd, launchApp } from './lib/launchApp.ts';
import { main } from './lib/main.ts';

await main(async () => {
  await build();
  const runtime = await electronRuntime();
  const display = await openDisplay();
  if (display.virtual) console.log('There is no display: the window opens on a virtual one. Ctrl+C ends it.');
  const app = launchApp(runtime, display, { args: process.argv.slice(2) });
  onProcessEnd(() => app.kill());
  const code = await appEnd(app);
  await display.stop();
  return code;
});
