import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type NameWords, visibleName } from '../../../shared/visibleName.ts';
import { nameWords } from '../../ui/visiblePath.ts';

/** The words for names without characters, in the user's language. */
export function useNameWords(): NameWords {
  const { t } = useTranslation();
  return useMemo(() => nameWords(t), [t]);
}

/** A place in words: the prefix, or the bucket for its root; what is invisible stands as its code. */
export function whereText(bucket: string, prefix: string, words: NameWords): string {
  if (prefix === '') return bucket;
  const levels = prefix.slice(0, -1).split('/');
  return `${levels.map((level) => visibleName(level, words).plain).join('/')}/`;
}
