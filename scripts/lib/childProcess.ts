import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { onPath } from './systemPackages.ts';

/** How a child is ended: asked to (TERM) or not asked (KILL). */
type EndSignal = 'TERM' | 'KILL';

/**
 * Starts a long-running command that does not outlive this process: on Linux the kernel sends it `signal` when its
 * parent ends, even by SIGKILL. The caller still stops it in the ordinary course of things.
 */
export function startBound(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
  signal: EndSignal,
): ChildProcess {
  if (process.platform !== 'linux' || !onPath('setpriv')) return spawn(command, [...args], options);
  return spawn('setpriv', ['--pdeathsig', signal, '--', command, ...args], options);
}

/** Ends a child and waits until it is gone. */
export async function endAndWait(child: ChildProcess, signal: EndSignal): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(`SIG${signal}`);
  await gone;
}

/** Whether the child has ended, or never started. */
export function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}
