import type { VersioningStatus } from '../contract/objects.ts';
import type { Tag } from '../settings/documents/common.ts';
import type { LifecycleRule } from '../settings/documents/lifecycle.ts';
import type { RuleScope } from './filter.ts';
import { type RuleForm, readRule } from './ruleForm.ts';

/**
 * Whom a rule is about: `settings.lifecycle.scope.<key>`. A list of conditions that must all hold; for the whole bucket
 * it is `all` alone. Sizes in bytes.
 */
export type ScopePhrase =
  | { key: 'all'; values: Record<never, never> }
  | { key: 'prefix'; values: { prefix: string } }
  /** Of one tag or more: `tags`, to be joined. */
  | { key: 'tags'; values: { tags: Tag[]; count: number } }
  | { key: 'larger'; values: { bytes: number } }
  | { key: 'smaller'; values: { bytes: number } };

/**
 * What a rule does: `settings.lifecycle.does.<key>`. `count` is the number that the words agree with, `date` an ISO time.
 * What is deleted where no versions are kept (`delete...`) is only hidden by a delete marker where they are (`hide...`).
 */
export type ActionPhrase =
  | { key: 'deleteAfterDays' | 'hideAfterDays'; values: { count: number } }
  | { key: 'deleteOn' | 'hideOn'; values: { date: string } }
  | { key: 'removeMarkers'; values: Record<never, never> }
  /** At the first midnight after the upload (Days 0). */
  | { key: 'moveAtOnce'; values: { storageClass: string } }
  | { key: 'moveAfterDays'; values: { count: number; storageClass: string } }
  | { key: 'moveOn'; values: { date: string; storageClass: string } }
  /** `count` days after they became noncurrent. */
  | { key: 'deleteNoncurrent'; values: { count: number } }
  | { key: 'deleteNoncurrentBut'; values: { count: number; keep: number } }
  /** All but the `count` newest, whatever their age (MinIO; S3 wants days too). */
  | { key: 'deleteNoncurrentBeyond'; values: { count: number } }
  | { key: 'moveNoncurrent'; values: { count: number; storageClass: string } }
  | { key: 'moveNoncurrentBut'; values: { count: number; keep: number; storageClass: string } }
  | { key: 'abortUploads'; values: { count: number } }
  | { key: 'nothing'; values: Record<never, never> };

/** A rule in words: each of `does` is a sentence with the objects of `scope` as its subject. */
export type RuleInWords = { scope: ScopePhrase[]; does: ActionPhrase[] };

function scopePhrases({ prefix, tags, sizeAbove, sizeBelow }: RuleScope): ScopePhrase[] {
  const phrases: ScopePhrase[] = [];
  if (prefix !== '') phrases.push({ key: 'prefix', values: { prefix } });
  if (tags.length > 0) phrases.push({ key: 'tags', values: { tags, count: tags.length } });
  if (sizeAbove !== null) phrases.push({ key: 'larger', values: { bytes: sizeAbove } });
  if (sizeBelow !== null) phrases.push({ key: 'smaller', values: { bytes: sizeBelow } });
  return phrases.length > 0 ? phrases : [{ key: 'all', values: {} }];
}

function expirationPhrases(form: RuleForm, keepsVersions: boolean): ActionPhrase[] {
  const phrases: ActionPhrase[] = [];
  const { expireAfterDays: count, expireOn: date } = form;
  if (count !== null) phrases.push({ key: keepsVersions ? 'hideAfterDays' : 'deleteAfterDays', values: { count } });
  if (date !== null) phrases.push({ key: keepsVersions ? 'hideOn' : 'deleteOn', values: { date } });
  if (form.removeExpiredMarkers) phrases.push({ key: 'removeMarkers', values: {} });
  return phrases;
}

function transitionPhrases({ transitions }: RuleForm): ActionPhrase[] {
  return transitions.flatMap(({ days, date, storageClass }): ActionPhrase[] => {
    if (date !== null) return [{ key: 'moveOn', values: { date, storageClass } }];
    if (days === null) return [];
    if (days === 0) return [{ key: 'moveAtOnce', values: { storageClass } }];
    return [{ key: 'moveAfterDays', values: { count: days, storageClass } }];
  });
}

function noncurrentPhrases({ noncurrentDays, keepNoncurrent, noncurrentTransitions }: RuleForm): ActionPhrase[] {
  const phrases = noncurrentTransitions.map(({ days, keep, storageClass }): ActionPhrase => {
    const count = days ?? 0;
    if (keep === null) return { key: 'moveNoncurrent', values: { count, storageClass } };
    return { key: 'moveNoncurrentBut', values: { count, keep, storageClass } };
  });
  if (noncurrentDays !== null && keepNoncurrent !== null) {
    phrases.push({ key: 'deleteNoncurrentBut', values: { count: noncurrentDays, keep: keepNoncurrent } });
  } else if (noncurrentDays !== null) {
    phrases.push({ key: 'deleteNoncurrent', values: { count: noncurrentDays } });
  } else if (keepNoncurrent !== null) {
    phrases.push({ key: 'deleteNoncurrentBeyond', values: { count: keepNoncurrent } });
  }
  return phrases;
}

/**
 * What a rule says, as phrases for i18n, in the order of a version's life. `versioning` is that of the bucket, 'unknown'
 * where these keys may not read it.
 */
export function ruleInWords(rule: LifecycleRule, versioning: VersioningStatus | 'unknown'): RuleInWords {
  const form = readRule(rule);
  const keepsVersions = versioning === 'enabled' || versioning === 'suspended';
  const does = [
    ...transitionPhrases(form),
    ...expirationPhrases(form, keepsVersions),
    ...noncurrentPhrases(form),
    ...(form.abortAfterDays === null ? [] : [{ key: 'abortUploads' as const, values: { count: form.abortAfterDays } }]),
  ];
  return { scope: scopePhrases(form), does: does.length > 0 ? does : [{ key: 'nothing', values: {} }] };
}
