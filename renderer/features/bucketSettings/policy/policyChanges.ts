import type { TFunction } from 'i18next';
import type { Language } from '../../../../shared/contract/app.ts';
import type { PolicyDocument, PolicyStatement } from '../../../../shared/settings/documents/policy.ts';
import { sameDocument } from '../../../../shared/settings/sameDocument.ts';
import { policySentences } from '../policySentences.ts';
import { statementsOf } from './statements.ts';

/** Which statements of one policy have no equal in the other, by their place. */
function withoutEqual(statements: readonly PolicyStatement[], others: readonly PolicyStatement[]): number[] {
  const left = [...others];
  return statements.flatMap((statement, index) => {
    const equal = left.findIndex((other) => sameDocument(other, statement));
    if (equal === -1) return [index];
    left.splice(equal, 1);
    return [];
  });
}

/** What saving would change, statement by statement. What is not said in words is named as a detail. */
export function policyChanges(
  t: TFunction,
  language: Language,
  bucket: string,
  before: PolicyDocument | null,
  after: PolicyDocument | null,
): string[] {
  const [old, now] = [statementsOf(before), statementsOf(after)];
  const [oldText, nowText] = [before, after].map((policy) => policySentences(t, language, policy, bucket));
  const gone = withoutEqual(old, now).map((index) => oldText?.[index] ?? '');
  const added = withoutEqual(now, old).map((index) => nowText?.[index] ?? '');
  if (gone.length + added.length === 0) return sameDocument(before, after) ? [] : [t('settings.policy.change.details')];
  const changed = added.filter((text) => gone.includes(text));
  return [
    ...gone.filter((text) => !changed.includes(text)).map((text) => t('settings.policy.change.removed', { text })),
    ...changed.map((text) => t('settings.policy.change.inside', { text })),
    ...added.filter((text) => !changed.includes(text)).map((text) => t('settings.policy.change.added', { text })),
  ];
}
