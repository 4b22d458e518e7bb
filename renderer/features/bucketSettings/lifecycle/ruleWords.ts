import type { TFunction } from 'i18next';
import { formatCount } from '../../../../shared/bytes.ts';
import type { Language } from '../../../../shared/contract/app.ts';
import type { VersioningStatus } from '../../../../shared/contract/objects.ts';
import { type ActionPhrase, ruleInWords, type ScopePhrase } from '../../../../shared/lifecycle/sentences.ts';
import type { LifecycleRule } from '../../../../shared/settings/documents/lifecycle.ts';
import { visiblePath } from '../../../ui/visiblePath.ts';
import { UNIT_BYTES, unitOf } from './sizeUnits.ts';

type Subject = 'objects' | 'noncurrent' | 'markers' | 'uploads';

const SUBJECTS: Partial<Record<ActionPhrase['key'], Subject>> = {
  removeMarkers: 'markers',
  deleteNoncurrent: 'noncurrent',
  deleteNoncurrentBut: 'noncurrent',
  deleteNoncurrentBeyond: 'noncurrent',
  moveNoncurrent: 'noncurrent',
  moveNoncurrentBut: 'noncurrent',
  abortUploads: 'uploads',
};

const subjectOf = ({ key }: ActionPhrase): Subject => SUBJECTS[key] ?? 'objects';

/** The day of a rule's date: S3 means midnight UTC, whatever the time zone here. */
export function formatRuleDate(iso: string, language: Language): string {
  const day = new Date(iso);
  if (Number.isNaN(day.getTime())) return iso;
  const form = { dateStyle: 'medium', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, form).format(day);
}

/** Words for rules in one language. */
function wordsIn(t: TFunction, language: Language) {
  // The exact size, as it stands in the rule's fields: a limit that is rounded is another limit.
  const size = (bytes: number) => {
    const unit = unitOf(bytes, 'GB');
    return `${formatCount(bytes / UNIT_BYTES[unit], language)}\u00a0${t(`settings.lifecycle.unit.${unit}`)}`;
  };

  function condition(phrase: Exclude<ScopePhrase, { key: 'all' }>): string {
    switch (phrase.key) {
      case 'prefix':
        return t('settings.lifecycle.scope.prefix', { prefix: visiblePath(phrase.values.prefix, t).plain });
      case 'tags': {
        const { tags, count } = phrase.values;
        return t('settings.lifecycle.scope.tags', {
          count,
          tags: tags.map(({ Key, Value }) => `${Key}=${Value}`).join(', '),
        });
      }
      case 'larger':
        return t('settings.lifecycle.scope.larger', { size: size(phrase.values.bytes) });
      case 'smaller':
        return t('settings.lifecycle.scope.smaller', { size: size(phrase.values.bytes) });
    }
  }

  /** All conditions as one phrase after a noun; null for the whole bucket. */
  function where(scope: readonly ScopePhrase[]): string | null {
    const larger = scope.find((phrase) => phrase.key === 'larger');
    const smaller = scope.find((phrase) => phrase.key === 'smaller');
    const conditions = scope.flatMap((phrase) => {
      if (phrase.key === 'all') return [];
      if (!larger || !smaller) return [condition(phrase)];
      if (phrase.key === 'smaller') return [];
      if (phrase.key !== 'larger') return [condition(phrase)];
      const [from, to] = [size(larger.values.bytes), size(smaller.values.bytes)];
      return [t('settings.lifecycle.scope.between', { from, to })];
    });
    if (conditions.length === 0) return null;
    return new Intl.ListFormat(language, { type: 'conjunction' }).format(conditions);
  }

  function who(subject: Subject, place: string | null): string {
    if (place === null) return t(`settings.lifecycle.who.${subject}.all`);
    return t(`settings.lifecycle.who.${subject}.scoped`, { where: place });
  }

  function action(phrase: ActionPhrase, subject: string): string {
    const { values } = phrase;
    return t(`settings.lifecycle.does.${phrase.key}`, {
      ...values,
      who: subject,
      date: 'date' in values ? formatRuleDate(values.date, language) : '',
      kept: keptBy(phrase),
    });
  }

  function keptBy({ key, values }: ActionPhrase): string {
    if ('keep' in values) return t('settings.lifecycle.except', { count: values.keep });
    return key === 'deleteNoncurrentBeyond' ? t('settings.lifecycle.except', { count: values.count }) : '';
  }

  return { where, who, action };
}

/**
 * A rule as one sentence without its full stop: "Objects under “tmp/” are deleted 3 days after upload; unfinished uploads
 * are aborted 7 days after they began".
 */
export function ruleSentence(
  t: TFunction,
  language: Language,
  rule: LifecycleRule,
  versioning: VersioningStatus | 'unknown',
): string {
  const { scope, does } = ruleInWords(rule, versioning);
  const words = wordsIn(t, language);
  const place = words.where(scope);
  const sentences = does.map((phrase, index) => {
    const subject = subjectOf(phrase);
    const isFirst = index === 0;
    return words.action(
      phrase,
      isFirst ? words.who(subject, place) : againIn(t, subject, does.slice(0, index).map(subjectOf)),
    );
  });
  return sentences.join('; ');
}

/** A subject after the first: "they" only where it is clear who they are. */
function againIn(t: TFunction, subject: Subject, before: readonly Subject[]): string {
  const isClear = subject !== 'objects' || before.at(-1) === 'objects';
  return isClear ? t(`settings.lifecycle.who.${subject}.again`) : t(`settings.lifecycle.who.${subject}.all`);
}
