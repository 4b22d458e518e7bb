import { type SpawnOptions, spawn } from 'node:child_process';

/** What a finished command said. */
export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment of this process; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The command is killed after so many milliseconds. Default: 10 minutes. */
  readonly timeoutMs?: number;
}

/** The last `count` lines of a text, for error messages. */
export function tail(text: string, count = 15): string {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * Runs a command to its end and gives what it printed.
 * Throws with the end of its output when it cannot be started, fails, or takes longer than `timeoutMs`.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<CommandOutput> {
  const timeoutMs = options.timeoutMs ?? 600_000;
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { ...spawnOptions(options), stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`${command} cannot be started: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) return resolve({ stdout, stderr });
      const how = timedOut ? `took longer than ${timeoutMs / 1000} s` : `ended with ${signal ?? `code ${code}`}`;
      reject(new Error(`${command} ${args.join(' ')} ${how}\n${tail(`${stdout}\n${stderr}`)}`));
    });
  });
}

/**
 * Runs a command that talks to the terminal itself and gives its exit code (128 + n for a signal is left to the shell:
 * here a signal counts as 1). Throws only when it cannot be started.
 */
export function runVisibly(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { ...spawnOptions(options), stdio: 'inherit' });
    child.once('error', (error) => reject(new Error(`${command} cannot be started: ${error.message}`)));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

function spawnOptions(options: RunOptions): SpawnOptions {
  return { cwd: options.cwd, env: { ...process.env, ...options.env } };
}
