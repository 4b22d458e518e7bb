import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createLocalNames, type LocalPlatform } from '../../../../shared/localName.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';

/** Absolute path of a rule's log file; two rules of one name have two. */
export function logPathOf({ id, name, logFolder }: WatchRule, platform: string = process.platform): string {
  const system: LocalPlatform = platform === 'win32' || platform === 'darwin' ? platform : 'linux';
  const short = createHash('sha1').update(id).digest('hex').slice(0, 8);
  return join(logFolder, createLocalNames(system).pathFor(`${name.replaceAll('/', '-')}-${short}.log`).path);
}
