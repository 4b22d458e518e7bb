import type { TFunction } from 'i18next';
import { type NameWords, visibleName } from '../../shared/visibleName.ts';

/** The words for names without characters, in the user's language. */
export function nameWords(t: TFunction): NameWords {
  return { empty: t('grid.emptyName'), folderItself: t('grid.folderItself') };
}

/** A key, a prefix or a file name as one line of plain text: what is invisible in its parts stands as its code. */
export function visiblePath(path: string, t: TFunction): string {
  const words = nameWords(t);
  const levels = path.split('/');
  return levels.map((level) => (level === '' ? '' : visibleName(level, words).plain)).join('/');
}
