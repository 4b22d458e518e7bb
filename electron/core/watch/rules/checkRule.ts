import { realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { checkTemplate } from '../../../../shared/watch/keyTemplate.ts';
import type { WatchRule } from '../../../../shared/watch/rule.ts';
import { localError, nodeCode } from '../../localErrors.ts';
import { isWithin, mayOverlap } from './overlap.ts';
import type { RuleContent } from './resolveDraft.ts';
import { ruleInvalid } from './ruleInvalid.ts';

type Surroundings = {
  profile: string;
  /** All rules but the one that is changed. */
  others: readonly WatchRule[];
  hasConnection: (connectionId: string) => Promise<boolean>;
};

/** Where a path really leads, as far as it is there: two ways to one folder are one folder. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    if (nodeCode(error) !== 'ENOENT' || parent === path) return resolve(path);
    return join(await realOf(parent), path.slice(parent.length));
  }
}

type Places = { folder: string; archive: string | null; log: string };

async function placesOf({ folder, afterwards, logFolder }: RuleContent): Promise<Places> {
  return {
    folder: await realOf(folder),
    archive: afterwards.kind === 'archive' ? await realOf(afterwards.folder) : null,
    log: await realOf(logFolder),
  };
}

/** Whether a rule takes in files that lie in such a folder. */
const takesFrom = (rule: RuleContent, own: Places, folder: string) =>
  own.folder === folder || (rule.subfolders && isWithin(folder, own.folder));

async function assertFolder({ folder }: RuleContent): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory()) throw ruleInvalid('folder', 'no-folder');
  } catch (error) {
    if (nodeCode(error) === 'ENOENT') throw ruleInvalid('folder', 'not-found');
    throw localError(error, folder);
  }
}

function checkOwnPlaces({ folder, archive, log }: Places, profile: string): void {
  if (isWithin(folder, profile)) throw ruleInvalid('folder', 'profile');
  // The archive's files would be found again; what is below the watched folder is left out of it.
  if (archive !== null && isWithin(folder, archive)) throw ruleInvalid('archiveFolder', 'holds-folder');
  if (log === folder) throw ruleInvalid('logFolder', 'is-folder');
}

/** What a rule has put somewhere must not be taken in by another. */
function checkBeside(rule: RuleContent, own: Places, other: WatchRule, its: Places, profile: string): void {
  if (its.archive !== null && isWithin(own.folder, its.archive)) throw ruleInvalid('folder', 'archive', other.name);
  if (isWithin(own.folder, its.log)) throw ruleInvalid('folder', 'log', other.name);
  // What is in the profile is never taken in.
  const isOpen = (place: string | null, by: Places): place is string =>
    place !== null && place !== by.archive && place !== by.log && !isWithin(place, profile);
  for (const place of [its.archive, its.log]) {
    if (isOpen(place, own) && takesFrom(rule, own, place)) throw ruleInvalid('folder', 'holds-archive', other.name);
  }
  if (isOpen(own.archive, its) && takesFrom(other, its, own.archive)) {
    throw ruleInvalid('archiveFolder', 'watched', other.name);
  }
  if (isOpen(own.log, its) && takesFrom(other, its, own.log)) throw ruleInvalid('logFolder', 'watched', other.name);
  // One would take away what the other has not read yet.
  const isShared = takesFrom(rule, own, its.folder) || takesFrom(other, its, own.folder);
  const isTaken = rule.afterwards.kind !== 'leave' || other.afterwards.kind !== 'leave';
  if (isShared && isTaken && mayOverlap(rule, other)) throw ruleInvalid('include', 'overlaps', other.name);
}

/**
 * Refuses what cannot work, or would upload what Stave itself has written. Throws `rule-invalid` with `details.field`,
 * and local errors of the watched folder.
 */
export async function checkRule(rule: RuleContent, { profile, others, hasConnection }: Surroundings): Promise<void> {
  await assertFolder(rule);
  const own = await placesOf(rule);
  const home = await realOf(profile);
  checkOwnPlaces(own, home);
  for (const other of others) checkBeside(rule, own, other, await placesOf(other), home);
  if (!(await hasConnection(rule.connectionId))) throw ruleInvalid('connectionId', 'not-found');
  const problem = checkTemplate(rule.keyTemplate, rule.constants);
  if (problem) throw ruleInvalid(problem.code === 'constant-name-taken' ? 'constants' : 'keyTemplate', problem.code);
}
