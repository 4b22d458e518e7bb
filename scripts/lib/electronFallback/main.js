// Loads the app named on the command line, as the default app of Electron's own distribution does.
// It is an ES module with a top-level await: only so does an app that is one itself run before `ready`.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) {
  console.error('Name the folder of the app to start.');
  process.exit(2);
}
const appPath = resolve(named);
const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
const name = manifest.productName ?? manifest.name;
app.setName(name);
app.setVersion(manifest.version);
app.setAppPath(appPath);
// Electron settled on the profile folder by this launcher's name before it ran.
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), name));
await import(pathToFileURL(join(appPath, manifest.main)).href);
