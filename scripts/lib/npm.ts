import { projectDir } from './paths.ts';
import { runVisibly } from './run.ts';

/** Runs a script of package.json and gives its exit code. */
export function runNpmScript(script: string): Promise<number> {
  // Under npm its own file is named here; it can be run everywhere, while the command is a .cmd on Windows.
  const npmFile = process.env.npm_execpath;
  const args = ['run', '--silent', script];
  return npmFile
    ? runVisibly(process.execPath, [npmFile, ...args], { cwd: projectDir })
    : runVisibly('npm', args, { cwd: projectDir });
}
