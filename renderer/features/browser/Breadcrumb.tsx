import { Database, Ellipsis } from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { prefixLevels } from '../../../shared/key.ts';
import { visibleName } from '../../../shared/visibleName.ts';
import type { ListingPlace } from '../../stores/listing.ts';
import { cx } from '../../ui/cx.ts';
import { NameText } from '../../ui/grid/NameText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { MenuButton } from '../../ui/Menu.tsx';
import styles from './Breadcrumb.module.css';
import { useNameWords } from './names.ts';

/** How many levels after the bucket do not fit and go into a menu; found by trying, anew for each path and width. */
function useHidden(list: RefObject<HTMLOListElement | null>, path: string, levels: number): number {
  const [width, setWidth] = useState(0);
  const [hidden, setHidden] = useState({ path, width, count: 0 });
  const count = hidden.path === path && hidden.width === width ? hidden.count : 0;

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);

  useLayoutEffect(() => {
    const element = list.current;
    const isTooLong = element !== null && element.scrollWidth > element.clientWidth;
    // The last level always stays; when it alone is too long it is cut off.
    if (isTooLong && count < levels - 1) setHidden({ path, width, count: count + 1 });
  }, [list, path, width, count, levels]);

  return count;
}

/** The bucket and the levels of the prefix, each leading there; the empty part after them edits the path. */
export function Breadcrumb({
  place,
  onGo,
  onEdit,
}: {
  place: ListingPlace;
  onGo: (prefix: string) => void;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const words = useNameWords();
  const list = useRef<HTMLOListElement>(null);
  const levels = prefixLevels(place.prefix);
  const hidden = useHidden(list, `${place.bucket}/${place.prefix}`, levels.length);
  const plainOf = (name: string) => visibleName(name, words).plain;
  return (
    <nav className={styles.path} aria-label={t('browser.path')}>
      <ol ref={list} className={cx(styles.levels, hidden >= levels.length - 1 && styles.last)}>
        <li className={styles.level}>
          <button
            type="button"
            className={styles.crumb}
            aria-current={levels.length === 0 ? 'location' : undefined}
            onClick={() => onGo('')}
          >
            <Icon of={Database} size={14} />
            <span>{place.bucket}</span>
          </button>
        </li>
        {hidden > 0 && (
          <li className={styles.level}>
            <MenuButton
              icon={Ellipsis}
              isSmall
              label={t('browser.pathHidden')}
              items={levels.slice(0, hidden).map(({ name, prefix }) => ({
                id: prefix,
                label: plainOf(name),
                run: () => onGo(prefix),
              }))}
            />
          </li>
        )}
        {levels.slice(hidden).map(({ name, prefix }) => (
          <li key={prefix} className={styles.level}>
            <button
              type="button"
              className={styles.crumb}
              aria-label={plainOf(name)}
              aria-current={prefix === place.prefix ? 'location' : undefined}
              onClick={() => onGo(prefix)}
            >
              <NameText segments={visibleName(name, words).segments} />
            </button>
          </li>
        ))}
      </ol>
      <button type="button" className={styles.rest} aria-label={t('browser.editPath')} onClick={onEdit} />
    </nav>
  );
}
