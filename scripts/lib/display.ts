import type { Readable } from 'node:stream';
import { endAndWait, startBound } from './childProcess.ts';
import { onProcessEnd } from './cleanup.ts';
import { tail } from './run.ts';
import { displayNeed, ensureSystemPackages } from './systemPackages.ts';

/** A display that windows can be opened on. */
export interface Display {
  /** To be added to the environment of what opens windows. Empty when the display is the user's own. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether it is one that nobody sees. */
  readonly virtual: boolean;
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 20_000;

/** Whether windows can be opened without a virtual display. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The user's display; where there is none (Linux), a new virtual one of 1920 x 1200, which `stop()` ends. */
export async function openDisplay(): Promise<Display> {
  if (hasDisplay()) return { env: {}, virtual: false, stop: async () => {} };
  await ensureSystemPackages(displayNeed);
  // It picks a free display number itself and writes it to descriptor 3 when it is ready. Without -noreset it starts
  // anew whenever its last window closes, and drops who connects at that moment (96 of 1,500 connections, measured).
  const args = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'];
  const child = startBound('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] }, 'TERM');
  const forget = onProcessEnd(() => child.kill());
  const stop = async () => {
    await endAndWait(child, 'TERM');
    forget();
  };
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  try {
    const number = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('it was not ready in time')), READY_TIMEOUT_MS);
      // stdio[3] is a pipe, asked for above: to this side it is readable.
      (child.stdio[3] as Readable).setEncoding('utf8').once('data', (text: string) => {
        clearTimeout(timer);
        resolve(text.trim());
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`it ended with code ${code}`)));
    });
    return { env: { DISPLAY: `:${number}` }, virtual: true, stop };
  } catch (error) {
    await stop();
    throw new Error(`Xvfb did not start: ${error instanceof Error ? error.message : String(error)}\n${tail(stderr)}`);
  }
}
