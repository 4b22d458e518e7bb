import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.ts';

/** One thing of the operating system that must be there: a command on the PATH, a shared library, or a file. */
interface Requirement {
  readonly command?: string;
  readonly library?: string;
  readonly file?: string;
  /** The Debian packages that bring it. Several when releases name it differently: the first that apt knows is taken. */
  readonly debian: readonly string[];
}

/** A named group of requirements. */
export interface SystemNeed {
  /** Completes the sentence "... needs". */
  readonly what: string;
  readonly requirements: readonly Requirement[];
}

// Ubuntu 24.04 and Debian 13 renamed some libraries (64-bit time_t): `t64` is asked for first, the old name serves the rest.
export const electronNeed: SystemNeed = {
  what: 'Electron',
  requirements: [
    { library: 'libgtk-3.so.0', debian: ['libgtk-3-0t64', 'libgtk-3-0'] },
    { library: 'libnss3.so', debian: ['libnss3'] },
    { library: 'libasound.so.2', debian: ['libasound2t64', 'libasound2'] },
    { library: 'libgbm.so.1', debian: ['libgbm1'] },
    { library: 'libnotify.so.4', debian: ['libnotify4'] },
    { library: 'libXss.so.1', debian: ['libxss1'] },
    { library: 'libsecret-1.so.0', debian: ['libsecret-1-0'] },
  ],
};

export const unzipNeed: SystemNeed = {
  what: "Unpacking Electron's runtime",
  requirements: [{ command: 'unzip', debian: ['unzip'] }],
};

export const displayNeed: SystemNeed = {
  what: 'A virtual display',
  requirements: [{ command: 'Xvfb', debian: ['xvfb'] }],
};

export const gatewayNeed: SystemNeed = {
  what: "Ceph's S3 gateway",
  requirements: [
    { command: 'ceph-mon', debian: ['ceph-mon'] },
    { command: 'ceph-osd', debian: ['ceph-osd'] },
    { command: 'radosgw', debian: ['radosgw'] },
    { command: 'ceph', debian: ['ceph-common'] },
  ],
};

export const keyringNeed: SystemNeed = {
  what: 'A keychain for tests',
  requirements: [
    { command: 'dbus-daemon', debian: ['dbus-daemon', 'dbus'] },
    { command: 'gnome-keyring-daemon', debian: ['gnome-keyring'] },
  ],
};

export const trayNeed: SystemNeed = {
  what: 'A tray for tests',
  requirements: [
    { command: 'dbus-daemon', debian: ['dbus-daemon', 'dbus'] },
    { command: 'gdbus', debian: ['libglib2.0-bin'] },
    {
      file: '/usr/libexec/ayatana-indicator-application/ayatana-indicator-application-service',
      debian: ['ayatana-indicator-application'],
    },
  ],
};

/** By their paths: it is the system's own builds that are compared, whatever else of that name the PATH holds. */
export const benchmarkNeed: SystemNeed = {
  what: 'The benchmark',
  requirements: [
    { file: '/usr/bin/rclone', debian: ['rclone'] },
    { file: '/usr/bin/aws', debian: ['awscli'] },
    { file: '/usr/bin/time', debian: ['time'] },
  ],
};

/** A system without these shows boxes in place of emoji, and its interface in whatever font there is. */
export const fontsNeed: SystemNeed = {
  what: 'Screenshots',
  requirements: [
    { file: '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf', debian: ['fonts-noto-core'] },
    { file: '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf', debian: ['fonts-noto-color-emoji'] },
  ],
};

let listsAreFresh = false;

/**
 * Makes sure that what the needs name is on this machine. On Debian and Ubuntu as root the missing packages are
 * installed with apt-get; anywhere else a missing one is an error that says in one line what to install.
 * Shared libraries are looked at on Linux only: Electron brings its own everywhere else.
 */
export async function ensureSystemPackages(...needs: readonly SystemNeed[]): Promise<void> {
  const libraries = process.platform === 'linux' ? await knownLibraries() : undefined;
  const missing = needs.flatMap((need) => {
    const requirements = need.requirements.filter((requirement) => isMissing(requirement, libraries));
    return requirements.length === 0 ? [] : [{ what: need.what, requirements }];
  });
  if (missing.length === 0) return;
  const requirements = missing.flatMap((need) => need.requirements);
  const what = missing.map((need) => need.what).join(', ');
  if (!existsSync('/usr/bin/apt-get')) {
    const names = requirements
      .map((requirement) => requirement.command ?? requirement.library ?? requirement.file)
      .join(', ');
    throw new Error(`${what} needs on this system what is not installed: ${names}.`);
  }
  if (process.getuid?.() !== 0) {
    const packages = await choosePackages(requirements);
    throw new Error(`${what} needs packages: sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`);
  }
  // Without fresh lists apt knows no package at all on a new machine, so the names are chosen after this.
  if (!listsAreFresh) await aptGet(['update']);
  listsAreFresh = true;
  const packages = await choosePackages(requirements);
  console.log(`Installing for ${what}: ${packages.join(' ')}`);
  await aptGet(['install', '-y', '--no-install-recommends', ...packages]);
}

/** The names in the output of `apt-cache policy` that can be installed. */
export function installable(policyOutput: string): Set<string> {
  const names = new Set<string>();
  let name: string | undefined;
  for (const line of policyOutput.split('\n')) {
    const heading = /^(\S+):$/.exec(line);
    if (heading) name = heading[1];
    else if (name && /^\s+Candidate: (?!\(none\))/.test(line)) names.add(name);
  }
  return names;
}

/** The library names in the output of `ldconfig -p`. */
export function librariesIn(ldconfigOutput: string): Set<string> {
  const names = ldconfigOutput.split('\n').flatMap((line) => /^\s+(\S+) \(.*=> /.exec(line)?.[1] ?? []);
  return new Set(names);
}

async function choosePackages(requirements: readonly Requirement[]): Promise<string[]> {
  const all = requirements.flatMap((requirement) => requirement.debian);
  // LC_ALL: the output is read by its English words.
  const { stdout } = await run('apt-cache', ['policy', ...all], { env: { LC_ALL: 'C' } });
  return chooseNames(requirements, installable(stdout));
}

/** For each requirement the first of its package names that apt knows; the last, which apt will name, if it knows none. */
export function chooseNames(requirements: readonly Requirement[], known: ReadonlySet<string>): string[] {
  return requirements.flatMap(({ debian }) => debian.find((name) => known.has(name)) ?? debian.slice(-1));
}

async function aptGet(args: readonly string[]): Promise<void> {
  const all = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', ...args];
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }, timeoutMs: 15 * 60_000 };
  try {
    await run('apt-get', all, options);
  } catch (error) {
    // `DPkg::Lock::Timeout` does not wait for the lock on the package lists.
    if (!(error instanceof Error) || !/could not get lock|unable to (acquire|lock)/i.test(error.message)) throw error;
    console.log('Another apt is at work; waiting 20 s for it.');
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    await run('apt-get', all, options);
  }
}

function isMissing(requirement: Requirement, libraries: Set<string> | undefined): boolean {
  if (requirement.command !== undefined && !onPath(requirement.command)) return true;
  if (requirement.file !== undefined && !existsSync(requirement.file)) return true;
  return requirement.library !== undefined && libraries !== undefined && !libraries.has(requirement.library);
}

/** Whether a command of this name can be run. */
export function onPath(command: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  return folders.some((folder) => suffixes.some((suffix) => isExecutable(join(folder, command + suffix))));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // not there, or not ours to run: either way it is not an executable to count on
  }
}

/** What the dynamic linker knows; undefined where it cannot be asked, and Electron itself names what it lacks. */
async function knownLibraries(): Promise<Set<string> | undefined> {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path));
  return ldconfig === undefined ? undefined : librariesIn((await run(ldconfig, ['-p'])).stdout);
}
