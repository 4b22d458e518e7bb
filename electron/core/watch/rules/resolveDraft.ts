import { join, resolve } from 'node:path';
import type { RuleDraft, WatchRule } from '../../../../shared/watch/rule.ts';
import type { PathGrants } from '../../pathGrants.ts';
import { ruleInvalid } from './ruleInvalid.ts';

/** What a draft says, with folders in place of grants. */
export type RuleContent = Omit<WatchRule, 'id' | 'enabled'>;

export const archiveInside = (folder: string): string => join(folder, 'archive');
export const logFolderOf = (profile: string): string => join(profile, 'watch', 'logs');

function afterwardsOf(
  draft: RuleDraft['afterwards'],
  folder: string,
  former: WatchRule | null,
  chosen: (token: string) => string,
): WatchRule['afterwards'] {
  if (draft.kind !== 'archive') return draft;
  if (draft.folder !== null) return { kind: 'archive', folder: chosen(draft.folder) };
  // The default goes along with the folder.
  const own = former?.afterwards.kind === 'archive' ? former.afterwards.folder : null;
  const isDefault = own === null || own === archiveInside(former?.folder ?? '');
  return { kind: 'archive', folder: isDefault ? archiveInside(folder) : own };
}

/** Throws `grant-unknown`, and `rule-invalid` for a new rule without a folder. */
export function resolveDraft(
  draft: RuleDraft,
  former: WatchRule | null,
  { grants, profile }: { grants: PathGrants; profile: string },
): RuleContent {
  const chosen = (token: string) => resolve(grants.resolve(token, 'write'));
  const folder = draft.folder === null ? former?.folder : chosen(draft.folder);
  if (folder === undefined) throw ruleInvalid('folder', 'missing');
  return {
    ...draft,
    folder,
    afterwards: afterwardsOf(draft.afterwards, folder, former, chosen),
    logFolder: draft.logFolder === null ? (former?.logFolder ?? logFolderOf(profile)) : chosen(draft.logFolder),
  };
}
