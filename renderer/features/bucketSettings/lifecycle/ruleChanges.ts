import type { TFunction } from 'i18next';
import type { Language } from '../../../../shared/contract/app.ts';
import type { VersioningStatus } from '../../../../shared/contract/objects.ts';
import { sameRules } from '../../../../shared/lifecycle/sameRules.ts';
import type { LifecycleDocument, LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { sameDocument } from '../../../../shared/settings/sameDocument.ts';
import { ruleSentence } from './ruleWords.ts';

type Versioning = VersioningStatus | 'unknown';
type Pairs = { added: LifecycleRule[]; removed: LifecycleRule[]; changed: [LifecycleRule, LifecycleRule][] };

/** Finds for each rule the one it was before: the same rule, else the one with its ID. */
function pairRules(
  before: readonly LifecycleRule[],
  after: readonly LifecycleRule[],
  isSame: (a: LifecycleRule, b: LifecycleRule) => boolean,
): Pairs {
  const gone = [...before];
  const take = (isIt: (rule: LifecycleRule) => boolean) => {
    const index = gone.findIndex(isIt);
    return index < 0 ? undefined : gone.splice(index, 1)[0];
  };
  const different = after.filter((rule) => !take((old) => isSame(old, rule)));
  const changed: Pairs['changed'] = [];
  const added: LifecycleRule[] = [];
  for (const rule of different) {
    const old = rule.ID === undefined ? undefined : take((one) => one.ID === rule.ID);
    if (old) changed.push([old, rule]);
    else added.push(rule);
  }
  return { added, removed: gone, changed };
}

/** A rule in a sentence, with what words do not show otherwise: that it is off. */
function wordsOf(t: TFunction, language: Language, versioning: Versioning): (rule: LifecycleRule) => string {
  return (rule) => {
    const sentence = ruleSentence(t, language, rule, versioning);
    return rule.Status === 'Enabled' ? sentence : t('settings.lifecycle.change.isOff', { rule: sentence });
  };
}

/** What saving would do to the rules, in sentences. A change of what is not said in words is named as such. */
export function lifecycleChanges(
  t: TFunction,
  language: Language,
  before: LifecycleDocument | null,
  after: LifecycleDocument | null,
  versioning: Versioning = 'unknown',
): string[] {
  const [old, now] = [before?.Rules ?? [], after?.Rules ?? []];
  const { added, removed, changed } = pairRules(old, now, sameDocument);
  const plain = (rule: LifecycleRule) => ruleSentence(t, language, rule, versioning);
  const full = wordsOf(t, language, versioning);
  const changeOf = ([from, to]: [LifecycleRule, LifecycleRule]) => {
    const isSwitched = sameDocument({ ...from, Status: to.Status }, to);
    if (isSwitched && to.Status === 'Enabled') return t('settings.lifecycle.change.on', { rule: plain(to) });
    if (isSwitched) return t('settings.lifecycle.change.off', { rule: plain(to) });
    if (full(from) === full(to)) return t('settings.lifecycle.change.details', { rule: full(to) });
    return t('settings.lifecycle.change.changed', { before: full(from), after: full(to) });
  };
  const isReordered = added.length + removed.length + changed.length === 0 && !sameDocument(old, now);
  const minimum = [before?.TransitionDefaultMinimumObjectSize, after?.TransitionDefaultMinimumObjectSize];
  return [
    ...removed.map((rule) => t('settings.lifecycle.change.removed', { rule: full(rule) })),
    ...changed.map(changeOf),
    ...added.map((rule) => t('settings.lifecycle.change.added', { rule: full(rule) })),
    ...(isReordered ? [t('settings.lifecycle.change.order')] : []),
    ...(minimum[0] === minimum[1]
      ? []
      : [
          t('settings.lifecycle.change.other', {
            name: 'TransitionDefaultMinimumObjectSize',
            before: minimum[0] ?? '-',
            after: minimum[1] ?? '-',
          }),
        ]),
  ];
}

/** What a server keeps otherwise than it was sent; the same meaning in other writing or another order is not told. */
export function rulesKeptOtherwise(
  t: TFunction,
  language: Language,
  sent: LifecycleDocument | null,
  kept: LifecycleDocument | null,
  versioning: Versioning = 'unknown',
): string[] {
  const isSame = (a: LifecycleRule, b: LifecycleRule) => sameRules({ Rules: [a] }, { Rules: [b] });
  const { added, removed, changed } = pairRules(sent?.Rules ?? [], kept?.Rules ?? [], isSame);
  const words = wordsOf(t, language, versioning);
  const isLeftOff = changed.some(([from, to]) => from.Status === 'Enabled' && to.Status === 'Disabled');
  return [
    // First, as it matters most and a long text has to be scrolled.
    ...(isLeftOff ? [t('settings.lifecycle.kept.off')] : []),
    ...removed.map((rule) => t('settings.lifecycle.kept.not', { rule: words(rule) })),
    ...changed.map(([from, to]) => t('settings.lifecycle.kept.otherwise', { sent: words(from), kept: words(to) })),
    ...added.map((rule) => t('settings.lifecycle.kept.more', { rule: words(rule) })),
  ];
}
