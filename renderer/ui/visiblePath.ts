import type { TFunction } from 'i18next';
import { type NameSegment, type NameWords, visibleName } from '../../shared/visibleName.ts';

/** The words for names without characters, in the user's language. */
export function nameWords(t: TFunction): NameWords {
  return { empty: t('grid.emptyName'), folderItself: t('grid.folderItself') };
}

type VisiblePath = { segments: NameSegment[]; plain: string };

/** A key, a prefix or a file name, level by level: what is invisible in it is marked (segments) or stands as its code (plain). */
export function visiblePath(path: string, t: TFunction): VisiblePath {
  const words = nameWords(t);
  const levels = path.split('/').map((level) => (level === '' ? null : visibleName(level, words)));
  return {
    segments: levels.flatMap((level, at) => [...(at > 0 ? [{ text: '/' }] : []), ...(level?.segments ?? [])]),
    plain: levels.map((level) => level?.plain ?? '').join('/'),
  };
}
