import { type ChildProcess, spawn } from 'node:child_process';
import type { Display } from './display.ts';
import type { ElectronRuntime } from './electronRuntime.ts';
import { utf8Locale } from './locale.ts';
import { projectDir } from './paths.ts';

/** What the app is started with besides its folder. */
interface AppOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments, such as `--user-data-dir=...`. */
  readonly args?: readonly string[];
}

/** The arguments that start the built app of this checkout: its folder first, then switches. */
export function appArguments(args: readonly string[] = []): string[] {
  // Chromium's sandbox refuses to run as root.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [projectDir, ...asRoot, ...args];
}

/** Starts the built app with this terminal as its own. */
export function launchApp(runtime: ElectronRuntime, display: Display, options: AppOptions = {}): ChildProcess {
  const env = { ...process.env, ...utf8Locale(), ...display.env, ...options.env };
  return spawn(runtime.executable, appArguments(options.args), { stdio: 'inherit', env });
}

/** Resolves with the app's exit code when it has ended; 1 when a signal ended it. Rejects when it did not start. */
export function appEnd(app: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    app.once('error', (error) => reject(new Error(`Electron cannot be started: ${error.message}`)));
    app.once('exit', (code) => resolve(code ?? 1));
  });
}
