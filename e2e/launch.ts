import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { utf8Locale } from '../scripts/lib/locale.ts';
import type { StaveBridge } from '../shared/transport.ts';

declare global {
  // Read by the main process in unpackaged builds (electron/shell/dialogs.ts).
  var staveDialogAnswers: (string[] | boolean)[] | undefined;
  interface Window {
    readonly stave: StaveBridge;
  }
}

const projectDir = join(import.meta.dirname, '..');

/** The real server these tests run against. */
export type TestServer = { endpoint: string; region: string; accessKeyId: string; secretAccessKey: string };

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the window's tests with "npm run test:e2e".`);
  return value;
}

/** The server named by the environment. Throws when there is none: these tests never run without. */
export function testServer(): TestServer {
  return {
    endpoint: required('STAVE_TEST_ENDPOINT'),
    region: required('STAVE_TEST_REGION'),
    accessKeyId: required('STAVE_TEST_ACCESS_KEY'),
    secretAccessKey: required('STAVE_TEST_SECRET_KEY'),
  };
}

export type LaunchOptions = {
  /** Opens this bucket of the test server at once, through a connection of this session. */
  bucket?: string;
  /** Another server than that of the environment. */
  server?: TestServer;
  /** Reaches the server through this address, as that of a proxy before it. */
  endpoint?: string;
  /** What that connection is called. */
  connectionName?: string;
  /** A profile folder to use again; otherwise a new one, removed at the end. */
  profile?: string;
  language?: 'en' | 'ru';
  colorScheme?: 'light' | 'dark';
  size?: { width: number; height: number };
  env?: Record<string, string>;
  args?: string[];
  /** Another executable and folder of the app than the checkout's. */
  executable?: string;
  appDir?: string;
  /** With Chromium's sandbox, which root cannot have. */
  sandboxed?: boolean;
};

export type LaunchedStave = {
  app: ElectronApplication;
  page: Page;
  profile: string;
  shoot(path: string): Promise<void>;
  /** Ends the main process as the system does when it has no time for it (SIGKILL). */
  kill(): Promise<void>;
  /** Ends it, answering "quit" to whatever it asks; a window that does not go is killed after 10 s. */
  close(): Promise<void>;
};

function startConnection({ bucket, server = testServer(), endpoint, connectionName }: LaunchOptions): string {
  const name = connectionName ?? 'Test server';
  return JSON.stringify({ ...server, name, endpoint: endpoint ?? server.endpoint, addressing: 'path', bucket });
}

/** Starts the built app in a profile of its own and waits until it can be used. */
export async function launchStave(options: LaunchOptions = {}): Promise<LaunchedStave> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'stave-profile-')));
  const app = await _electron.launch({
    executablePath: options.executable ?? required('STAVE_ELECTRON'),
    chromiumSandbox: options.sandboxed ?? process.getuid?.() !== 0,
    args: [
      `--user-data-dir=${profile}`,
      `--lang=${options.language ?? 'en'}`,
      ...(options.args ?? []),
      options.appDir ?? projectDir,
    ],
    env: {
      ...(process.env as Record<string, string>),
      ...utf8Locale(),
      ...(options.bucket === undefined ? {} : { STAVE_DEMO_CONNECTION: startConnection(options) }),
      STAVE_LANGUAGE: options.language ?? 'en',
      ...options.env,
    },
    // Without null Playwright fakes a light system.
    colorScheme: options.colorScheme ?? null,
  });
  let closed = false;
  app.on('close', () => {
    closed = true;
  });
  await app.evaluate(() => {
    globalThis.staveDialogAnswers = [];
  });
  const page = await app.firstWindow();
  const { width, height } = options.size ?? { width: 1280, height: 800 };
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]), [
    width,
    height,
  ] as const);
  await page.locator('body[data-app-state="loaded"]').waitFor();
  return {
    app,
    page,
    profile,
    async shoot(path) {
      if (!closed) await page.screenshot({ path });
    },
    async kill() {
      const gone = new Promise<void>((resolve) => app.once('close', () => resolve()));
      app.process().kill('SIGKILL');
      await gone;
    },
    async close() {
      if (!closed) {
        await app.evaluate(() => {
          globalThis.staveDialogAnswers = [true];
        });
        const killer = setTimeout(() => app.process().kill('SIGKILL'), 10_000);
        await app.close();
        clearTimeout(killer);
      }
      if (options.profile === undefined) await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Prepares answers for the system's dialogs, in the order in which they will open. */
export async function answerDialogs(app: ElectronApplication, ...answers: (string[] | boolean)[]): Promise<void> {
  await app.evaluate((_electron, given) => {
    globalThis.staveDialogAnswers = given;
  }, answers);
}

/** Starts the program once more on a profile that is in use; answers with its exit code. */
export async function startAgain(profile: string): Promise<number | null> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, `--user-data-dir=${profile}`, projectDir];
  const child = spawn(required('STAVE_ELECTRON'), args, { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  return code;
}
