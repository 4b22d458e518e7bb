import type { TFunction } from 'i18next';
import type { Language } from '../../../shared/contract/app.ts';
import { policyWords, type StatementWords } from '../../../shared/policy/words.ts';
import type { PolicyDocument } from '../../../shared/settings/documents/policy.ts';

type Effect = StatementWords['effect'];

/** What a text is filled with. To i18next a `count` among texts alone would be a mistake, so numbers are allowed for. */
function fill(values: Record<string, string> | undefined): Record<string, string | number> {
  return values ?? {};
}

/** "a, b and c"; what is denied is joined by "or". */
function join(language: Language, effect: Effect, parts: readonly string[]): string {
  const type = effect === 'Deny' ? 'disjunction' : 'conjunction';
  return new Intl.ListFormat(language, { type }).format(parts);
}

function whoText(t: TFunction, language: Language, { who }: StatementWords): string {
  const words = who.words.map(({ key, values }) => t(`settings.policy.words.who.${key}`, fill(values)));
  const text = join(language, 'Allow', words);
  return who.not ? t('settings.policy.words.butWho', { who: text }) : text;
}

function whatText(t: TFunction, language: Language, { effect, what, where }: StatementWords): string {
  const isOfObjects = !where.not && where.words.every(({ key }) => key !== 'everything' && key !== 'bucket');
  const words = what.words.map(({ key, values }) => {
    if (key !== 'everything') return t(`settings.policy.words.what.${key}`, fill(values));
    return t(`settings.policy.words.${isOfObjects ? 'anythingOfObjects' : 'anything'}.${effect}`);
  });
  const text = join(language, effect, words);
  return what.not ? t(`settings.policy.words.butWhat.${effect}`, { what: text }) : text;
}

function whereText(t: TFunction, language: Language, { effect, where }: StatementWords): string {
  const places = where.words.map(({ key, values }) => t(`settings.policy.words.where.${key}`, fill(values)));
  const text = join(language, effect, places);
  return where.not ? t('settings.policy.words.butWhere', { where: text }) : text;
}

/** Of these it is clear that they are the bucket's own affair: it need not be said where. */
const OF_BUCKET: readonly string[] = [
  'list',
  'listVersions',
  'readSettings',
  'writeSettings',
  'readPolicy',
  'writePolicy',
  'createBucket',
  'deleteBucket',
];

/** "Read objects under a/", "read objects under a/ and list objects", "list objects". */
function doingText(t: TFunction, language: Language, words: StatementWords): string {
  const { effect, what, where } = words;
  const everywhere = (part: StatementWords) => `${whatText(t, language, part)} ${whereText(t, language, part)}`;
  const isOfBucket = !where.not && !what.not && where.words.some(({ key }) => key === 'bucket');
  const ofBucket = what.words.filter(({ key }) => OF_BUCKET.includes(key));
  if (!isOfBucket || ofBucket.length === 0) return everywhere(words);
  const ofObjects = what.words.filter((one) => !ofBucket.includes(one));
  const places = where.words.filter(({ key }) => key !== 'bucket');
  const rest = { ...words, what: { not: false, words: ofObjects }, where: { not: false, words: places } };
  const bucketText = ofBucket.map((one) => whatText(t, language, { ...words, what: { not: false, words: [one] } }));
  if (ofObjects.length === 0) return join(language, effect, bucketText);
  return join(language, effect, [
    places.length === 0 ? everywhere({ ...rest, where }) : everywhere(rest),
    ...bucketText,
  ]);
}

function conditionText(t: TFunction, language: Language, { effect, conditions }: StatementWords): string {
  if (conditions.length === 0) return '';
  const words = conditions.map(({ key, values }) => t(`settings.policy.words.condition.${key}`, fill(values)));
  const text = join(language, 'Allow', words);
  return effect === 'Deny' ? ` ${text}` : t('settings.policy.words.only', { conditions: text });
}

function sentence(t: TFunction, language: Language, words: StatementWords): string {
  const { effect, who } = words;
  const isNobody = effect === 'Deny' && !who.not && who.words.some(({ key }) => key === 'everyone');
  const text = t(`settings.policy.words.sentence.${isNobody ? 'DenyAll' : effect}`, {
    who: whoText(t, language, words),
    what: doingText(t, language, words) + conditionText(t, language, words),
  });
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** What each statement of a policy does, in one sentence each. */
export function policySentences(
  t: TFunction,
  language: Language,
  policy: PolicyDocument | null,
  bucket: string,
): string[] {
  return policyWords(policy, bucket).map((words) => sentence(t, language, words));
}
